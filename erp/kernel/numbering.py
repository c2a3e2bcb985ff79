"""Numbers for people: one series per company, kind and year, without gaps.

The counter is a row that is changed in the same transaction as the document, so a refusal gives its number
back. It is held until COMMIT and everybody else waits behind it: take it last.

    >>> written("sales_order", 2026, 123), written("party", 0, 7)
    ('SO-2026-000123', 'P-000007')
"""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act

PREFIXES = {
    "quotation": "QT",
    "sales_order": "SO",
    "shipment": "SH",
    "return": "RT",
    "invoice": "IN",
    "credit_note": "CN",
    "receipt": "RC",
    "journal_entry": "JE",
    "stock_receipt": "SR",
    "stock_adjustment": "SA",
    "stock_transfer": "ST",
    "stock_relocation": "SM",
    "stock_count": "SC",
    "kit_assembly": "KA",
    "cost_adjustment": "CA",
    "approval_case": "AP",
    "purchase_request": "RQ",
    "request_for_quotation": "RF",
    "purchase_order": "PO",
    "goods_receipt": "GR",
    "inspection": "IS",
    "purchase_return": "PT",
    "landed_cost": "LC",
    "expense_claim": "EX",
    "card_statement": "CS",
    "currency_valuation": "CV",
    "closing_bill": "CB",
    "supplier_invoice": "PI",
    "self_billing": "SB",
    "payment_run": "PR",
    "payment": "PY",
    "salary_run": "SL",
    "written_terms": "WT",
    "bank_statement": "BS",
    "fixed_asset": "FA",
    "evidence": "EV",
    "identity_plan": "IP",
    "access_request": "AQ",
    "access_review": "AV",
    "attendance_import": "AT",
    "leave_request": "LR",
    "payroll_period": "PM",
    "party": "P",
    "person": "E",
    "product": "I",
}
# Masters are shared between companies: one series for all of them, and no year.
SHARED = frozenset({"party", "product", "person"})
_NOBODY = UUID(int=0)

_TAKE = """
INSERT INTO kernel.counter AS counter (company, series, year, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (company, series, year) DO UPDATE SET value = counter.value + excluded.value
RETURNING value
"""


def written(series: str, year: int, value: int) -> str:
    """The number as people write it; it sorts as text for the first million of a year."""
    return f"{PREFIXES[series]}-{year}-{value:06d}" if year else f"{PREFIXES[series]}-{value:06d}"


async def next_numbers(act: Act, series: str, on: date, count: int) -> list[str]:
    """The next numbers of the series, as many as asked for, in their order."""
    if count < 1:
        return []
    shared = series in SHARED
    year = 0 if shared else on.year
    last = await act.tx.value(_TAKE, _NOBODY if shared else act.company, series, year, count)
    return [written(series, year, value) for value in range(last - count + 1, last + 1)]


async def take_numbers(act: Act, series: str, year: int, count: int) -> list[int]:
    """The next counts of a series that people have named themselves; how they are written is theirs too."""
    last = await act.tx.value(_TAKE, act.company, series, year, count)
    return list(range(last - count + 1, last + 1))


async def next_number(act: Act, series: str, on: date) -> str:
    """The next number of the series."""
    (number,) = await next_numbers(act, series, on, 1)
    return number
