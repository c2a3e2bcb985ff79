"""Pools of worth: quantity and value of a product in a warehouse, with the layers of those kept by receipt.

Rows are locked in the order of their keys (company, product, warehouse), all of a document by one
statement. The history of a late move is read as sums of days, not as moves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from modules.inventory.rules.costing import Holding
from modules.inventory.rules.history import Day
from modules.inventory.states import CostingMethod

Key = tuple[UUID, UUID]  # product, warehouse

# The method of a product is the one chosen last for the day; a pool follows it with its next move.
POOLS = """
    SELECT v.id, v.product, v.warehouse, v.quantity, v.value, v.method, v.method_since, v.last_on,
           (SELECT array[c.method, c.valid_from::text] FROM inventory.costing_choice c
            WHERE c.company = $1 AND c.product = v.product AND c.valid_from <= $4
            ORDER BY c.valid_from DESC LIMIT 1) AS choice
    FROM inventory.stock_value v
    JOIN unnest($2::uuid[], $3::uuid[]) AS t(product, warehouse) USING (product, warehouse)
    WHERE v.company = $1 ORDER BY v.product, v.warehouse FOR UPDATE OF v
"""

CHOICES = """
    SELECT DISTINCT ON (product) product, array[method, valid_from::text] AS choice
    FROM inventory.costing_choice
    WHERE company = $1 AND product = ANY($2::uuid[]) AND valid_from <= $3
    ORDER BY product, valid_from DESC
"""

LAYERS = """
    SELECT l.id, l.product, l.warehouse, l.source, l.quantity_left, l.value_left
    FROM inventory.cost_layer l
    JOIN unnest($2::uuid[], $3::uuid[]) AS t(product, warehouse) USING (product, warehouse)
    WHERE l.company = $1 AND l.quantity_left > 0
    ORDER BY l.product, l.warehouse, l.received_on, l.id FOR UPDATE OF l
"""

USE_LAYERS = """
    UPDATE inventory.cost_layer AS l
    SET quantity_left = l.quantity_left - t.quantity, value_left = l.value_left - t.value
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[]) AS t(id, quantity, value) WHERE l.id = t.id
"""

ADD_LAYERS = """
    INSERT INTO inventory.cost_layer
        (company, product, warehouse, received_on, source, quantity, value, quantity_left, value_left)
    SELECT $1, t.product, t.warehouse, $2, t.source, t.quantity, t.value, t.quantity, t.value
    FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::numeric[], $7::numeric[])
        AS t(product, warehouse, source, quantity, value)
"""

CHANGE = """
    INSERT INTO inventory.stock_value AS v
        (company, product, warehouse, quantity, value, method, method_since, last_on)
    SELECT $1, t.product, t.warehouse, t.quantity, t.value, t.method, t.since, $2
    FROM unnest($3::uuid[], $4::uuid[], $5::numeric[], $6::numeric[], $7::text[], $8::date[])
        AS t(product, warehouse, quantity, value, method, since)
    ORDER BY t.product, t.warehouse
    ON CONFLICT (company, product, warehouse)
    DO UPDATE SET quantity = v.quantity + excluded.quantity, value = v.value + excluded.value,
                  last_on = greatest(v.last_on, excluded.last_on)
"""
TAKE = """
    UPDATE inventory.stock_value AS v
    SET quantity = v.quantity + t.quantity, value = v.value + t.value, last_on = greatest(v.last_on, $2)
    FROM unnest($3::uuid[], $4::uuid[], $5::numeric[], $6::numeric[])
        AS t(product, warehouse, quantity, value)
    WHERE v.company = $1 AND v.product = t.product AND v.warehouse = t.warehouse
