"""What happens to a wished credit limit when its case ends; told twice it happens once."""

from erp.approval.approvals import CREDIT_LIMIT as KIND
from erp.approval.events import CaseApproved, CaseRejected, CaseReturned, CaseVoided, CaseWithdrawn
from erp.approval.party_changes import drop_change, make_change
from erp.kernel.asking import Act
from erp.kernel.outbox import when


@when(CaseApproved)
async def make_approved_change(*, act: Act, event: CaseApproved) -> None:
    """Everybody said yes: it becomes the customer's limit."""
    if event.document_kind == KIND:
        await make_change(act, event.document)


@when(CaseRejected)
async def drop_rejected_change(*, act: Act, event: CaseRejected) -> None:
    """Somebody said no."""
    if event.document_kind == KIND:
        await drop_change(act, event.document)


@when(CaseReturned)
async def drop_returned_change(*, act: Act, event: CaseReturned) -> None:
    """It went back: whoever wanted it enters another figure, or none."""
    if event.document_kind == KIND:
        await drop_change(act, event.document)


@when(CaseVoided)
async def drop_voided_change(*, act: Act, event: CaseVoided) -> None:
    """The limit is another one by now than when it was asked about."""
    if event.document_kind == KIND:
        await drop_change(act, event.document)


@when(CaseWithdrawn)
async def drop_withdrawn_change(*, act: Act, event: CaseWithdrawn) -> None:
    """Who wanted it took it back."""
    if event.document_kind == KIND:
        await drop_change(act, event.document)
