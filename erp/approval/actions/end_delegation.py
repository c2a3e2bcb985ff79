"""End a delegation before its time."""

from datetime import timedelta
from uuid import UUID

from erp.approval import tables
from erp.approval.refusals import NotAsked
from erp.approval.rerouting import reroute_all
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows


async def end_delegation(*, act: Act, delegation: UUID) -> UUID:
    """Take one's delegation back from today on; what was decided under it stays.

    Who gave it, who has it and who may appoint delegates can do this.
    """
    found = await lock_rows(act, tables.Delegation, [delegation])
    if not found:
        raise NotFound("delegation", delegation)
    (row,) = found
    if act.actor not in (row["grantor"], row["delegate"]) and not act.asking.may("approval.appoint_delegate"):
        raise NotAsked()
    last = max(act.today - timedelta(days=1), row["valid_from"] - timedelta(days=1))
    if last < row["valid_to"]:
        changed = {"id": delegation, "valid_to": last, "ended_by": act.actor}
        await act.tx.update(tables.Delegation, [changed])
        await reroute_all(act)
    return delegation
