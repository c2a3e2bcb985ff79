"""How supplier invoices that were taken over are taken back: each by its reverse, on its own day."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.undoing import STAYS, Undo
from modules.payables.actions.cancel_supplier_invoice import cancel_supplier_invoice
from modules.payables.states import SupplierInvoiceState


async def undo_supplier_invoice(*, act: Act, id: UUID, reason: str) -> None:
    """A draft is dropped, a posted one reversed; one that was cancelled stays as it is."""
    row = await act.tx.row("SELECT state, booked_on FROM payables.supplier_invoice WHERE id = $1", id)
    if row and row["state"] != SupplierInvoiceState.CANCELLED.value:
        await cancel_supplier_invoice(act=act, invoice=id, reason=reason, on=row["booked_on"])


async def uses(tx: Transaction, records: list[UUID]) -> list[UUID]:
    """Invoices of these parties, runs and payments to them."""
    rows = await tx.rows(
        """SELECT id FROM payables.supplier_invoice WHERE supplier = ANY($1::uuid[])
           UNION SELECT payment_run FROM payables.payment_run_line WHERE supplier = ANY($1::uuid[])
           UNION SELECT id FROM payables.payment WHERE supplier = ANY($1::uuid[])""",
        records,
    )
    return [row["id"] for row in rows]


UNDO = {
    "draft_supplier_invoice": Undo(undo_supplier_invoice),
    "set_supplier_terms": STAYS,
    "set_transfer_account": STAYS,
}
