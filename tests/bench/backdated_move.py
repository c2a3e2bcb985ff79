"""What one move costs the database that is a year late, when its product moved a million times since.

The moves and their sums are loaded by SQL, a year of them in one warehouse. Then goods are received and
taken out as of the first day, each in a transaction of its own. Measured is the time of all statements of
the transaction, with what the database checks at its end.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.inventory.actions.adjust_stock import StockAdjustmentDraft, adjust_stock
from modules.inventory.actions.receive_stock import StockReceiptDraft, receive_stock
from modules.inventory.reports.stock_as_of import STOCK_AS_OF
from modules.inventory.states import AdjustmentReason, ReceiptReason
from tests.bench.filling import copy, first, product
from tests.bench.rows import Row
from tests.bench.trial_balance import placed
from tests.people import founder

MOVES, DAYS, ROUNDS, GOAL = 1_000_000, 365, 25, 0.010
YEAR = 2025
FIRST = date(YEAR, 4, 1)

# Every second move goes out; a thousand pieces are left at the end of each day.
LOAD = """
INSERT INTO inventory.stock_move (id, company, kind, product, from_location, to_location, lot, quantity,
                                  value, occurred_on, booked_on, recorded_at, document)
SELECT uuidv7(), $1, 'ADJUSTMENT', $2, CASE WHEN n % 2 = 1 THEN $3::uuid END,
       CASE WHEN n % 2 = 0 THEN $3::uuid END, '', 1, 100, d.day, d.day, now(), uuidv7()
FROM (SELECT n, make_date($4, 4, 2) + (n % ($5 - 1)) AS day FROM generate_series(0, $6::int - 1) n) d
"""
SUMS = """
WITH days AS (
    INSERT INTO inventory.stock_day
        (company, product, warehouse, day, came, gone, came_value, gone_value, revalued)
    SELECT m.company, m.product, $2::uuid, m.occurred_on,
           coalesce(sum(m.quantity) FILTER (WHERE m.to_location IS NOT NULL), 0),
           coalesce(sum(m.quantity) FILTER (WHERE m.to_location IS NULL), 0),
           coalesce(sum(m.value) FILTER (WHERE m.to_location IS NOT NULL), 0),
           coalesce(sum(m.value) FILTER (WHERE m.to_location IS NULL), 0), 0
    FROM inventory.stock_move m WHERE m.product = $1 GROUP BY 1, 2, 4
    RETURNING *
), months AS (
    INSERT INTO inventory.stock_month
        (company, product, warehouse, month, came, gone, came_value, gone_value, revalued)
    SELECT company, product, warehouse, date_trunc('month', day)::date, sum(came), sum(gone), sum(came_value),
           sum(gone_value), 0 FROM days GROUP BY 1, 2, 3, 4
), pool AS (
    INSERT INTO inventory.stock_value (company, product, warehouse, quantity, value, method, last_on)
    SELECT company, product, warehouse, sum(came - gone), sum(came_value - gone_value), 'MOVING_AVERAGE',
           max(day)
    FROM days GROUP BY 1, 2, 3
)
INSERT INTO inventory.stock_balance (company, product, location, lot, on_hand, reserved)
SELECT company, product, $3::uuid, '', sum(came - gone), 0 FROM days GROUP BY 1, 2
"""
Work = Callable[[Act], Awaitable[Any]]


async def load(owner: asyncpg.Connection, company: UUID) -> UUID:
    """A product that moved a million times, a thousand pieces of which lay there from the first day on."""
    unit, warehouse, place = [await first(owner, name) for name in ("unit", "warehouse", "location")]
    taxed = await owner.fetchval("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
    goods = product(1, unit, taxed)
    await copy(owner, "masterdata.product", [goods])
    begin = {"id": new_id(), "company": company, "kind": "ADJUSTMENT", "product": goods["id"], "lot": ""}
    begin |= {"to_location": place, "quantity": Decimal(10_000), "value": Decimal(1_000_000)}
    begin |= {"occurred_on": FIRST, "booked_on": FIRST, "recorded_at": clock.now(), "document": new_id()}
    await copy(owner, "inventory.stock_move", [begin])
    await owner.execute(LOAD, company, goods["id"], place, YEAR, DAYS, MOVES)
    await owner.execute(SUMS, goods["id"], warehouse, place)
    for table in ("stock_move", "stock_day", "stock_month", "stock_value", "stock_balance"):
        await owner.execute(f"VACUUM ANALYZE inventory.{table}")
    return goods["id"]


async def bench(database: Database, owner_dsn: str, company: UUID) -> list[Row]:
    """Load, then be late."""
    owner = await asyncpg.connect(owner_dsn)
    try:
        await owner.execute("SET session_replication_role = replica")
        goods = await load(owner, company)
    finally:
        await owner.close()
    coming = [StockReceiptDraft(product=goods, quantity=Quantity(Decimal(7)), unit_cost=Money(Decimal(130)))]
    going = [StockAdjustmentDraft(product=goods, change=Quantity(Decimal(-3)))]

    def receive(act: Act) -> Awaitable[UUID]:
        return receive_stock(act=act, lines=coming, reason=ReceiptReason.OPENING, on=FIRST)

    def take(act: Act) -> Awaitable[UUID]:
        return adjust_stock(act=act, lines=going, reason=AdjustmentReason.LOST, on=FIRST)

    rows = []
    for name, work in (("receipt", receive), ("issue", take)):
        await timed(database, company, work)
        times = [await timed(database, company, work) for _ in range(ROUNDS)]
        work_done = f"{name} backdated by a year into {MOVES:,} moves, database time"
        rows.append(Row(work_done, "s", median(times), None, at_most=GOAL))
    asked = {"company": company, "as_of": date(YEAR, 10, 15), "known_at": None, "warehouse": None}
    sql, args = placed(STOCK_AS_OF, **asked, text=None, language="ja")
    reading = []
    for _ in range(ROUNDS):
        began = clock.monotonic()
        await database.rows(sql, *args, company=company)
        reading.append(clock.monotonic() - began)
    rows.append(Row(f"stock on a day inside {MOVES:,} moves", "s", median(reading), None, at_most=GOAL))
    return rows


async def timed(database: Database, company: UUID, work: Work) -> float:
    """The time of all statements of one transaction, in seconds."""
    asking, spent = founder(company), [0.0]

    def note(query: Any) -> None:
        spent[0] += query.elapsed

    async with database.transaction(asking=asking, verb="bench") as tx:
        with tx._link.connection.query_logger(note):
            await work(Act(tx=tx, asking=asking, verb="bench"))
            await tx.run("SET CONSTRAINTS ALL IMMEDIATE")
    return spent[0]
