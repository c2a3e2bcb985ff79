"""Figures over many documents: who owes us how much, how sales go, and what a payment could be for."""

from datetime import date, datetime

from erp.api import ID, report, row
from erp.kernel.money import Money
from modules.accounting.reports.aged_receivables import AGED_RECEIVABLES
from modules.accounting.reports.sales_by_month import SALES_BY_MONTH


@row
class AgedReceivable:
    """One customer: what he owes by how late it is, what of his stands on the other side, and beside it what
    was sold to him and waits for its bill.
    """

    customer_id: ID
    customer_number: str
    customer_name: str
    not_due: Money
    days_1_to_30: Money
    days_31_to_60: Money
    days_61_to_90: Money
    over_90_days: Money
    receivable: Money
    credits: Money
    advances: Money
    owed: Money
    unbilled: Money


@row
class SalesOfMonth:
    """The sales of one month, returns taken off."""

    month: date
    amount: Money


QUERY = [
    report(
        "aged_receivables",
        AgedReceivable,
        sql=AGED_RECEIVABLES,
        args={"as_of": date, "known_at": datetime | None},
        permission="accounting.read_open_item",
    ),
    report(
        "sales_by_month",
        SalesOfMonth,
        sql=SALES_BY_MONTH,
        args={"from": date, "to": date},
        permission="accounting.read_sales_by_month",
        expected=24,
    ),
]
