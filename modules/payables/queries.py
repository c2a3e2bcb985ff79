"""Questions of payables' own actions; the row locks are taken in `erp.kernel.locking`."""

from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.payables import tables

RUN_OF = """
    SELECT i.number, r.number AS run FROM payables.payment_run_line l
    JOIN payables.payment_run r ON r.id = l.payment_run
    JOIN payables.supplier_invoice i ON i.id = l.supplier_invoice
    WHERE l.supplier_invoice = $1 AND r.company = $2 AND r.state IN ('DRAFT', 'PROPOSED', 'APPROVED', 'FILED')
    LIMIT 1
"""


async def locked(act: Act, table: type[tables.Table], id: UUID, *, field: str) -> dict[str, Any]:
    """A record of this company, ours until the end of the transaction."""
    rows = await locking.lock_rows(act, table, [id])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound(table.__name__, id, field=field)
    return dict(rows[0])


async def locked_invoice(act: Act, invoice: UUID) -> dict[str, Any]:
    """A supplier's invoice, locked."""
    return await locked(act, tables.SupplierInvoice, invoice, field="invoice")


async def locked_run(act: Act, run: UUID) -> dict[str, Any]:
    """A payment run, locked."""
    return await locked(act, tables.PaymentRun, run, field="run")


async def run_with(act: Act, invoice: UUID) -> dict[str, Any] | None:
    """The run under way that an invoice is in, with both numbers."""
    row = await act.tx.row(RUN_OF, invoice, act.company)
    return dict(row) if row else None


async def locked_payment(act: Act, payment: UUID) -> dict[str, Any]:
    """A payment, with two who take it back waiting for each other; its row is a fact and cannot be locked."""
    await locking.lock_name(act, "payment", payment)
    row = await act.tx.row(
        "SELECT * FROM payables.payment WHERE id = $1 AND company = $2", payment, act.company
    )
    if row is None:
        raise NotFound("Payment", payment, field="payment")
    return dict(row)
