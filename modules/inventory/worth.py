"""The one place where goods get their value: every move and every entry takes its figure from here.

Because the move and its entry are written by one transaction from the same figure, stock value and its
ledger account cannot drift apart. A move learnt of late has two figures: its worth on its day, and what it
corrects once, on the day its goods moved last. Nothing that was booked is booked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.money import Rounding, allocate, round_money
from modules.inventory.pools import (
    History,
    Key,
    LayerLeft,
    Pool,
    add_layers,
    change_pools,
    histories,
    lock_layers,
    lock_pools,
    use_layers,
    warehouses_of,
)
from modules.inventory.rules.costing import Holding, MoreThanOnHand, issue_value
from modules.inventory.rules.history import changed_by, least
from modules.inventory.rules.layers import consume
from modules.inventory.states import CostingMethod

ZERO = Decimal(0)


class NegativeOnDay(Refused):
    """On some day since, less than nothing would have lain in the warehouse."""

    def __init__(self, product: UUID, warehouse: UUID, day: date, quantity: Decimal) -> None:
        super().__init__(product=product, warehouse=warehouse, day=day, quantity=quantity)


class WorthLess(Refused):
    """Goods of the receipt have left at another average; what is there is not worth what would go."""

    def __init__(self, product: UUID, value: Decimal, worth: Decimal) -> None:
        super().__init__(field="receipt", product=product, value=value, worth=worth)


@dataclass(frozen=True, slots=True)
class Worth:
    """What goods are worth on the day of their move, and what the pool gains (or loses) besides.

    `at_once` is gained on the same day, `late` on `late_on`: the last day anything of the product moved.
    """

    value: Decimal
    at_once: Decimal = ZERO
    late: Decimal = ZERO
    late_on: date | None = None


Item = tuple[UUID, UUID, Decimal]  # product, place, quantity


async def take_worth(act: Act, *, on: date, items: Sequence[Item]) -> list[Worth]:
    """Take goods out at what they cost by the method of their product; one worth for each item.

    Refuses `NEGATIVE_ON_DAY` where the goods were not there on some day since.
    """
    if not items:
        return []
    keys = await _keys(act, [item[:2] for item in items])
    quantities = [item[2] for item in items]
    wanted = _sums(keys, quantities)
    pools = await lock_pools(act, wanted, on)
    past = await histories(act, on, pools)
    costs = await _leave(act, pools, wanted)
    worths = {
        key: _taken(key, pools[key], quantity, costs[key], past.get(key), act.currency)
        for key, quantity in wanted.items()
    }
    changes = {
        key: Holding(-quantity, worths[key].late - worths[key].value) for key, quantity in wanted.items()
    }
    await change_pools(act, on, pools, changes)
    return _shared(keys, quantities, worths, act.currency)


async def put_worth(
    act: Act,
    *,
    on: date,
    items: Sequence[tuple[UUID, UUID, Decimal, Decimal | None]],
    sources: Sequence[UUID | None] | None = None,
    at_its_old_cost: bool = False,
) -> list[Worth]:
    """Put goods in at a value, or without one at what the others are worth that lie there.

    `sources` are lines of receipts, by which a layer is found again. Goods that come back at the cost they
    left at change nothing that was booked since.
    """
    if not items:
        return []
    keys = await _keys(act, [item[:2] for item in items])
    pools = await lock_pools(act, set(keys), on)
    past = await histories(act, on, pools)
    values = [
        _as_the_others(pools[key], past.get(key), item[2], act.currency) if item[3] is None else item[3]
        for key, item in zip(keys, items, strict=True)
    ]
    coming = _sums(keys, [item[2] for item in items])
    worth = _sums(keys, values)
    gains = {key: ZERO for key in coming}
    for key, history in past.items():
        if not at_its_old_cost and pools[key].method is CostingMethod.MOVING_AVERAGE:
            gains[key] = _gained(history, Holding(coming[key], worth[key]), act.currency) - worth[key]
    await change_pools(act, on, pools, {key: Holding(coming[key], worth[key] + gains[key]) for key in coming})
    named = sources or [None] * len(items)
    layers = [
        (key, source, Holding(item[2], value))
        for key, item, value, source in zip(keys, items, values, named, strict=True)
        if pools[key].method is CostingMethod.FIFO
    ]
    await add_layers(act, on, layers)
    first = {key: keys.index(key) for key in coming}
    return [
        Worth(value, late=gains[key], late_on=pools[key].last_on if gains[key] else None)
        if first[key] == at
        else Worth(value)
        for at, (key, value) in enumerate(zip(keys, values, strict=True))
    ]


async def take_back(
    act: Act,
    *,
    on: date,
    items: Sequence[tuple[UUID, UUID, Decimal, Decimal]],
    sources: Sequence[UUID],
    exactly: bool = False,
) -> list[Worth]:
    """Let goods go at the value they came in with, by the line of their receipt.

    Where so much is not in the pool any more, or nothing but value would stay in it, the difference is
    corrected at once; with `exactly` it is refused (`WORTH_LESS`).
    """
    keys = await _keys(act, [item[:2] for item in items])
    quantities, values = [item[2] for item in items], [item[3] for item in items]
    wanted, asked = _sums(keys, quantities), _sums(keys, values)
    pools = await lock_pools(act, wanted, on)
    past = await histories(act, on, pools)
    own = {key: [source for each, source in zip(keys, sources, strict=True) if each == key] for key in wanted}
    costs = await _leave(act, pools, wanted, own)
    corrected: dict[Key, Worth] = {}
    changes: dict[Key, Holding] = {}
    for key, quantity in wanted.items():
        pool, value, history = pools[key], asked[key], past.get(key)
        going = costs[key] if pool.method is CostingMethod.FIFO else min(value, pool.value)
        going = pool.value if quantity == pool.quantity else going
        if exactly and going != value:
            raise WorthLess(key[0], value, pool.value)
        at_once, late = value - going, ZERO
        if history is not None:
            _require_there(key, history, quantity)
            at_once = max(ZERO, value - least(history.then, history.days)[1])
            late = value - going - at_once
        corrected[key] = Worth(value, at_once, late, pool.last_on if late else None)
        changes[key] = Holding(-quantity, -going)
    await change_pools(act, on, pools, changes)
    first = {key: keys.index(key) for key in wanted}
    return [
        replace(corrected[key], value=value) if first[key] == at else Worth(value)
        for at, (key, value) in enumerate(zip(keys, values, strict=True))
    ]


async def _keys(act: Act, places: Sequence[tuple[UUID, UUID]]) -> list[Key]:
    warehouses = await warehouses_of(act, [location for _, location in places])
    return [(product, warehouses[location]) for product, location in places]


def _sums(keys: Sequence[Key], amounts: Sequence[Decimal]) -> dict[Key, Decimal]:
    total: dict[Key, Decimal] = {}
    for key, amount in sorted(zip(keys, amounts, strict=True), key=lambda each: each[0]):
        total[key] = total.get(key, ZERO) + amount
    return total


async def _leave(
    act: Act,
    pools: dict[Key, Pool],
    wanted: dict[Key, Decimal],
    own: dict[Key, list[UUID]] | None = None,
) -> dict[Key, Decimal]:
    """What goods cost that leave now; layers are consumed, those of their own receipt before the others."""
    layered = [key for key in wanted if pools[key].method is CostingMethod.FIFO]
    layers = await lock_layers(act, layered)
    costs: dict[Key, Decimal] = {}
    used: list[tuple[UUID, Holding]] = []
    for key, quantity in wanted.items():
        pool = pools[key]
        if key not in layers:
            if quantity > pool.quantity:
                raise MoreThanOnHand(on_hand=pool.quantity, quantity=quantity)
            costs[key] = issue_value(pool.quantity, pool.value, quantity, act.currency)
            continue
        there = _own_first(layers[key], (own or {}).get(key, []))
        taken = consume([layer.left for layer in there], quantity, act.currency)
        costs[key] = sum((each.value for each in taken), ZERO)
        used += [(layer.id, each) for layer, each in zip(there, taken, strict=False) if each.quantity]
    await use_layers(act, used)
    return costs


def _own_first(layers: list[LayerLeft], own: list[UUID]) -> list[LayerLeft]:
    return sorted(layers, key=lambda layer: layer.source not in own) if own else layers


def _taken(
    key: Key, pool: Pool, quantity: Decimal, cost: Decimal, history: History | None, currency: str
) -> Worth:
    if history is None:
        return Worth(cost)
    _require_there(key, history, quantity)
    then, lowest = history.then, least(history.then, history.days)[1]
    if pool.method is CostingMethod.FIFO:
        value = min(cost, lowest)
        change = -cost
    else:
        value = min(issue_value(then.quantity, then.value, quantity, currency), lowest)
        would_be = Holding(then.quantity - quantity, then.value - value)
        change = round_money(changed_by(history.days, then, would_be), currency, Rounding.HALF_UP)
        change = -pool.value if quantity == pool.quantity else max(change, -pool.value)
    late = change + value
    return Worth(value, late=late, late_on=pool.last_on if late else None)


def _require_there(key: Key, history: History, quantity: Decimal) -> None:
    """Refuse goods that were not there on the day, or on any day since."""
    rest = history.then.quantity - quantity
    if rest < 0:
        raise NegativeOnDay(*key, history.dates[0], rest)
    for day, on in zip(history.days, history.dates, strict=True):
        rest += day.came - day.gone
        if rest < 0:
            raise NegativeOnDay(*key, on, rest)


def _as_the_others(pool: Pool, history: History | None, quantity: Decimal, currency: str) -> Decimal:
    others = history.then if history else Holding(pool.quantity, pool.value)
    if others.quantity <= 0:
        return ZERO
    return round_money(others.average * Fraction(quantity), currency, Rounding.HALF_UP)


def _gained(history: History, came: Holding, currency: str) -> Decimal:
    then = history.then
    would_be = Holding(then.quantity + came.quantity, then.value + came.value)
    return round_money(changed_by(history.days, then, would_be), currency, Rounding.HALF_UP)


def _shared(
    keys: Sequence[Key], quantities: Sequence[Decimal], worths: dict[Key, Worth], currency: str
) -> list[Worth]:
    """Spread the value of each pool over the items it serves; what it corrects stands with the first."""
    shares = [Worth(ZERO)] * len(keys)
    for key, worth in worths.items():
        places = [at for at, each in enumerate(keys) if each == key]
        values = allocate(worth.value, [quantities[at] for at in places], currency)
        for at, value in zip(places, values, strict=True):
            shares[at] = Worth(value)
        shares[places[0]] = replace(worth, value=values[0])
    return shares
