"""Confirm work that was done by hand, in a system that lets no program in."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import NotByHand
from modules.identity.reporting import ReadBack, Report, keep_attempt, take_in
from modules.identity.states import ReadState, Want, WishState, WorkOutcome
from modules.identity.telling import ToldAccount


async def confirm_manual_work(
    *,
    act: Act,
    item: UUID,
    read_state: ReadState,
    account_id: str | None = None,
    user_name: str | None = None,
    note: str | None = None,
) -> UUID:
    """Say what was done and seen in the system, with one's name under it.

    For a leaver it has to be seen that the account is closed or gone. Refuses `NOT_BY_HAND`, and a state that
    is not what was ordered.
    """
    rows = await lock_rows(act, tables.Wish, [item])
    if not rows:
        raise NotFound("account_wish", item, field="item")
    wish = rows[0]
    if wish["state"] != WishState.BY_HAND.value:
        raise NotByHand(field="item")
    fitting = {
        Want.ACTIVE: (ReadState.ACTIVE,),
        Want.SUSPENDED: (ReadState.SUSPENDED, ReadState.ABSENT),
        Want.DELETED: (ReadState.ABSENT,),
    }[Want(wish["want"])]
    if read_state not in fitting:
        raise BadInput("readState", "NOT_WHAT_WAS_ORDERED", possible=[each.value for each in fitting])
    how = f"手作業の確認（{act.asking.actor_name}）" + (f" {note.strip()}" if note and note.strip() else "")
    told = await _told(act, wish, read_state, account_id, user_name)
    proof = ReadBack(state=read_state, how=how, groups_left=0)
    report = Report(outcome=WorkOutcome.DONE, reason=note, account=told, proof=proof)
    held = dict(wish) | {"leased_version": wish["version"]}
    await keep_attempt(act, held, report, wish["lease"], True, [])
    change = await take_in(act, held, report)
    if wish["want"] != Want.ACTIVE.value:
        # Nobody can look again but a person: what he saw stands, with his name.
        change |= {"next_at": None}
    await act.tx.update(tables.Wish, [{"id": item} | change])
    return item


async def _told(
    act: Act, wish: dict, read: ReadState, account_id: str | None, user_name: str | None
) -> ToldAccount | None:
    if read is ReadState.ABSENT:
        return None
    known = await act.tx.row("SELECT * FROM identity.account WHERE id = $1", wish["account"])
    if known is None and not (user_name or "").strip():
        raise BadInput("userName", "REQUIRED")
    name = (user_name or "").strip() or (known["user_name"] if known else "")
    id = (account_id or "").strip() or (known["external_id"] if known else name)
    active = read is ReadState.ACTIVE
    return ToldAccount(external_id=id, user_name=name, active=active)
