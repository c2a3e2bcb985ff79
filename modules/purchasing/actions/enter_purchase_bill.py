"""Enter a purchase bill: a supplier's invoice is written down beside order and accepted goods."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.money import Rounding
from modules.purchasing.billing import BilledLine
from modules.purchasing.entering import Paper, enter
from modules.purchasing.states import BillKind


async def enter_purchase_bill(
    *,
    act: Act,
    lines: list[BilledLine],
    invoiced_on: date,
    supplier_number: str | None = None,
    supplied_on: date | None = None,
    booked_on: date | None = None,
    due_on: date | None = None,
    tax_rounding: Rounding | None = None,
    t_number: str | None = None,
    is_self_billed: bool = False,
    evidence: files.Stored | None = None,
    note: str | None = None,
    exchange_rate: Decimal | None = None,
) -> UUID:
    """Match an invoice line by line with one supplier's orders; answers the bill, which is not posted yet.

    What is not within the tolerance of the invoice's day, in price or in quantity, makes it an exception that
    a second person has to release. A bill in another currency takes the rate of the day it is booked on, or
    the one agreed on. Refuses orders of two suppliers or currencies, a day without a rate, and what payables
    refuses of a paper.
    """
    paper = Paper(
        supplier_number=supplier_number, invoiced_on=invoiced_on, supplied_on=supplied_on,
        booked_on=booked_on, due_on=due_on, tax_rounding=tax_rounding, t_number=t_number, evidence=evidence,
        note=note, is_self_billed=is_self_billed, exchange_rate=exchange_rate,
    )  # fmt: skip
    return await enter(act, lines, paper, BillKind.BILL)
