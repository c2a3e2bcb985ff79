"""Cancel a supplier's invoice: a draft is dropped, a posted one is answered by its reverse."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_period_shared
from erp.kernel.outbox import record
from modules import accounting
from modules.accounting import EntryLine, credit, debit
from modules.payables import tables
from modules.payables.events import SupplierInvoiceCancelled
from modules.payables.keeping import require_own
from modules.payables.queries import locked_invoice, run_with
from modules.payables.refusals import InPaymentRun, SupplierInvoicePaid
from modules.payables.self_billing import cancel_statement
from modules.payables.states import SUPPLIER_INVOICE, SupplierInvoiceKind, SupplierInvoiceState

POSTED = """
    SELECT l.account, l.debit, l.credit, l.currency, l.party, l.tax_code, l.department, l.memo,
           l.tax_rate, l.tax_base, l.tax_amount, l.tax_use, l.creditable_share
    FROM accounting.journal_line l JOIN accounting.journal_entry e ON e.id = l.entry
    WHERE e.company = $1 AND e.origin = ANY($2::text[]) ORDER BY l.entry, l.line_no
"""


async def cancel_supplier_invoice(*, act: Act, invoice: UUID, reason: str, on: date | None = None) -> UUID:
    """Take an invoice back with a reason; it may be entered again afterwards.

    A posted one gets the opposite entry on the day. Refuses what something was paid on, or credited, and what
    is in a payment run.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    on = on or act.today
    await lock_period_shared(act, on)
    head = await locked_invoice(act, invoice)
    require_own(act, head, "cancel_supplier_invoice")
    state = SUPPLIER_INVOICE.after("cancel", SupplierInvoiceState(head["state"]))
    found = await run_with(act, invoice)
    if found:
        raise InPaymentRun(found["number"], found["run"])
    if head["state"] == SupplierInvoiceState.POSTED.value:
        if on < head["booked_on"]:
            raise BadInput("on", "BEFORE_INVOICE", issued_on=head["booked_on"])
        await _take_back(act, head, on, reason)
    await act.tx.update(
        tables.SupplierInvoice,
        [{"id": invoice, "state": state.value, "cancelled_on": on, "cancel_reason": reason}],
    )
    await cancel_statement(act, invoice)
    told = SupplierInvoiceCancelled(supplier_invoice=invoice, supplier=head["supplier"])
    await record(act, told, subject=invoice)
    return invoice


async def _take_back(act: Act, head: dict[str, Any], on: date, reason: str) -> None:
    invoice = head["id"]
    items = await accounting.locked_payables(act, [invoice])
    item = items[invoice]
    credited = await act.tx.value(
        "SELECT number FROM payables.supplier_invoice WHERE credits = $1 AND state <> 'CANCELLED' LIMIT 1",
        invoice,
    )
    if item.open_amount != item.amount or credited:
        raise SupplierInvoicePaid(head["number"])
    origin = f"supplier_invoice:{invoice}"
    rows = await act.tx.rows(POSTED, act.company, [origin, f"{origin}:tax"])
    entry = await accounting.post_entry(
        act=act,
        on=on,
        description=f"{head['number']} {reason}",
        lines=[_answer(row) for row in rows],
        origin=f"cancel:{origin}",
        cause=invoice,
    )
    # The entry is the document that answers the open item, so that both are nothing from this day on.
    is_invoice = head["kind"] == SupplierInvoiceKind.INVOICE.value
    kind = accounting.OpenItemKind.SUPPLIER_CREDIT if is_invoice else accounting.OpenItemKind.PAYABLE
    await accounting.open_payable(
        act,
        accounting.PayableItem(
            kind=kind,
            document=entry,
            number=head["number"],
            supplier=head["supplier"],
            opened_on=on,
            due_on=on,
            amount=head["payable"],
        ),
    )
    source, debt = (entry, invoice) if is_invoice else (invoice, entry)
    await accounting.settle_payables(act, credit=source, amounts={debt: head["payable"]}, on=on)


def _answer(row: Any) -> EntryLine:
    make = credit if row["debit"] else debit
    use = row["tax_use"]
    return make(
        row["account"],
        row["debit"] or row["credit"],
        row["currency"],
        party=row["party"],
        tax_code=row["tax_code"],
        department=row["department"],
        memo=row["memo"],
        tax_rate=row["tax_rate"],
        tax_base=row["tax_base"],
        tax_amount=row["tax_amount"],
        tax_use=None if use is None else accounting.TaxUse(use),
        creditable_share=row["creditable_share"],
    )
