"""Two records turn out to be one and the same party."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.merging import follow, followers_of, hold
from erp.masterdata.queries.party import must_not_be_merged
from erp.masterdata.refusals import MergeIntoItself, ReasonRequired
from erp.masterdata.searching import show_parties
from erp.masterdata.tables import Party, PartyMerge


async def merge_parties(*, act: Act, duplicate: UUID, survivor: UUID, reason: str) -> UUID:
    """Let one party count as another from now on. No document is rewritten, so that it can be undone."""
    if duplicate == survivor:
        raise MergeIntoItself(field="survivor")
    if not reason.strip():
        raise ReasonRequired(field="reason")
    rows = await hold(act, duplicate, survivor)
    await must_not_be_merged(act.tx, duplicate, field="duplicate")
    await must_not_be_merged(act.tx, survivor, field="survivor")
    losing, winning = rows[duplicate], rows[survivor]
    # What the duplicate was, the survivor is too; the log keeps what was new to it.
    new_roles = {role: losing[role] and not winning[role] for role in ("is_customer", "is_supplier")}
    merge = {
        "id": new_id(),
        "duplicate": duplicate,
        "survivor": survivor,
        "reason": reason.strip(),
        "duplicate_was_active": losing["is_active"],
        "became_customer": new_roles["is_customer"],
        "became_supplier": new_roles["is_supplier"],
        "merged_by": act.actor,
        "merged_at": act.at,
    }
    await act.tx.insert(PartyMerge, [merge])
    gained = {role: True for role, is_new in new_roles.items() if is_new}
    await act.tx.update(Party, [{"id": survivor, **gained, "version": winning["version"] + 1}])
    await follow(act, [duplicate, *await followers_of(act, duplicate)], survivor)
    await show_parties(act, duplicate, survivor)
    return survivor