"""

# The end of a day, and the days after it as one text, which is read faster than rows of figures. Whatever
# moved a thousand times on a day is one of them.
HISTORY = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM unnest($3::uuid[], $4::uuid[]) AS t(product, warehouse)
    )
    SELECT w.product, w.warehouse, until.quantity, until.value, since.*
    FROM wanted w
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(u.came - u.gone), 0) AS quantity,
               coalesce(sum(u.came_value - u.gone_value + u.revalued), 0) AS value
        FROM (SELECT m.came, m.gone, m.came_value, m.gone_value, m.revalued FROM inventory.stock_month m
              WHERE m.company = $1 AND m.product = w.product AND m.warehouse = w.warehouse
                AND m.month < date_trunc('month', $2::date)::date
              UNION ALL
              SELECT d.came, d.gone, d.came_value, d.gone_value, d.revalued FROM inventory.stock_day d
              WHERE d.company = $1 AND d.product = w.product AND d.warehouse = w.warehouse
                AND d.day >= date_trunc('month', $2::date)::date AND d.day <= $2) u
    ) until
    CROSS JOIN LATERAL (
        SELECT array_agg(d.day ORDER BY d.day) AS days,
               string_agg(concat_ws(' ', d.came, d.gone, d.came_value, d.gone_value, d.revalued), ';'
                          ORDER BY d.day) AS sums
        FROM inventory.stock_day d
        WHERE d.company = $1 AND d.product = w.product AND d.warehouse = w.warehouse AND d.day > $2
    ) since
"""


@dataclass(frozen=True, slots=True)
class Pool:
    """A product in a warehouse as it was when its lock was taken."""

    quantity: Decimal
    value: Decimal
    method: CostingMethod
    method_since: date | None
    last_on: date | None

    def moved_after(self, on: date) -> bool:
        """Whether a move of that day would be learnt of late."""
        return self.last_on is not None and self.last_on > on


NO_POOL = Pool(Decimal(0), Decimal(0), CostingMethod.MOVING_AVERAGE, None, None)


@dataclass(frozen=True, slots=True)
class LayerLeft:
    """What is left of a receipt."""

    id: UUID
    source: UUID | None
    left: Holding


@dataclass(frozen=True, slots=True)
class History:
    """A pool at the end of a day, and each later day on which it moved."""

    then: Holding
    days: list[Day]
    dates: list[date]


def parts(keys: Iterable[Key]) -> tuple[list[UUID], list[UUID]]:
    """Keys as the two columns that statements take."""
    known = sorted(keys)
    return [product for product, _ in known], [warehouse for _, warehouse in known]


async def lock_pools(act: Act, keys: Collection[Key], on: date) -> dict[Key, Pool]:
    """These pools, locked, by the method that holds on the day; what was never in stock begins empty."""
    rows = await locking.lock_stock(act, POOLS, act.company, *parts(keys), on)
    pools, chosen = {}, {}
    for row in rows:
        method = CostingMethod(row["method"])
        pools[row["product"], row["warehouse"]] = Pool(
            row["quantity"], row["value"], method, row["method_since"], row["last_on"]
        )
        chosen[row["product"]] = row["choice"]
    new = sorted({product for product, _ in keys} - chosen.keys())
    if new:
        found = await act.tx.rows(CHOICES, act.company, new, on)
        chosen |= {row["product"]: row["choice"] for row in found}
    for key in keys:
        pool, choice = pools.get(key, NO_POOL), chosen.get(key[0])
        if choice is None:
            continue
        method, since = CostingMethod(choice[0]), date.fromisoformat(choice[1])
        if method is not pool.method and since > (pool.method_since or date.min):
            pools[key] = await _follow(act, key, pool, method, since)
    return {key: pools.get(key, NO_POOL) for key in keys}


async def _follow(act: Act, key: Key, pool: Pool, method: CostingMethod, since: date) -> Pool:
    """Let a pool be valued by another method from now on: what is there becomes one layer, or none are."""
    if pool is NO_POOL or pool.last_on is None:
        return Pool(Decimal(0), Decimal(0), method, since, None)
    await act.tx.run(
        """UPDATE inventory.stock_value SET method = $4, method_since = $5
           WHERE company = $1 AND product = $2 AND warehouse = $3""",
        act.company,
        *key,
        method.value,
        since,
    )
    await act.tx.run(
        """UPDATE inventory.cost_layer SET quantity_left = 0, value_left = 0
           WHERE company = $1 AND product = $2 AND warehouse = $3 AND quantity_left > 0""",
        act.company,
        *key,
    )
    if method is CostingMethod.FIFO and pool.quantity > 0:
        await add_layers(act, since, [(key, None, Holding(pool.quantity, pool.value))])
    return Pool(pool.quantity, pool.value, method, since, pool.last_on)


