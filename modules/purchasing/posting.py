"""A posted bill against what waited for it: the accrual it clears, and where the difference goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from modules import payables
from modules.purchasing import tables
from modules.purchasing.accruals import Change, open_accruals, write_accruals
from modules.purchasing.differences import Difference, book_differences, book_exchange
from modules.purchasing.lines import NOTHING
from modules.purchasing.rules.matching import released, taken_abroad
from modules.purchasing.states import AccrualKind, BillKind

HEAD = """
    SELECT b.*, i.booked_on, i.foreign_currency, i.exchange_rate FROM purchasing.purchase_bill b
    JOIN payables.supplier_invoice i ON i.id = b.supplier_invoice WHERE b.id = $1 AND b.company = $2
"""
LINES = """
    SELECT l.*, o.purchase_order, o.account, o.description, p.department, paper.cost, g.is_valued
    FROM purchasing.purchase_bill_line l
    JOIN purchasing.purchase_bill b ON b.id = l.purchase_bill
    JOIN purchasing.purchase_order_line o ON o.id = l.order_line
    JOIN purchasing.purchase_order p ON p.id = o.purchase_order
    JOIN masterdata.product g ON g.id = o.product
    LEFT JOIN payables.supplier_invoice_line paper
           ON paper.supplier_invoice = b.supplier_invoice AND paper.line_no = l.line_no
    WHERE l.purchase_bill = $1 ORDER BY l.line_no
"""
CLEARED = """
    SELECT order_line, purchase_order, -sum(quantity) AS quantity, -sum(amount) AS amount
    FROM purchasing.goods_accrual WHERE document = $1 GROUP BY order_line, purchase_order
    HAVING sum(quantity) <> 0 OR sum(amount) <> 0
"""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A billed line: what it clears of the accrual, and by how much it cost more."""

    change: Change
    difference: Decimal


async def booked_on(act: Act, bill: UUID) -> tuple[dict[str, Any], list[UUID]]:
    """The bill before any lock, its month held open, and the orders it is for."""
    row = await act.tx.row(HEAD, bill, act.company)
    if row is None:
        raise NotFound("PurchaseBill", bill, field="bill")
    await locking.lock_period_shared(act, row["booked_on"])
    lines = await bill_lines(act.tx, bill)
    return dict(row), sorted({line["purchase_order"] for line in lines})


async def locked_bill(act: Act, bill: UUID) -> dict[str, Any]:
    """A bill, locked until the end of the transaction."""
    await locking.lock_rows(act, tables.PurchaseBill, [bill])
    row = await act.tx.row(HEAD, bill, act.company)
    if row is None:
        raise NotFound("PurchaseBill", bill, field="bill")
    return dict(row)


async def bill_lines(tx: Transaction, bill: UUID) -> list[dict[str, Any]]:
    """Its lines with their order line's account and, once posted, what the paper cost."""
    return [dict(row) for row in await tx.rows(LINES, bill)]


async def clear_accruals(act: Act, head: dict[str, Any]) -> None:
    """Clear what was accepted, and book what the bill differs from that."""
    sign = 1 if head["kind"] == BillKind.BILL.value else -1
    lines = await bill_lines(act.tx, head["id"])
    waiting = await open_accruals(act, [line["order_line"] for line in lines])
    changes, differences, loss = [], [], NOTHING
    for line in lines:
        quantity, cost = sign * line["quantity"], sign * line["cost"]
        there, amount = waiting.get(line["order_line"], (NOTHING, NOTHING))
        expected = sign * _expected(act, head, line)
        part = expected
        if head["foreign_currency"]:
            part = taken_abroad(there, amount, quantity, expected)
        taken = released(there, amount, quantity, part)
        waiting[line["order_line"]] = (there - quantity, amount - taken)
        changes.append(Change(line["order_line"], line["purchase_order"], -quantity, -taken))
        # What the rate makes of the ordered price is nobody's price: it stays out of stock and cost.
        by_rate = expected - taken if head["foreign_currency"] else NOTHING
        loss += by_rate
        differences.append(Difference(line, cost - taken - by_rate))
    kind = AccrualKind.BILLED if sign > 0 else AccrualKind.CREDITED
    await write_accruals(
        act, changes, kind=kind, supplier=head["supplier"], document=head["id"], on=head["booked_on"]
    )
    await book_differences(act, head, differences, on=head["booked_on"], description=head["number"])
    await book_exchange(act, head, loss, on=head["booked_on"], description=head["number"])


def _expected(act: Act, head: dict[str, Any], line: dict[str, Any]) -> Decimal:
    """What a billed quantity comes to at the ordered price and the rate of the bill."""
    amount: Decimal = line["expected_amount"]
    if head["foreign_currency"] is None:
        return amount
    return payables.converted(amount, head["exchange_rate"], act.currency)


async def restore_accruals(act: Act, head: dict[str, Any], on: date, reason: str) -> None:
    """What a cancelled bill had cleared waits again, and its difference is taken back."""
    rows: Sequence[Any] = await act.tx.rows(CLEARED, head["id"])
    changes = [
        Change(row["order_line"], row["purchase_order"], row["quantity"], row["amount"]) for row in rows
    ]
    sign = 1 if head["kind"] == BillKind.BILL.value else -1
    by_line = {row["order_line"]: row["amount"] for row in rows}
    differences, loss = [], NOTHING
    for line in await bill_lines(act.tx, head["id"]):
        taken = by_line.pop(line["order_line"], NOTHING)
        by_rate = taken - sign * _expected(act, head, line) if head["foreign_currency"] else NOTHING
        loss += by_rate
        differences.append(Difference(line, taken - sign * line["cost"] - by_rate))
    await write_accruals(
        act, changes, kind=AccrualKind.UNBILLED, supplier=head["supplier"], document=head["id"], on=on
    )
    await book_differences(act, head, differences, on=on, description=f"{head['number']} {reason}")
    told = f"{head['number']} {reason}"
    await book_exchange(act, head, loss, on=on, description=told, takes_back=True)
