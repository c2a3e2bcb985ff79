"""What is owed in other currencies, its payments, and its value at the end of a period."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from modules.accounting.api import JournalEntry
from modules.payables import tables
from modules.payables.actions.record_foreign_payment import record_foreign_payment
from modules.payables.actions.undo_currency_valuation import undo_currency_valuation
from modules.payables.actions.value_foreign_items import value_foreign_items
from modules.payables.api.invoices import SupplierInvoice
from modules.payables.api.payments import Payment
from modules.payables.states import CurrencyValuationState
from modules.payables.valuing import OPEN_ON

DAY = "coalesce(:as_of::date, :today)"
ITEMS = OPEN_ON.format(on=DAY, company=":company")
WORTH = "round(o.foreign_open * o.rate, CASE WHEN :currency = 'JPY' THEN 0 ELSE 2 END)"
FOREIGN_ITEMS = f"""
    SELECT o.id AS invoice, o.number, p.name AS supplier_name, p.id AS supplier_id,
           o.currency AS foreign_currency,
           o.sign * o.foreign_total AS foreign_total, o.sign * o.foreign_open AS foreign_open,
           o.exchange_rate, o.sign * o.booked AS booked, o.rate, o.due_on,
           o.sign * {WORTH} AS value, o.sign * (o.booked - {WORTH}) AS difference
    FROM ({ITEMS}) o JOIN masterdata.party p ON p.id = o.supplier
    ORDER BY o.currency, o.due_on, o.number LIMIT 2000
"""
BY_CURRENCY = f"""
    SELECT o.currency AS foreign_currency, count(*)::int AS items,
           sum(o.sign * o.foreign_open) AS foreign_open,
           sum(o.sign * o.booked) AS booked, max(o.rate) AS rate,
           sum(o.sign * {WORTH}) AS value, sum(o.sign * (o.booked - {WORTH})) AS difference
    FROM ({ITEMS}) o GROUP BY o.currency ORDER BY o.currency
"""
GAIN = """((CASE WHEN (SELECT i.kind FROM payables.supplier_invoice i WHERE i.id = {t}.supplier_invoice)
    = 'CREDIT_NOTE' THEN -1 ELSE 1 END) * ({t}.booked - {t}.value))"""


@row
class ForeignItem:
    """What is open in another currency, credit notes below nothing: as booked, and as worth on the day."""

    invoice: ID
    number: str
    supplier_id: ID
    supplier_name: str
    foreign_currency: str
    foreign_total: Decimal
    foreign_open: Decimal
    exchange_rate: Decimal
    booked: Money
    rate: Decimal | None
    value: Money | None
    difference: Money | None
    due_on: date


@row
class OpenInCurrency:
    """All that is open in one currency; below nothing, `difference` is a loss that was not realised yet."""

    foreign_currency: str
    items: int
    foreign_open: Decimal
    booked: Money
    rate: Decimal | None
    value: Money | None
    difference: Money | None


@node(tables.CurrencyValuation)
class CurrencyValuation:
    """What is open in other currencies, valued at the rates of a day and taken back on the next."""

    id: ID
    number: str
    state: CurrencyValuationState
    valued_on: date
    gain: Money
    loss: Money
    made_at: datetime
    made_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.made_by)")
    undo_reason: str | None
    entry: JournalEntry | None = link("entry")
    lines: list["CurrencyValuationLine"] = children("currency_valuation", by="line_no", expected=20)


@node(tables.CurrencyValuationLine, part_of=CurrencyValuation)
class CurrencyValuationLine:
    """One invoice at the rate of the day."""

    id: ID
    line_no: int
    supplier_invoice: SupplierInvoice = link("supplier_invoice")
    foreign_currency: str = computed("{t}.currency")
    foreign_open: Decimal
    booked: Money
    rate: Decimal
    value: Money
    difference: Money = computed(GAIN)


QUERY = [
    one(CurrencyValuation),
    many(CurrencyValuation, filters=("state", "valued_on"), sorts=("valued_on",), default_sort="-valued_on"),
    report(
        "foreign_items",
        ForeignItem,
        sql=FOREIGN_ITEMS,
        args={"as_of": date | None},
        permission="payables.read_supplier_invoice",
        expected=50,
    ),
    report(
        "open_by_currency",
        OpenInCurrency,
        sql=BY_CURRENCY,
        args={"as_of": date | None},
        permission="payables.read_supplier_invoice",
        expected=5,
    ),
]
MUTATION = [
    mutation(record_foreign_payment, Payment),
    mutation(value_foreign_items, CurrencyValuation),
    mutation(undo_currency_valuation, CurrencyValuation),
]
