"""Believe a provider no more: who came in through it is out at once."""

from uuid import UUID

from erp.access.providers import locked_provider
from erp.kernel.asking import Act


async def disable_identity_provider(*, act: Act, provider: UUID) -> UUID:
    """Take a provider off the page to sign in, and end every session it vouched for but the one at hand."""
    await locked_provider(act, provider)
    await act.tx.run("UPDATE access.identity_provider SET is_active = false WHERE id = $1", provider)
    await act.tx.run(
        """UPDATE access.session SET ended_at = now()
           WHERE provider = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2""",
        provider,
        act.asking.session,
    )
    return provider
