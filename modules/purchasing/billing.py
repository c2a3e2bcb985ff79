"""Bills against orders: matched when they are entered, and in the books with their difference when posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.money import Money, decimals_of
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.purchasing import tables
from modules.purchasing.lines import NOTHING
from modules.purchasing.queries import lines_of, locked_orders
from modules.purchasing.refusals import OrderOfOther
from modules.purchasing.rules.matching import allowance_of, finding
from modules.purchasing.states import BillFinding, BillKind, PurchaseBillState, PurchaseOrderState
from modules.purchasing.suppliers import rate_on
from modules.purchasing.tolerances import Tolerance, tolerance_on

ORDERS_OF = "SELECT DISTINCT purchase_order FROM purchasing.purchase_order_line WHERE id = ANY($1::uuid[])"
DELIVERED = """
    SELECT max(i.inspected_on) FROM purchasing.inspection_line l
    JOIN purchasing.inspection i ON i.id = l.inspection
    WHERE l.order_line = ANY($1::uuid[]) AND l.accepted > 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledLine:
    """So much of an order line, in its own unit; without a price it is billed as was agreed."""

    line: UUID
    quantity: Quantity
    unit_price: Money | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A bill beside its orders: rows of the bill, and what they are for."""

    supplier: UUID
    currency: str
    rate: Decimal
    orders: tuple[UUID, ...]
    order_lines: dict[UUID, dict[str, Any]]
    rows: list[dict[str, Any]]

    @property
    def findings(self) -> int:
        """How many lines are outside the tolerance."""
        return sum(row["finding"] != BillFinding.NONE.value for row in self.rows)

    @property
    def total(self) -> Decimal:
        """What is billed, without tax."""
        return sum((row["amount"] for row in self.rows), NOTHING)

    @property
    def state(self) -> PurchaseBillState:
        """Whether it may be posted as it is."""
        return PurchaseBillState.EXCEPTION if self.findings else PurchaseBillState.MATCHED


async def matched(
    act: Act,
    lines: Sequence[BilledLine],
    on: date,
    kind: BillKind,
    *,
    booked_on: date,
    agreed: Decimal | None,
) -> Match:
    """The bill beside what was ordered and accepted, in the currency of the orders.

    The orders are locked, so two bills cannot both fit.
    """
    if not lines:
        raise BadInput("lines", "EMPTY")
    orders = [row["purchase_order"] for row in await act.tx.rows(ORDERS_OF, [each.line for each in lines])]
    heads = await locked_orders(act, orders)
    known = {line["id"]: line for line in await lines_of(act.tx, orders)}
    for index, each in enumerate(lines):
        if each.line not in known:
            raise NotFound("PurchaseOrderLine", each.line, field=f"lines.{index}.line")
    first = heads[known[lines[0].line]["purchase_order"]]
    for head in heads.values():
        if (head["supplier"], head["currency"]) != (first["supplier"], first["currency"]):
            raise OrderOfOther(head["number"])
        if head["state"] in (PurchaseOrderState.DRAFT.value, PurchaseOrderState.CANCELLED.value):
            raise BadInput("lines", "NOT_ORDERED", number=head["number"])
    rate = agreed if agreed and agreed > 0 else await rate_on(act, first["currency"], booked_on)
    rows = _rows(act, lines, known, first["currency"], rate, await tolerance_on(act, on), kind)
    return Match(first["supplier"], first["currency"], rate, tuple(sorted(heads)), known, rows)


def _rows(
    act: Act,
    lines: Sequence[BilledLine],
    known: dict[UUID, dict[str, Any]],
    currency: str,
    rate: Decimal,
    tolerance: Tolerance,
    kind: BillKind,
) -> list[dict[str, Any]]:
    left = {key: _open(line, kind) for key, line in known.items()}
    allowed = {key: line["allowance"] - line["allowance_billed"] for key, line in known.items()}
    rows = []
    for index, each in enumerate(lines):
        line = known[each.line]
        if each.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=each.quantity)
        if each.unit_price is not None and each.unit_price < 0:
            raise BadInput(f"lines.{index}.unitPrice", "NEGATIVE", given=each.unit_price)
        if kind is BillKind.CREDIT and each.quantity > line["billed"]:
            raise BadInput(f"lines.{index}.quantity", "MORE_THAN_BILLED", billed=line["billed"])
        less = NOTHING
        if kind is BillKind.BILL:
            less = allowance_of(each.quantity, left[each.line], allowed[each.line], decimals_of(currency))
        allowed[each.line] -= less
        expected = accounting.line_amount(each.quantity, line["unit_price"], NOTHING, currency) - less
        price, amount = line["unit_price"], expected
        if each.unit_price is not None:
            price = each.unit_price
            amount = accounting.line_amount(each.quantity, price, NOTHING, currency)
        found = finding(not tolerance.lets(expected, amount, rate), each.quantity > left[each.line])
        rows.append(
            {
                "id": new_id(),
                "company": act.company,
                "line_no": index + 1,
                "order_line": each.line,
                "quantity": each.quantity,
                "unit_price": price,
                "amount": amount,
                "ordered_price": line["unit_price"],
                "expected_amount": expected,
                "allowance": less,
                "open_quantity": left[each.line],
                "difference": amount - expected,
                "finding": found.value,
            }
        )
        left[each.line] = max(left[each.line] - each.quantity, NOTHING)
    return rows


def _open(line: dict[str, Any], kind: BillKind) -> Decimal:
    """How many may still be billed, or, of what came back, credited."""
    unbilled: Decimal = line["accepted"] - line["returned"] - line["billed"]
    return max(unbilled if kind is BillKind.BILL else -unbilled, NOTHING)


async def delivered_on(act: Act, lines: Sequence[BilledLine]) -> date | None:
    """The last day on which something of this was accepted."""
    day: date | None = await act.tx.value(DELIVERED, [each.line for each in lines])
    return day


async def write_bill(
    act: Act, bill: UUID, match: Match, *, kind: BillKind, invoice: UUID, number: str, on: date
) -> None:
    """The match as it was found, line by line."""
    head = {
        "id": bill,
        "company": act.company,
        "number": number,
        "kind": kind.value,
        "state": match.state.value,
        "supplier": match.supplier,
        "supplier_invoice": invoice,
        "billed_on": on,
        "total": match.total,
        "difference": sum((row["difference"] for row in match.rows), NOTHING),
        "findings": match.findings,
        "entered_by": act.actor,
        "entered_at": act.at,
    }
    await act.tx.insert(tables.PurchaseBill, [head])
    await act.tx.insert(tables.PurchaseBillLine, [row | {"purchase_bill": bill} for row in match.rows])
