"""What expenses does about payables: a claim whose supplier invoice was cancelled waits to be paid again."""

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
