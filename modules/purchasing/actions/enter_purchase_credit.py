"""Enter a purchase credit: what a supplier gives back for goods that went back to him."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.money import Rounding
from modules.purchasing.billing import BilledLine
from modules.purchasing.entering import Paper, enter
from modules.purchasing.states import BillKind


async def enter_purchase_credit(
    *,
    act: Act,
    lines: list[BilledLine],
    invoiced_on: date,
    supplier_number: str | None = None,
    booked_on: date | None = None,
    credits: UUID | None = None,
    tax_rounding: Rounding | None = None,
    evidence: files.Stored | None = None,
    note: str | None = None,
    exchange_rate: Decimal | None = None,
) -> UUID:
    """Match a supplier's credit note with what went back after it was billed; answers the bill.

    `credits` is the invoice it takes back, whose rates and shares it takes. More than went back, or another
    price, makes it an exception.
    """
    paper = Paper(
        supplier_number=supplier_number, invoiced_on=invoiced_on, booked_on=booked_on, credits=credits,
        tax_rounding=tax_rounding, evidence=evidence, note=note, exchange_rate=exchange_rate,
    )  # fmt: skip
    return await enter(act, lines, paper, BillKind.CREDIT)
