"""Post a supplier's invoice: the purchase, the tax that counts and what we owe are in the books."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Outdated
from erp.kernel.filing import file_document
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO
from erp.kernel.outbox import record
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from modules import accounting
from modules.payables import tables
from modules.payables.agreeing import tax_waits
from modules.payables.booking import costs_of, described, entry_lines
from modules.payables.deducting import Deduction, deductions_of
from modules.payables.events import SupplierInvoicePosted
from modules.payables.foreign import require_rate_of_day
from modules.payables.keeping import require_own
from modules.payables.queries import locked_invoice
from modules.payables.registering import seen_on
from modules.payables.self_billing import require_not_disputed
from modules.payables.states import SUPPLIER_INVOICE, SupplierInvoiceKind, SupplierInvoiceState
from modules.payables.suppliers import setting_of


async def post_supplier_invoice(*, act: Act, invoice: UUID) -> UUID:
    """Put a draft into the books on its own day; tells `SupplierInvoicePosted`.

    The seller's registration is looked at once more for the day of the supply and kept with the invoice, and
    so is how much of the tax counts; that of a statement we wrote waits for the supplier's yes. Refuses a
    month that is closed.
    """
    on = await act.tx.value(
        "SELECT booked_on FROM payables.supplier_invoice WHERE id = $1 AND company = $2", invoice, act.company
    )
    if on is None:
        raise NotFound("SupplierInvoice", invoice, field="invoice")
    await lock_period_shared(act, on)
    head = await locked_invoice(act, invoice)
    require_own(act, head, "post_supplier_invoice")
    _require_same_day(head, on)
    state = SUPPLIER_INVOICE.after("post", SupplierInvoiceState(head["state"]))
    await require_not_disputed(act, invoice)
    await require_rate_of_day(act, head)
    seen = await seen_on(act, supplier=head["supplier"], t_number=head["t_number"], on=head["supplied_on"])
    head |= seen.columns
    deductions = await _deducted(act, head)
    waits = await tax_waits(act, head, deductions)
    lines = await _lines(act, invoice)
    costs = costs_of(lines, deductions, head["prices_include_tax"], act.currency)
    await act.tx.update(
        tables.SupplierInvoiceLine, [{"id": line, "cost": cost.amount} for line, cost in costs.items()]
    )
    changed = {
        "id": invoice,
        "state": state.value,
        "tax_waits": waits,
        "deductible_tax": sum((each.amount for each in deductions), ZERO),
        "posted_by": act.actor,
        "posted_at": act.at,
    }
    await act.tx.update(tables.SupplierInvoice, [changed | seen.columns])
    await _owe(act, head)
    await accounting.post_entry(
        act=act,
        on=on,
        description=await described(act, head, deductions),
        lines=await entry_lines(act, head, lines, costs, deductions, waits=waits),
        origin=f"supplier_invoice:{invoice}",
        cause=invoice,
    )
    await _file(act, head)
    told = SupplierInvoicePosted(supplier_invoice=invoice, supplier=head["supplier"], booked_on=on)
    await record(act, told, subject=invoice)
    return invoice


def _require_same_day(head: dict[str, Any], on: date) -> None:
    if head["booked_on"] != on:
        raise Outdated()


async def _file(act: Act, head: dict[str, Any]) -> None:
    if head["evidence"] is None:
        return
    await file_document(
        act,
        file=head["evidence"],
        document=head["id"],
        kind=EvidenceKind.SUPPLIER_INVOICE,
        direction=EvidenceDirection.RECEIVED,
        channel=EvidenceChannel.UPLOAD,
        on=head["invoiced_on"],
        amount=head["total"],
        currency=head["currency"],
        party=head["supplier"],
        document_number=head["supplier_number"],
    )


async def _deducted(act: Act, head: dict[str, Any]) -> list[Deduction]:
    rows = await act.tx.rows(
        "SELECT * FROM payables.supplier_invoice_tax WHERE supplier_invoice = $1 ORDER BY rate DESC, id",
        head["id"],
    )
    found = await deductions_of(act, head, [dict(row) for row in rows], await setting_of(act))
    await act.tx.update(tables.SupplierInvoiceTax, [each.columns for each in found])
    return found


async def _lines(act: Act, invoice: UUID) -> list[dict[str, Any]]:
    rows = await act.tx.rows(
        "SELECT * FROM payables.supplier_invoice_line WHERE supplier_invoice = $1 ORDER BY line_no", invoice
    )
    return [dict(row) for row in rows]


async def _owe(act: Act, head: dict[str, Any]) -> None:
    kind = accounting.OpenItemKind.PAYABLE
    if head["kind"] == SupplierInvoiceKind.CREDIT_NOTE.value:
        kind = accounting.OpenItemKind.SUPPLIER_CREDIT
    await accounting.open_payable(
        act,
        accounting.PayableItem(
            kind=kind,
            document=head["id"],
            number=head["number"],
            supplier=head["supplier"],
            opened_on=head["booked_on"],
            due_on=head["due_on"],
            amount=head["payable"],
        ),
    )
