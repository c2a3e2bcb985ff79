"""When the tax of a statement we wrote counts: once the supplier agreed, or did not object in time.

Until then it stands in an account of its own, and the summary of the tax shows nothing of it as deductible.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.errors import Refused
from modules import accounting
from modules.accounting import EntryLine
from modules.payables import tables
from modules.payables.booking import costs_of, entry_lines, swapped
from modules.payables.deducting import Deduction
from modules.payables.queries import locked_invoice
from modules.payables.states import DeductionGround, SelfBillingState, SupplierInvoiceState

BEHIND = """
    SELECT state, silent_from FROM payables.self_billing
    WHERE company = $1 AND supplier_invoice = $2 AND state <> 'CANCELLED'
"""
TAXES = "SELECT * FROM payables.supplier_invoice_tax WHERE supplier_invoice = $1 ORDER BY rate DESC, id"
LINES = "SELECT * FROM payables.supplier_invoice_line WHERE supplier_invoice = $1 ORDER BY line_no"
SILENT = """
    SELECT i.id FROM payables.supplier_invoice i JOIN payables.self_billing s ON s.supplier_invoice = i.id
    WHERE i.company = $1 AND i.state = 'POSTED' AND i.tax_waits AND s.state = 'ISSUED' AND s.silent_from <= $2
    ORDER BY i.id LIMIT 100
"""


async def tax_waits(act: Act, head: dict[str, Any], deductions: Sequence[Deduction]) -> bool:
    """Whether the tax of a self-billed purchase may not count yet."""
    if not head["is_self_billed"] or not any(each.amount for each in deductions):
        return False
    row = await act.tx.row(BEHIND, act.company, head["id"])
    if row is None:
        return True
    silent = row["silent_from"] is not None and row["silent_from"] <= act.today
    return row["state"] != SelfBillingState.CONFIRMED.value and not silent


async def count_tax(act: Act, invoice: UUID) -> bool:
    """Book the tax that waited, on the day of the purchase or, where that month is closed, on the next that
    is open; answers whether there was any.
    """
    head = await locked_invoice(act, invoice)
    if not head["tax_waits"] or head["state"] != SupplierInvoiceState.POSTED.value:
        return False
    taxes = [dict(row) for row in await act.tx.rows(TAXES, invoice)]
    lines = [dict(row) for row in await act.tx.rows(LINES, invoice)]
    deductions = [_kept(tax) for tax in taxes]
    costs = costs_of(lines, deductions, head["prices_include_tax"], act.currency)
    before = await entry_lines(act, head, lines, costs, deductions, waits=True)
    after = await entry_lines(act, head, lines, costs, deductions)
    found: list[EntryLine] = []
    for was, counts in zip(before, after, strict=True):
        if was != counts:
            found += [*swapped([was]), counts]
    on: date = head["booked_on"]
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"{head['number']} {head['supplier_number'] or ''}".strip(),
        lines=found,
        origin=f"supplier_invoice:{invoice}:tax",
        cause=invoice,
        post_late=True,
    )
    await act.tx.update(
        tables.SupplierInvoice, [{"id": invoice, "tax_waits": False, "tax_counted_on": act.today}]
    )
    return True


def _kept(tax: dict[str, Any]) -> Deduction:
    ground = DeductionGround(tax["ground"]) if tax["ground"] else None
    return Deduction(tax, ground, tax["share"], tax["covered"], tax["deductible"])


async def count_silent(database: Database) -> int:
    """Whoever did not object in the days agreed on has agreed; answers for how many purchases."""
    counted = 0
    for company in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
        asking = await service_asking(database, company["id"])
        rows = await database.rows(SILENT, asking.company, asking.today, company=asking.company)
        for row in rows:
            try:
                async with database.transaction(asking=asking, verb="count_silent_self_billings") as tx:
                    act = Act(tx=tx, asking=asking, verb="count_silent_self_billings")
                    counted += await count_tax(act, row["id"])
            except Refused:  # such as a year that is not open; the next look tries again
                continue
    return counted
