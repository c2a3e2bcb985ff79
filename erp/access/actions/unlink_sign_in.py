"""Part a person from an account at a provider: it lets nobody in until it is vouched for anew."""

from uuid import UUID

from erp.access import tables
from erp.access.guarding import refuse_elsewhere
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows


async def unlink_sign_in(*, act: Act, link: UUID) -> UUID:
    """End a link and the sessions it opened; the next sign-in looks for the person anew."""
    found = await lock_rows(act, tables.SignInLink, [link])
    if not found:
        raise NotFound("sign_in_link", link)
    row = found[0]
    await refuse_elsewhere(act, row["holder"], "access.unlink_sign_in")
    await act.tx.run(
        "UPDATE access.sign_in_link SET ended_at = now(), ended_by = $2 WHERE id = $1 AND ended_at IS NULL",
        link,
        act.actor,
    )
    await act.tx.run(
        """UPDATE access.session SET ended_at = now()
           WHERE holder = $1 AND provider = $2 AND ended_at IS NULL AND id IS DISTINCT FROM $3""",
        row["holder"],
        row["provider"],
        act.asking.session,
    )
    return link
