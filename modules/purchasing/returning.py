"""Goods that go back: out of stock at what they came in at, or out of cost; refused ones without a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.quantity import Quantity, convert
from modules import accounting, inventory
from modules.accounting import PostingPurpose
from modules.purchasing.lines import NOTHING

# Accepted goods of delivered lines, the first accepted first, with what of each has gone back already.
ACCEPTED = """
    SELECT l.receipt_line, l.accepted, l.value, l.stock_line, l.serials, i.stock_receipt
    FROM purchasing.inspection_line l JOIN purchasing.inspection i ON i.id = l.inspection
    WHERE l.receipt_line = ANY($1::uuid[]) AND l.accepted > 0 ORDER BY l.receipt_line, i.recorded_at, l.id
"""
WORTH = """
    SELECT returns_line, value FROM inventory.stock_receipt_line WHERE stock_receipt = $1
"""


@dataclass(frozen=True, slots=True)
class Going:
    """So much of a delivered line, in the order's unit; `was_rejected` when it was never ours."""

    receipt_line: dict[str, Any]
    order_line: dict[str, Any]
    quantity: Decimal
    was_rejected: bool
    serials: tuple[str, ...] = ()


async def take_out(
    act: Act,
    *,
    document: UUID,
    number: str,
    order: dict[str, Any],
    going: Sequence[Going],
    on: date,
    reason: str,
) -> list[Decimal]:
    """Let goods and their value go; answers the value of each, in the order given."""
    portions = await _portions(act, going)
    values = [NOTHING] * len(going)
    by_receipt: dict[UUID, list[tuple[int, UUID, Decimal, list[str]]]] = {}
    costs: list[tuple[int, Decimal]] = []
    for place, row, quantity in portions:
        each = going[place]
        if row["stock_line"]:
            numbers = [number for number in each.serials if number in (row["serials"] or ())]
            stock = (place, row["stock_line"], convert(quantity, each.order_line["factor"]), numbers)
            by_receipt.setdefault(row["stock_receipt"], []).append(stock)
        if not each.order_line["is_stocked"]:
            value = accounting.line_amount(quantity, row["value"] / row["accepted"], NOTHING, act.currency)
            values[place] += value
            costs.append((place, value))
    for stock_receipt, stock_lines in sorted(by_receipt.items()):
        back = await inventory.return_to_supplier(
            act=act,
            receipt=stock_receipt,
            lines=[
                inventory.SupplierReturnDraft(receipt_line=line, quantity=Quantity(quantity), serials=numbers)
                for _, line, quantity, numbers in stock_lines
            ],
            on=on,
            reason=reason,
        )
        booked = {row["returns_line"]: row["value"] for row in await act.tx.rows(WORTH, back)}
        for place, line, *_ in stock_lines:
            values[place] += booked[line]
    await _out_of_cost(act, document, number, order, going, costs, on)
    return values


async def _portions(act: Act, going: Sequence[Going]) -> list[tuple[int, dict[str, Any], Decimal]]:
    """Which accepted goods go: the first that were accepted, less what has gone before."""
    keys = sorted({each.receipt_line["id"] for each in going if not each.was_rejected})
    if not keys:
        return []
    there: dict[UUID, list[dict[str, Any]]] = {}
    for row in await act.tx.rows(ACCEPTED, keys):
        there.setdefault(row["receipt_line"], []).append(dict(row))
    gone = {each.receipt_line["id"]: each.receipt_line["returned"] for each in going}
    found: list[tuple[int, dict[str, Any], Decimal]] = []
    for place, each in enumerate(going):
        if each.was_rejected:
            continue
        key = each.receipt_line["id"]
        if each.serials:
            found += [(place, *part) for part in _by_number(each, there[key])]
        else:
            found += [(place, *part) for part in _oldest_first(each.quantity, gone[key], there[key])]
        gone[key] += each.quantity
    return found


def _by_number(each: Going, there: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], Decimal]]:
    """Which inspection let each number in."""
    factor = each.order_line["factor"]
    counted = [(row, len(set(each.serials) & set(row["serials"] or ()))) for row in there]
    return [(row, Decimal(count) / factor) for row, count in counted if count]


def _oldest_first(
    wanted: Decimal, passed: Decimal, there: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], Decimal]]:
    found = []
    for row in there:
        left = max(row["accepted"] - passed, NOTHING)
        passed = max(passed - row["accepted"], NOTHING)
        part = min(left, wanted)
        if part > 0:
            found.append((row, part))
            wanted -= part
    return found


async def _out_of_cost(
    act: Act,
    document: UUID,
    number: str,
    order: dict[str, Any],
    going: Sequence[Going],
    costs: Sequence[tuple[int, Decimal]],
    on: date,
) -> None:
    owed = sum((value for _, value in costs), NOTHING)
    if not owed:
        return
    accounts = await accounting.posting_accounts(act)
    lines = [
        accounting.debit(accounts[PostingPurpose.GOODS_RECEIVED], owed, act.currency, party=order["supplier"])
    ]
    for place, value in costs:
        line = going[place].order_line
        lines.append(
            accounting.credit(
                line["account"],
                value,
                act.currency,
                party=order["supplier"],
                department=order["department"],
                memo=line["description"],
            )
        )
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"{number} / {order['number']}",
        lines=lines,
        origin=f"purchase_return:{document}",
        cause=document,
    )
