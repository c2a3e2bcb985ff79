"""Costs learnt after the goods came: what is still here takes its share, the rest is cost of sales."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.money import Rounding, round_money
from modules.inventory.pools import (
    NO_POOL,
    History,
    Key,
    Pool,
    add_to_layers,
    change_pools,
    histories,
    layers_of,
    lock_pools,
)
from modules.inventory.rules.costing import Holding
from modules.inventory.rules.history import Day, least, worth_after
from modules.inventory.states import CostingMethod

ZERO = Decimal(0)

RECEIVED = """
    SELECT l.id, l.product, l.location, p.warehouse, l.quantity, l.value, r.id AS receipt, r.number,
           r.received_on, r.supplier, r.reverses IS NOT NULL OR r.returns IS NOT NULL
           OR EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.reverses = r.id) AS gone
    FROM inventory.stock_receipt_line l
    JOIN inventory.stock_receipt r ON r.id = l.stock_receipt
    JOIN masterdata.location p ON p.id = l.location
    WHERE l.id = ANY($1::uuid[])
"""


class CostOfReversedReceipt(Refused):
    """Goods of this receipt went back; there is nothing that could cost more."""

    def __init__(self, number: str) -> None:
        super().__init__(field="costs", number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCost:
    """So much more (or, negative, less) for a line of a receipt."""

    receipt_line: UUID
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """What of a cost stays with the goods that are here, and what those that left have cost."""

    line: dict[str, Any]
    amount: Decimal
    in_stock: Decimal

    @property
    def expensed(self) -> Decimal:
        """The part of the goods that left."""
        return self.amount - self.in_stock


async def received_lines(act: Act, lines: Sequence[UUID], on: date) -> list[dict[str, Any]]:
    """These lines in the order asked for; refuses unknown ones, reversed receipts and days before them."""
    rows = {row["id"]: dict(row) for row in await act.tx.rows(RECEIVED, list(lines))}
    for line in lines:
        if line not in rows:
            raise NotFound("StockReceiptLine", line, field="costs")
        if rows[line]["gone"]:
            raise CostOfReversedReceipt(rows[line]["number"])
        if on < rows[line]["received_on"]:
            raise BadInput("on", "BEFORE_RECEIPT", received_on=rows[line]["received_on"])
    return [rows[line] for line in lines]


async def share_costs(
    act: Act, lines: Sequence[dict[str, Any]], amounts: Sequence[Decimal], on: date
) -> list[Share]:
    """Give each cost to the goods of its line as far as they are still here, and change their worth."""
    keys = [(line["product"], line["warehouse"]) for line in lines]
    pools = await lock_pools(act, set(keys), on)
    layers = await layers_of(act, [line["id"] for line in lines])
    rooms = await _rooms(act, on, pools)
    pasts = await _pasts(act, lines, pools)
    shares, into_layers = [], []
    for line, key, amount in zip(lines, keys, amounts, strict=True):
        pool, room = pools[key], rooms[key]
        if pool.method is CostingMethod.FIFO:
            layer = layers.get(line["id"])
            stays = _by_layer(layer, line["quantity"], amount, act.currency)
            room = min(room, layer[1].value) if layer else ZERO
        else:
            stays = _by_days(pool, pasts[key, line["received_on"]], line["received_on"], amount, act.currency)
        stays = max(stays, -room)
        rooms[key] += stays
        shares.append(Share(line, amount, stays))
        if pool.method is CostingMethod.FIFO and stays:
            into_layers.append((layers[line["id"]][0], stays))
    changes = {key: Holding(ZERO, ZERO) for key in keys}
    for key, share in zip(keys, shares, strict=True):
        changes[key] = Holding(ZERO, changes[key].value + share.in_stock)
    await change_pools(act, on, pools, {key: change for key, change in changes.items() if change.value})
    await add_to_layers(act, into_layers)
    return shares


async def _rooms(act: Act, on: date, pools: dict[Key, Pool]) -> dict[Key, Decimal]:
    """How much value each pool can lose without being worth less than nothing on any day since."""
    past = await histories(act, on, pools)
    return {
        key: least(past[key].then, past[key].days)[1] if key in past else pool.value
        for key, pool in pools.items()
    }


async def _pasts(
    act: Act, lines: Sequence[dict[str, Any]], pools: dict[Key, Pool]
) -> dict[tuple[Key, date], History | None]:
    """The days of each pool from the receipt on, the receipt's own day first."""
    found: dict[tuple[Key, date], History | None] = {}
    for day in sorted({line["received_on"] for line in lines}):
        wanted = {
            (line["product"], line["warehouse"]): pools[line["product"], line["warehouse"]]
            for line in lines
            if line["received_on"] == day
        }
        past = await histories(act, day - timedelta(days=1), wanted)
        found |= {(key, day): past.get(key) for key in wanted}
    return found


def _by_days(pool: Pool, past: History | None, day: date, amount: Decimal, currency: str) -> Decimal:
    """Moving average: what would be left of the cost had it come with the goods."""
    if pool is NO_POOL or pool.quantity == 0 or past is None:
        return ZERO
    days = list(past.days)
    if past.dates and past.dates[0] == day:
        days[0] = replace(days[0], came_value=days[0].came_value + amount)
    else:
        days.insert(0, Day(revalued=amount))
    left = worth_after(past.then, days) - worth_after(past.then, past.days)
    return round_money(left, currency, Rounding.HALF_UP)


def _by_layer(
    layer: tuple[UUID, Holding] | None, received: Decimal, amount: Decimal, currency: str
) -> Decimal:
    """First in, first out: by the pieces of the receipt that are still here."""
    if layer is None:
        return ZERO
    return round_money(amount * layer[1].quantity / received, currency, Rounding.HALF_UP)
