"""Two parties that were taken for one are two after all."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import locked
from erp.masterdata.merging import follow, followers_of, hold
from erp.masterdata.refusals import MergeUndone, ReasonRequired
from erp.masterdata.searching import show_parties
from erp.masterdata.tables import Party, PartyMerge


async def undo_merge(*, act: Act, merge: UUID, reason: str) -> UUID:
    """Let the merged party stand for itself again, with everything that was merged into it before."""
    if not reason.strip():
        raise ReasonRequired(field="reason")
    row = await locked(act, PartyMerge, merge, field="merge")
    if row["undone_at"] is not None:
        raise MergeUndone(field="merge")
    duplicate, survivor = row["duplicate"], row["survivor"]
    rows = await hold(act, duplicate, survivor)
    undone = {"id": merge, "undone_by": act.actor, "undone_at": act.at, "undo_reason": reason.strip()}
    await act.tx.update(PartyMerge, [undone])
    again = {"id": duplicate, "merged_into": None, "is_active": row["duplicate_was_active"]}
    await act.tx.update(Party, [again | {"version": rows[duplicate]["version"] + 1}])
    await follow(act, await followers_of(act, duplicate), duplicate)
    lost = {
        role: False
        for role, became in (("is_customer", row["became_customer"]), ("is_supplier", row["became_supplier"]))
        if became
    }
    await act.tx.update(Party, [{"id": survivor, **lost, "version": rows[survivor]["version"] + 1}])
    await show_parties(act, duplicate, survivor)
    return duplicate
