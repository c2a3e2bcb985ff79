"""End a session: one's own on another device, or somebody's by who may also disable that person."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound


async def end_session(*, act: Act, session: UUID) -> UUID:
    """Sign a device out; answers whose it was. Somebody else's session needs the right to disable people."""
    holder = await act.tx.value("SELECT holder FROM access.session WHERE id = $1", session)
    if holder is None or (holder != act.actor and not act.asking.may("access.disable_user")):
        raise NotFound("session", session)
    await act.tx.run("UPDATE access.session SET ended_at = coalesce(ended_at, now()) WHERE id = $1", session)
    return holder
