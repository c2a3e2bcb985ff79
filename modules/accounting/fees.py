"""How a transfer fee that we bear is booked: gross, or as the return of the sale that it is for the tax."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Rounding
from modules.accounting.queries import posting_accounts
from modules.accounting.rules.fee_allowance import Sold, fee_by_rate
from modules.accounting.rules.ledger import Line, debit
from modules.accounting.states import FeeTreatment, PostingPurpose

SOLD = """
    SELECT t.tax_code, t.rate, sum(t.base + t.tax) AS total, min(i.tax_rounding) AS tax_rounding
    FROM accounting.invoice_tax t JOIN accounting.invoice i ON i.id = t.invoice
    WHERE t.invoice = ANY($1::uuid[]) GROUP BY t.tax_code, t.rate HAVING sum(t.base + t.tax) > 0
    ORDER BY t.rate DESC, t.tax_code
"""


async def fee_lines(
    act: Act, fee: Decimal, treatment: FeeTreatment, invoices: Sequence[UUID], customer: UUID
) -> list[Line[UUID]]:
    """The lines of a fee; as a return it follows the rates of the invoices it was taken off."""
    accounts, currency = await posting_accounts(act), act.currency
    if treatment is FeeTreatment.BANK_FEE:
        return [debit(accounts[PostingPurpose.BANK_FEE], fee, currency)]
    rows = await act.tx.rows(SOLD, list(invoices))
    if not rows:
        raise BadInput("fee", "NO_SALE_TO_REDUCE")
    sold = [Sold(row["tax_code"], row["rate"], row["total"]) for row in rows]
    parts = fee_by_rate(fee, sold, Rounding(rows[0]["tax_rounding"]), currency)
    allowance = treatment is FeeTreatment.SALES_ALLOWANCE
    account = accounts[PostingPurpose.SALES_RETURNS if allowance else PostingPurpose.BANK_FEE]
    lines = [
        debit(account, each.base, currency, party=customer, tax_code=each.tax_code, tax_rate=each.rate)
        for each in parts
        if each.base
    ]
    return lines + [
        debit(accounts[PostingPurpose.OUTPUT_TAX], each.tax, currency, party=customer, tax_code=each.tax_code)
        for each in parts
        if each.tax
    ]
