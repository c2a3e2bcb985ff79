"""What follows when the personnel records say something new; told twice it happens once."""

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules import hr
from modules.identity.following import follow
from modules.identity.granting import case_ended


@when(hr.PersonChanged)
async def follow_person(*, act: Act, event: hr.PersonChanged) -> None:
    """Somebody came, moved, was renamed, left or came back: what should be is what is ordered."""
    await follow(act, [event.person])


@when(approval.CaseApproved)
async def grant_approved_access(*, act: Act, event: approval.CaseApproved) -> None:
    """Everybody said yes to an exception."""
    await case_ended(act, event.document_kind, event.document, granted=True)


@when(approval.CaseRejected)
async def decline_rejected_access(*, act: Act, event: approval.CaseRejected) -> None:
    """Somebody said no to an exception."""
    await case_ended(act, event.document_kind, event.document, granted=False)
