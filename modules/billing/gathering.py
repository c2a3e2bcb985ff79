"""What a bill is made of: all a customer was supplied, paid and credited since his last one. Reads only.

The same statements for one customer and for all of a closing day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from erp.kernel.money import ZERO, Rounding
from modules import accounting
from modules.billing.rules.statement import Item, Statement, signed, statement
from modules.billing.states import StatementKind


class Source(Protocol):
    """Where the rows come from: a mutation's transaction, or one that reads for one company."""

    async def rows(self, sql: str, *args: Any) -> Sequence[Any]: ...


MINE = "SELECT p.id FROM masterdata.party p WHERE p.id = ANY($2::uuid[]) OR p.merged_into = ANY($2::uuid[])"
LINES = f"""
    SELECT coalesce(p.merged_into, p.id) AS payer, s.id AS supply, s.number, s.supplied_on, s.returns,
           s.sales_order, s.shipment, s.prices_include_tax, l.id, l.product, l.description,
           l.quantity, l.unit, l.unit_price, l.discount, l.amount, l.tax_code, l.tax_rate,
           l.origin_line, l.returns_line
      FROM billing.supply s
      JOIN masterdata.party p ON p.id = s.customer
      JOIN billing.supply_line l ON l.supply = s.id
      LEFT JOIN billing.supply sold ON sold.id = s.returns
     WHERE s.company = $1 AND s.customer IN ({MINE}) AND s.bill IS NULL
       AND coalesce(sold.supplied_on, s.supplied_on) <= $3
     ORDER BY s.supplied_on, s.number, s.id, l.line_no
"""
TAXES = """
    SELECT supply, tax_code, rate, base, tax FROM billing.supply_tax WHERE supply = ANY($1::uuid[])
"""
# A cancelled invoice and the note that cancels it say nothing to a customer who never had either on a bill.
DOCUMENTS = f"""
    SELECT coalesce(p.merged_into, p.id) AS payer, i.document, i.kind, i.number, i.opened_on, i.amount,
           v.subtotal, v.tax_total, coalesce(r.fee, 0) AS fee, coalesce(v.credits, v.id) AS about,
           v.credits IS NOT NULL AND v.origin = 'cancel:' || v.credits AS cancels
      FROM accounting.open_item i
      JOIN masterdata.party p ON p.id = i.party
      LEFT JOIN accounting.invoice v ON v.id = i.document
      LEFT JOIN accounting.receipt r ON r.id = i.document
     WHERE i.company = $1 AND i.party IN ({MINE}) AND i.opened_on <= $3
       AND i.kind IN ('RECEIVABLE', 'CREDIT', 'ADVANCE', 'RETURNED')
       AND NOT EXISTS (SELECT FROM billing.closing_bill_document d
                        WHERE d.document = i.document AND NOT d.is_released)
     ORDER BY i.opened_on, i.number
"""
LAST = f"""
    SELECT DISTINCT ON (payer) coalesce(p.merged_into, p.id) AS payer, b.id, b.number, b.closing_on, b.balance
      FROM billing.closing_bill b JOIN masterdata.party p ON p.id = b.customer
     WHERE b.company = $1 AND b.customer IN ({MINE}) AND b.state = 'ISSUED'
     ORDER BY payer, b.closing_on DESC
"""
KIND = {
    "RECEIVABLE": StatementKind.SALE,
    "CREDIT": StatementKind.ADJUSTMENT,
    "ADVANCE": StatementKind.RECEIPT,
    "RETURNED": StatementKind.RETURNED_MONEY,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A document as the bill counts it."""

    document: UUID
    number: str
    on: date
    item: Item
    sales: Decimal
    tax: Decimal
    is_invoice: bool


@dataclass(slots=True)
class Gathered:
    """All there is for one customer."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    posted: dict[tuple[UUID, Decimal], accounting.RateTotal] = field(default_factory=dict)
    documents: list[Counted] = field(default_factory=list)
    last: dict[str, Any] | None = None

    @property
    def supplies(self) -> list[UUID]:
        """What is on the bill, returns with it."""
        return list(dict.fromkeys(line["supply"] for line in self.lines))

    @property
    def orders(self) -> list[UUID]:
        """The orders it came from."""
        return list(dict.fromkeys(line["sales_order"] for line in self.lines))

    def billable(self) -> list[dict[str, Any]]:
        """The lines with what is left of them after returns; what came back whole is left out."""
        back: dict[UUID, tuple[Decimal, Decimal]] = {}
        for line in self.lines:
            if line["returns_line"]:
                quantity, amount = back.get(line["returns_line"], (ZERO, ZERO))
                back[line["returns_line"]] = (quantity + line["quantity"], amount + line["amount"])
        left = []
        for line in self.lines:
            quantity, amount = back.get(line["id"], (ZERO, ZERO))
            if not line["returns_line"] and line["quantity"] + quantity > 0:
                more = {"quantity": line["quantity"] + quantity, "amount": line["amount"] + amount}
                left.append(line | more)
        return left

    def before(self, period_from: date) -> list[Counted]:
        """With a first bill: what happened before its period and stands in its first balance."""
        if self.last is not None:
            return []
        return [each for each in self.documents if each.on < period_from]

    def figures(self, period_from: date, *, sales: Decimal, tax: Decimal) -> Statement:
        """The head of the bill, with the sales and tax of its own invoice."""
        before = self.before(period_from)
        previous = self.last["balance"] if self.last else sum((signed(each.item) for each in before), ZERO)
        now = [each for each in self.documents if each not in before]
        return statement(
            previous,
            [each.item for each in now],
            sales=sales + sum((each.sales for each in now), ZERO),
            tax=tax + sum((each.tax for each in now), ZERO),
        )


async def gather(
    source: Source, company: UUID, payers: Sequence[UUID], closing_on: date
) -> dict[UUID, Gathered]:
    """What is to be billed to each of these customers up to a day; four statements, however many they are."""
    found = {payer: Gathered() for payer in payers}
    payer_of: dict[UUID, UUID] = {}
    for row in await source.rows(LINES, company, list(payers), closing_on):
        found[row["payer"]].lines.append(dict(row))
        payer_of[row["supply"]] = row["payer"]
    for row in await source.rows(TAXES, list(payer_of)):
        posted, key = found[payer_of[row["supply"]]].posted, (row["tax_code"], row["rate"])
        there = posted.get(key) or accounting.RateTotal(*key, ZERO, ZERO)
        posted[key] = accounting.RateTotal(*key, there.base + row["base"], there.tax + row["tax"])
    documents = await source.rows(DOCUMENTS, company, list(payers), closing_on)
    for row in _uncancelled(documents):
        found[row["payer"]].documents.append(_counted(row))
    for row in await source.rows(LAST, company, list(payers)):
        found[row["payer"]].last = dict(row)
    return found


def _uncancelled(rows: Sequence[Any]) -> Iterable[Any]:
    cancelled = {row["about"] for row in rows if row["cancels"]}
    both = cancelled & {row["document"] for row in rows}
    return [row for row in rows if row["about"] is None or row["about"] not in both]


def _counted(row: Any) -> Counted:
    kind = KIND[row["kind"]]
    item = Item(kind, row["amount"] - row["fee"], row["fee"])
    is_invoice = kind is StatementKind.SALE and row["subtotal"] is not None
    if kind is StatementKind.SALE and not is_invoice:
        # A debt without an invoice, such as one from before these books: it only raises the balance.
        return _of(row, Item(StatementKind.ADJUSTMENT, -row["amount"]), ZERO, ZERO, False)
    sales, tax = (row["subtotal"], row["tax_total"]) if is_invoice else (ZERO, ZERO)
    return _of(row, item, sales, tax, is_invoice)


def _of(row: Any, item: Item, sales: Decimal, tax: Decimal, is_invoice: bool) -> Counted:
    return Counted(row["document"], row["number"], row["opened_on"], item, sales, tax, is_invoice)


def taxed(
    lines: Iterable[dict[str, Any]], rounding: Rounding, currency: str, prices_include_tax: bool
) -> list[accounting.RateTotal]:
    """Tax once per rate on the total of the period."""
    return accounting.tax_by_rate(
        [accounting.TaxedAmount(line["tax_code"], line["tax_rate"], line["amount"]) for line in lines],
        rounding,
        currency,
        prices_include_tax,
    )
