"""What attendance does about people and approval: rows follow HR, a request follows its case. Told twice it
happens once.
"""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules import hr
from modules.attendance.employing import refresh
from modules.attendance.opening import open_sheets
from modules.attendance.requests import held_request, step
from modules.attendance.ruling import rule_or_none
from modules.attendance.states import LEAVE_REQUEST, LeaveState

SAID = """
    SELECT note FROM approval.decision WHERE approval_case = $1 AND note IS NOT NULL
    ORDER BY decided_at DESC LIMIT 1
"""


@when(hr.PersonChanged)
async def follow_person(*, act: Act, event: hr.PersonChanged) -> None:
    """Name, manager, establishment or last day are another: they are read again, and this month follows."""
    await refresh(act, act.today, [event.person])
    rule = await rule_or_none(act, act.today)
    if rule is not None:
        await open_sheets(act, rule.month_of(act.today), rule, [event.person])


@when(approval.CaseApproved)
async def take_approved_leave(*, act: Act, event: approval.CaseApproved) -> None:
    """Everybody said yes: the days are taken."""
    if await _goes_on(act, event.document_kind, event.document, "approve_leave", None):
        await approval.passed(act, "leave_request", event.document)


@when(approval.CaseRejected)
async def reject_asked_leave(*, act: Act, event: approval.CaseRejected) -> None:
    """Somebody said no."""
    await _goes_on(act, event.document_kind, event.document, "reject_leave", event.case)


@when(approval.CaseReturned)
async def return_asked_leave(*, act: Act, event: approval.CaseReturned) -> None:
    """It is to be asked for differently: this request is over."""
    await _goes_on(act, event.document_kind, event.document, "reject_leave", event.case)


@when(approval.CaseWithdrawn)
async def withdraw_asked_leave(*, act: Act, event: approval.CaseWithdrawn) -> None:
    """Who asked took it back."""
    await _goes_on(act, event.document_kind, event.document, "withdraw_leave_request", event.case)


async def _goes_on(act: Act, kind: str, request: UUID, verb: str, case: UUID | None) -> bool:
    if kind != "leave_request":
        return False
    row, _ = await held_request(act, request)
    if not LEAVE_REQUEST.allows(verb, LeaveState(row["state"])):
        return False
    await step(act, row, verb, await act.tx.value(SAID, case) if case is not None else None)
    return True
