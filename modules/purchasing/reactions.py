"""What purchasing does about others' facts: the answer to a request moves the request."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules.purchasing.requesting import locked_request, move_request
from modules.purchasing.states import PurchaseRequestState

KIND = "purchase_request"


@when(approval.CaseApproved)
async def approve_requested_purchase(*, act: Act, event: approval.CaseApproved) -> None:
    """What was approved may be ordered."""
    if event.document_kind == KIND and await _waits(act, event.document):
        await approval.passed(act, KIND, event.document)
        await move_request(act, await locked_request(act, event.document), "approve")


@when(approval.CaseRejected)
async def reject_requested_purchase(*, act: Act, event: approval.CaseRejected) -> None:
    """A no ends it."""
    await _move(act, event.document_kind, event.document, "reject")


@when(approval.CaseReturned)
async def return_requested_purchase(*, act: Act, event: approval.CaseReturned) -> None:
    """Back to whoever asked."""
    await _move(act, event.document_kind, event.document, "return")


@when(approval.CaseWithdrawn)
async def take_back_requested_purchase(*, act: Act, event: approval.CaseWithdrawn) -> None:
    """Whoever asked took it back, and may change it."""
    await _move(act, event.document_kind, event.document, "return")


@when(approval.CaseVoided)
async def reopen_requested_purchase(*, act: Act, event: approval.CaseVoided) -> None:
    """What was asked for is not what it was: whoever asked looks at it again, and sends it off anew."""
    await _move(act, event.document_kind, event.document, "return")


async def _move(act: Act, kind: str, document: UUID, verb: str) -> None:
    if kind == KIND and await _waits(act, document):
        await move_request(act, await locked_request(act, document), verb)


async def _waits(act: Act, request: UUID) -> bool:
    head = await locked_request(act, request)
    return bool(head["state"] == PurchaseRequestState.SUBMITTED.value)
