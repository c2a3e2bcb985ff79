"""What happens to a request when its case ends; told twice it happens once."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules.forms.approving import KIND, approved
from modules.forms.requesting import held_request, step
from modules.forms.states import REQUEST, RequestState


async def _goes_on(act: Act, kind: str, request: UUID, verb: str) -> None:
    if not kind.startswith(KIND):
        return
    row = await held_request(act, request)
    if not REQUEST.allows(verb, RequestState(row["state"])):
        return
    if verb == "approve_request":
        await approved(act, request)
    else:
        await step(act, row, verb, decided_at=None if verb == "return_request" else act.at)


@when(approval.CaseApproved)
async def approve_request(*, act: Act, event: approval.CaseApproved) -> None:
    """Everybody said yes: what the form says happens."""
    await _goes_on(act, event.document_kind, event.document, "approve_request")


@when(approval.CaseRejected)
async def reject_request(*, act: Act, event: approval.CaseRejected) -> None:
    """Somebody said no for good."""
    await _goes_on(act, event.document_kind, event.document, "reject_request")


@when(approval.CaseReturned)
async def return_request(*, act: Act, event: approval.CaseReturned) -> None:
    """It goes back to who asked."""
    await _goes_on(act, event.document_kind, event.document, "return_request")


@when(approval.CaseVoided)
async def return_voided_request(*, act: Act, event: approval.CaseVoided) -> None:
    """What was asked about is not there any more as it was: it goes back to who asked."""
    await _goes_on(act, event.document_kind, event.document, "return_request")


@when(approval.CaseWithdrawn)
async def take_back_request(*, act: Act, event: approval.CaseWithdrawn) -> None:
    """Who asked took the case back; the request goes with it."""
    await _goes_on(act, event.document_kind, event.document, "withdraw_request")
