"""What expenses does about payables and approval: a claim comes back to be paid again, or to be put right."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from erp.kernel.outbox import when
from modules.expenses import tables
from modules.expenses.states import EXPENSE_CLAIM, ClaimState
from modules.payables import SupplierInvoiceCancelled


@when(SupplierInvoiceCancelled)
async def take_up_claim(*, act: Act, event: SupplierInvoiceCancelled) -> None:
    """The debt is the claimant's once more; told twice, it counts once."""
    claim = await act.tx.value(
        """SELECT id FROM expenses.expense_claim
           WHERE supplier_invoice = $1 AND company = $2 AND state = 'PAYING'""",
        event.supplier_invoice,
        act.company,
    )
    if claim is None:
        return
    (head,) = await lock_rows(act, tables.ExpenseClaim, [claim])
    if head["state"] != ClaimState.PAYING.value:
        return
    state = EXPENSE_CLAIM.after("release_expense_payment", ClaimState.PAYING)
    await act.tx.update(tables.ExpenseClaim, [{"id": claim, "state": state.value, "supplier_invoice": None}])


SAID = """
    SELECT note FROM approval.decision WHERE approval_case = $1 AND note IS NOT NULL
    ORDER BY decided_at DESC LIMIT 1
"""


@when(approval.CaseReturned)
async def reopen_returned(*, act: Act, event: approval.CaseReturned) -> None:
    """Whoever was asked wants it put right."""
    await _reopen(act, event.document_kind, event.document, event.case)


@when(approval.CaseRejected)
async def reopen_rejected(*, act: Act, event: approval.CaseRejected) -> None:
    """Whoever was asked said no; the claimant may change or drop it."""
    await _reopen(act, event.document_kind, event.document, event.case)


@when(approval.CaseWithdrawn)
async def reopen_withdrawn(*, act: Act, event: approval.CaseWithdrawn) -> None:
    """The claimant took the question back."""
    await _reopen(act, event.document_kind, event.document, event.case)


async def _reopen(act: Act, kind: str, claim: UUID, case: UUID) -> None:
    """A claim that still waits is a draft again, with what was said; told twice, it counts once."""
    if kind != "expense_claim":
        return
    rows = await lock_rows(act, tables.ExpenseClaim, [claim])
    if not rows or rows[0]["state"] != ClaimState.SUBMITTED.value:
        return
    state = EXPENSE_CLAIM.after("return_expense_claim", ClaimState.SUBMITTED)
    said = await act.tx.value(SAID, case)
    await act.tx.update(
        tables.ExpenseClaim,
        [{"id": claim, "state": state.value, "submitted_at": None, "return_reason": said}],
    )