async def lock_layers(act: Act, keys: Collection[Key]) -> dict[Key, list[LayerLeft]]:
    """What is left of receipts, the oldest first."""
    found: dict[Key, list[LayerLeft]] = {key: [] for key in keys}
    if keys:
        for row in await locking.lock_stock(act, LAYERS, act.company, *parts(keys)):
            left = Holding(row["quantity_left"], row["value_left"])
            found[row["product"], row["warehouse"]].append(LayerLeft(row["id"], row["source"], left))
    return found


async def use_layers(act: Act, used: Sequence[tuple[UUID, Holding]]) -> None:
    """Take so much of these layers."""
    if used:
        ids, holdings = [each[0] for each in used], [each[1] for each in used]
        quantities, values = [each.quantity for each in holdings], [each.value for each in holdings]
        await act.tx.run(USE_LAYERS, ids, quantities, values)


async def add_layers(act: Act, on: date, layers: Sequence[tuple[Key, UUID | None, Holding]]) -> None:
    """Goods that came in on a day, each as a layer of its own."""
    if layers:
        await act.tx.run(
            ADD_LAYERS,
            act.company,
            on,
            [key[0] for key, _, _ in layers],
            [key[1] for key, _, _ in layers],
            [source for _, source, _ in layers],
            [holding.quantity for _, _, holding in layers],
            [holding.value for _, _, holding in layers],
        )


async def change_pools(act: Act, on: date, pools: dict[Key, Pool], changes: dict[Key, Holding]) -> None:
    """Add to quantity and value of these pools, and take from them where the change is below nothing."""
    keys = sorted(key for key in changes)
    products, warehouses = parts(keys)
    quantities = [changes[key].quantity for key in keys]
    values = [changes[key].value for key in keys]
    if all(pools[key].last_on for key in keys):
        await act.tx.run(TAKE, act.company, on, products, warehouses, quantities, values)
        return
    methods = [pools[key].method.value for key in keys]
    since = [pools[key].method_since for key in keys]
    await act.tx.run(CHANGE, act.company, on, products, warehouses, quantities, values, methods, since)


async def histories(act: Act, on: date, pools: dict[Key, Pool]) -> dict[Key, History]:
    """Of those that moved after the day: how they stood at its end, and their days since."""
    late = [key for key, pool in pools.items() if pool.moved_after(on)]
    if not late:
        return {}
    return {
        (row["product"], row["warehouse"]): History(
            Holding(row["quantity"], row["value"]),
            [Day(*map(Decimal, sums.split())) for sums in (row["sums"] or "").split(";") if sums],
            row["days"] or [],
        )
        for row in await act.tx.rows(HISTORY, act.company, on, *parts(late))
    }


async def warehouses_of(act: Act, locations: Iterable[UUID]) -> dict[UUID, UUID]:
    """The warehouse of each place."""
    rows = await act.tx.rows(
        "SELECT id, warehouse FROM masterdata.location WHERE id = ANY($1::uuid[])", sorted(set(locations))
    )
    return {row["id"]: row["warehouse"] for row in rows}


async def layers_of(act: Act, sources: Sequence[UUID]) -> dict[UUID, tuple[UUID, Holding]]:
    """What is left of these lines of receipts, locked."""
    rows = await locking.lock_stock(
        act,
        """SELECT id, source, quantity_left, value_left FROM inventory.cost_layer
           WHERE source = ANY($1::uuid[]) AND quantity_left > 0
           ORDER BY product, warehouse, received_on, id FOR UPDATE""",
        list(sources),
    )
    return {row["source"]: (row["id"], Holding(row["quantity_left"], row["value_left"])) for row in rows}


async def add_to_layers(act: Act, gains: Sequence[tuple[UUID, Decimal]]) -> None:
    """What is left of a receipt is worth more, or less."""
    if gains:
        await act.tx.run(
            """UPDATE inventory.cost_layer AS l SET value_left = l.value_left + t.value
               FROM unnest($1::uuid[], $2::numeric[]) AS t(id, value) WHERE l.id = t.id""",
            [each[0] for each in gains],
            [each[1] for each in gains],
        )
