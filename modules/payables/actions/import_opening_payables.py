"""Import opening payables: what suppliers were owed when the books began, one by one, ready to be paid."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.files import Attached
from erp.kernel.media import words_of
from erp.kernel.money import Money
from modules import accounting
from modules.accounting import PostingPurpose
from modules.payables.actions.draft_supplier_invoice import draft_supplier_invoice
from modules.payables.actions.post_supplier_invoice import post_supplier_invoice
from modules.payables.capturing import SupplierInvoiceLineDraft
from modules.payables.rules.opening_payables import (
    OpeningPayable,
    OpeningPayableUnreadable,
    payables_of,
)

SUPPLIERS = "SELECT number, id FROM masterdata.party WHERE number = ANY($1::text[]) AND is_supplier"
OUT_OF_SCOPE = "O"


async def import_opening_payables(
    *, act: Act, starts_on: date, csv: str | None = None, file: Attached | None = None
) -> UUID:
    """Take over all rows or none, as supplier invoices booked on the day the books begin; answers the last.

    The opening balances name what each supplier is owed; here the same amount is told invoice by invoice.
    Both sides stand in the account of payables, so the balance stays what it was. No tax is in it: it was
    counted in the books before. Refuses a row by line and column, an unknown supplier, and a number of his
    that is there.
    """
    text = words_of(file.content) if file else csv
    if text is None:
        raise BadInput("csv", "REQUIRED")
    rows = payables_of(text, act.today)
    known = {
        row["number"]: row["id"]
        for row in await act.tx.rows(SUPPLIERS, sorted({each.party for each in rows}))
    }
    payable = (await accounting.posting_accounts(act))[PostingPurpose.PAYABLE]
    tax_code = (await masterdata.tax_codes(act.tx, [OUT_OF_SCOPE]))[OUT_OF_SCOPE]
    last: UUID | None = None
    for each in rows:
        supplier = known.get(each.party)
        if supplier is None:
            raise OpeningPayableUnreadable(each.line, "取引先番号", "UNKNOWN_PARTY", each.party)
        line = SupplierInvoiceLineDraft(
            account=payable, amount=Money(each.amount), tax_code=tax_code, description="期首の買掛金"
        )
        last = await _taken_over(act, starts_on, supplier, each, line)
    if last is None:
        raise OpeningPayableUnreadable(1, "取引先番号", "NO_ROWS")
    return last


async def _taken_over(
    act: Act, starts_on: date, supplier: UUID, row: OpeningPayable, line: SupplierInvoiceLineDraft
) -> UUID:
    """One invoice, drafted and posted; what the house refuses is told with the line of the table."""
    try:
        invoice = await draft_supplier_invoice(
            act=act,
            supplier=supplier,
            invoiced_on=row.issued_on,
            supplier_number=row.number,
            booked_on=starts_on,
            due_on=row.due_on,
            lines=[line],
            withholds=False,
        )
        return await post_supplier_invoice(act=act, invoice=invoice)
    except Refused as refusal:
        raise OpeningPayableUnreadable(row.line, "請求書番号", refusal.code, row.number) from refusal
