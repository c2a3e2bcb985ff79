"""Try again what waits for a person, or has to wait before its next try."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, WrongState
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.states import WishState


async def retry_work(*, act: Act, item: UUID) -> UUID:
    """Hand it out again at once. Refuses what is done or under way (`WRONG_STATE`)."""
    rows = await lock_rows(act, tables.Wish, [item])
    if not rows:
        raise NotFound("account_wish", item, field="item")
    state = WishState(rows[0]["state"])
    if state not in (WishState.PARKED, WishState.WAITING, WishState.BY_HAND):
        raise WrongState("retry_work", state)
    change = {"state": WishState.PENDING.value, "next_at": act.at, "attempts": 0}
    await act.tx.update(tables.Wish, [{"id": item} | change])
    return item
