"""What a bill cost more or less than was accepted: to stock and cost of sales, or to the line's account.

What the rate made of a price in another currency is an exchange gain or loss.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import allocate
from modules import accounting, inventory
from modules.accounting import PostingPurpose
from modules.purchasing.lines import NOTHING

# The goods of an order line as they came in, for a difference to follow them.
CAME_IN = """
    SELECT order_line, stock_line, accepted FROM purchasing.inspection_line
    WHERE order_line = ANY($1::uuid[]) AND stock_line IS NOT NULL AND accepted > 0 ORDER BY order_line, id
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a bill, and by how much it cost more (or, below zero, less)."""

    line: dict[str, Any]
    amount: Decimal


async def book_differences(
    act: Act, head: dict[str, Any], differences: Sequence[Difference], *, on: date, description: str
) -> None:
    """Book the differences of a bill; nothing where there are none."""
    there = [each for each in differences if each.amount]
    if not there:
        return
    accounts = await accounting.posting_accounts(act)
    goods = [each for each in there if each.line["account"] is None]
    came = await _came_in(act, goods)
    in_stock = [each for each in goods if each.line["is_valued"] and each.line["order_line"] in came]
    # Supplies are cost already, and a price that differs before anything came has no goods to follow.
    ahead = [
        Difference(each.line | {"account": accounts[_account_of(each)]}, each.amount)
        for each in goods
        if each not in in_stock
    ]
    services = [each for each in there if each.line["account"] is not None]
    await _to_stock(act, head, in_stock, came, on, description)
    answer = accounts[PostingPurpose.GOODS_RECEIVED]
    await _to_accounts(act, head, [*services, *ahead], answer, on, description)


def _account_of(each: Difference) -> PostingPurpose:
    return PostingPurpose.COST_OF_SALES if each.line["is_valued"] else PostingPurpose.SUPPLIES


async def _came_in(act: Act, goods: Sequence[Difference]) -> dict[UUID, list[tuple[UUID, Decimal]]]:
    came: dict[UUID, list[tuple[UUID, Decimal]]] = {}
    for row in await act.tx.rows(CAME_IN, sorted({each.line["order_line"] for each in goods})):
        came.setdefault(row["order_line"], []).append((row["stock_line"], row["accepted"]))
    return came


async def _to_stock(
    act: Act,
    head: dict[str, Any],
    goods: Sequence[Difference],
    came: dict[UUID, list[tuple[UUID, Decimal]]],
    on: date,
    description: str,
) -> None:
    amounts: dict[UUID, Decimal] = {}
    for each in goods:
        lines = came[each.line["order_line"]]
        parts = allocate(abs(each.amount), [quantity for _, quantity in lines], act.currency)
        for (stock_line, _), part in zip(lines, parts, strict=True):
            signed = part if each.amount > 0 else -part
            amounts[stock_line] = amounts.get(stock_line, NOTHING) + signed
    costs = [
        inventory.ReceiptCost(receipt_line=line, amount=amount) for line, amount in amounts.items() if amount
    ]
    if costs:
        await inventory.add_cost(
            act=act,
            cause=head["id"],
            on=on,
            costs=costs,
            purpose=PostingPurpose.GOODS_RECEIVED,
            description=description,
            party=head["supplier"],
        )


async def _to_accounts(
    act: Act,
    head: dict[str, Any],
    others: Sequence[Difference],
    answer: UUID,
    on: date,
    description: str,
) -> None:
    if not others:
        return
    lines = []
    for each in others:
        more, amount = each.amount > 0, abs(each.amount)
        here, there = (accounting.debit, accounting.credit) if more else (accounting.credit, accounting.debit)
        lines.append(
            here(
                each.line["account"],
                amount,
                act.currency,
                party=head["supplier"],
                department=each.line["department"],
                memo=each.line["description"],
            )
        )
        lines.append(there(answer, amount, act.currency, party=head["supplier"]))
    await accounting.post_entry(
        act=act,
        on=on,
        description=description,
        lines=lines,
        origin=f"purchase_difference:{new_id()}",
        cause=head["id"],
    )


async def book_exchange(
    act: Act, head: dict[str, Any], loss: Decimal, *, on: date, description: str, takes_back: bool = False
) -> None:
    """What was accepted at one rate and billed at another; below nothing it is a gain.

    What is taken back goes to the account in which it stands.
    """
    if not loss:
        return
    accounts = await accounting.posting_accounts(act)
    is_loss = (loss > 0) != takes_back
    account = accounts[PostingPurpose.EXCHANGE_LOSS if is_loss else PostingPurpose.EXCHANGE_GAIN]
    here, there = (accounting.debit, accounting.credit)
    if loss < 0:
        here, there = there, here
    waiting = accounts[PostingPurpose.GOODS_RECEIVED]
    await accounting.post_entry(
        act=act,
        on=on,
        description=description,
        lines=[
            here(account, abs(loss), act.currency),
            there(waiting, abs(loss), act.currency, party=head["supplier"]),
        ],
        origin=f"purchase_exchange:{new_id()}",
        cause=head["id"],
    )
