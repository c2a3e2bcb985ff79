"""A request for leave held until the end of the transaction, and what its steps do to the days."""

from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.register import register_document
from modules.attendance import tables
from modules.attendance.balances import give_back, leave_days, take
from modules.attendance.counting import recount
from modules.attendance.refusals import SheetClosed, SheetHandedIn
from modules.attendance.ruling import rule_or_none
from modules.attendance.states import LEAVE_REQUEST, LeavePart, LeaveState

HANDED_IN = """
    SELECT s.month, s.state, e.number
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    WHERE s.company = $1 AND s.person = $2 AND s.from_on <= $4 AND s.to_on >= $3 AND s.state <> 'OPEN'
    ORDER BY s.month LIMIT 1
"""


async def held_request(act: Act, request: UUID) -> tuple[dict[str, Any], dict[str, Any]]:
    """A request of this company and its employee."""
    rows = await locking.lock_rows(act, tables.LeaveRequest, [request])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("LeaveRequest", request, field="request")
    employee = await act.tx.row("SELECT * FROM attendance.employee WHERE id = $1", rows[0]["employee"])
    assert employee is not None
    return dict(rows[0]), dict(employee)


async def step(act: Act, request: dict[str, Any], verb: str, answer: str | None = None) -> None:
    """Bring a request to where a verb leads; days are taken with a yes and come back when it is cancelled."""
    state = LEAVE_REQUEST.after(verb, LeaveState(request["state"]))
    if state in (LeaveState.APPROVED, LeaveState.CANCELLED):
        await require_open_months(act, request)
    if state is LeaveState.APPROVED:
        part = LeavePart(request["part"])
        days = await leave_days(
            act, request["person"], request["from_on"], request["to_on"], part, request["hours"]
        )
        kind = await act.tx.row("SELECT * FROM attendance.leave_kind WHERE id = $1", request["kind"])
        assert kind is not None
        await take(act, request, days, kind["needs_grant"])
    elif state is LeaveState.CANCELLED:
        await give_back(act, request)
    row = {"id": request["id"], "state": state.value, "decided_by": act.actor, "decided_at": act.at}
    await act.tx.update(tables.LeaveRequest, [row | {"answer": answer}])
    if state in (LeaveState.APPROVED, LeaveState.CANCELLED):
        rule = await rule_or_none(act, request["from_on"])
        if rule is not None:
            await recount(act, [request["person"]], request["from_on"], request["to_on"], rule)


async def require_open_months(act: Act, request: dict[str, Any]) -> None:
    """Leave changes days, so their sheet must still be with its owner."""
    row = await act.tx.row(HANDED_IN, act.company, request["person"], request["from_on"], request["to_on"])
    if row is not None:
        refusal = SheetClosed if row["state"] == "CLOSED" else SheetHandedIn
        raise refusal(row["number"], row["month"])


async def register_request(act: Act, request: dict[str, Any], title: str) -> None:
    """Its line in the register of documents."""
    await register_document(
        act,
        kind="leave_request",
        id=request["id"],
        number=request["number"],
        on=request["from_on"],
        title=title,
    )
