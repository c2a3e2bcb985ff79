"""Whether reports stay flat: the same questions over 10,000 and then over 1,000,000 journal lines.

The limit of each is its own time over 10,000 lines, measured in the same run on the same database before the
rest is loaded. 5,000 lines are always newer than the last roll-up, and 1,000 items are always open; what
grows is what a report must not read: lines before a page, and items that are settled.
"""

import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.closing import checks
from erp.kernel.database import Database
from modules.accounting import checklist
from modules.accounting.actions.carry_forward_year import RESULTS
from modules.accounting.jobs import roll_up
from modules.accounting.reports.aged_receivables import AGED_RECEIVABLES
from modules.accounting.reports.general_ledger import cursor_of, general_ledger
from modules.accounting.reports.trial_balance import trial_balance
from tests.bench.filling import copy, party
from tests.bench.rows import Row
from tests.bench.trial_balance import LINES_OF_ENTRY, LOAD, YEAR, placed
from tests.people import founder

FEW, MANY, LATE = 10_000, 1_000_000, 5_000
OPEN = 1_000
ROUNDS = 15
GOAL = 2.0
AS_OF = date(YEAR, 12, 17)

# Settled items, each with the money that settled it; then those that are open.
SETTLED = """
WITH items AS (
    INSERT INTO accounting.open_item
        (id, company, party, kind, document, number, opened_on, due_on, currency, amount, open_amount)
    SELECT uuidv7(), $1, $2, kind, uuidv7(), kind || n, make_date($5, 1, 1) + n % 300,
           make_date($5, 2, 1) + n % 300, 'JPY', 1100, 0
    FROM generate_series($3::int, $4::int) n CROSS JOIN (VALUES ('RECEIVABLE'), ('ADVANCE')) k(kind)
    RETURNING id, kind, number, opened_on
)
INSERT INTO accounting.matching (id, company, receivable, credit, amount, currency, matched_on, matched_at)
SELECT uuidv7(), $1, r.id, c.id, 1100, 'JPY', r.opened_on + 30, now()
FROM items r JOIN items c ON c.number = 'ADVANCE' || substr(r.number, 11) AND r.kind = 'RECEIVABLE'
"""
STILL_OPEN = """
INSERT INTO accounting.open_item
    (id, company, party, kind, document, number, opened_on, due_on, currency, amount, open_amount)
SELECT uuidv7(), $1, $2, 'RECEIVABLE', uuidv7(), 'OPEN' || n, make_date($4, 11, 1),
       make_date($4, 11, 1) + n % 90, 'JPY', 1100, 1100
FROM generate_series(1, $3::int) n
"""
MIDDLE = """
SELECT l.account, l.effective_on, l.entry, l.line_no FROM accounting.journal_line l
WHERE l.company = $1 AND l.effective_on = $2 ORDER BY l.account, l.entry, l.line_no LIMIT 1
"""


class Loader:
    """Adds lines and settled items up to a size; the superuser's connection, without triggers."""

    def __init__(self, owner: asyncpg.Connection, database: Database, company: UUID, customer: UUID) -> None:
        self.owner, self.database, self.company, self.customer = owner, database, company, customer
        self.entries = self.items = 0

    async def reach(self, lines: int) -> None:
        """So many lines, the last of them after the roll-up; a settled item for every ten."""
        await self._entries((lines - LATE) // LINES_OF_ENTRY)
        await self.owner.execute("VACUUM ANALYZE accounting.journal_line")
        await roll_up(self.database)
        await self._entries(lines // LINES_OF_ENTRY)
        items = lines // 10
        await self.owner.execute(SETTLED, self.company, self.customer, self.items + 1, items, YEAR)
        self.items = items
        tables = ("journal_line", "journal_entry", "account_month", "account_day", "open_item", "matching")
        for table in tables:
            await self.owner.execute(f"VACUUM ANALYZE accounting.{table}")

    async def _entries(self, until: int) -> None:
        await self.owner.execute(LOAD, self.company, self.entries + 1, until, YEAR)
        self.entries = until


async def bench(database: Database, owner_dsn: str, company: UUID) -> list[Row]:
    """Each report at both sizes."""
    owner = await asyncpg.connect(owner_dsn)
    try:
        await owner.execute("SET session_replication_role = replica")
        customer = party(1)
        await copy(owner, "masterdata.party", [customer])
        loader = Loader(owner, database, company, customer["id"])
        await owner.execute(STILL_OPEN, company, customer["id"], OPEN, YEAR)
        await loader.reach(FEW)
        before = await measured(database, company)
        await loader.reach(MANY)
        after = await measured(database, company)
        await slowest_checks(database, company)
    finally:
        await owner.close()
    return [
        Row(f"{name}, {MANY:,} beside {FEW:,} lines", "s", after[name], before[name], at_most=GOAL)
        for name in before
    ]


async def measured(database: Database, company: UUID) -> dict[str, float]:
    """The median of each report."""
    asking = replace(founder(company), today=AS_OF)
    aged, args = placed(AGED_RECEIVABLES, company=company, as_of=AS_OF, known_at=None)
    (place,) = await database.rows(MIDDLE, company, date(YEAR, 10, 8), company=company)
    cursor = cursor_of(
        {"effective_on": str(place["effective_on"]), "entry_id": str(place["entry"]), "line_no": 0}
    )
    year = {"from": date(YEAR, 1, 1), "to": date(YEAR, 12, 31)}
    asked: dict[str, Callable[[], Awaitable[Any]]] = {
        "trial balance": lambda: trial_balance(asking, database, as_of=AS_OF),
        "closing checks": lambda: database.rows(checklist.statement(), company, AS_OF, company=company),
        "result to carry forward": lambda: database.rows(
            RESULTS, company, date(YEAR, 1, 1), date(YEAR, 12, 31), company=company
        ),
        "aged receivables": lambda: database.rows(aged, *args, company=company),
        "general ledger, first page": lambda: general_ledger(
            asking, database, account=place["account"], first=50, **year
        ),
        "general ledger, page in October": lambda: general_ledger(
            asking, database, account=place["account"], first=50, after=cursor, **year
        ),
    }
    return {name: await _median(ask) for name, ask in asked.items()}


async def slowest_checks(database: Database, company: UUID) -> None:
    """Which checks of the close take longest at full size; told beside the figures."""
    took = []
    for each in checks():
        sql = each.sql.replace(":company", "$1::uuid").replace(":until", "$2::date")
        began = clock.monotonic()
        await database.rows(f"SELECT ({sql}), $1::uuid, $2::date", company, AS_OF, company=company)
        took.append((clock.monotonic() - began, each.name))
    told = ", ".join(f"{name} {seconds:.3f} s" for seconds, name in sorted(took, reverse=True)[:6])
    print(f"closing checks: {told}", file=sys.stderr)


async def _median(ask: Callable[[], Awaitable[Any]]) -> float:
    await ask()
    times = []
    for _ in range(ROUNDS):
        began = clock.monotonic()
        await ask()
        times.append(clock.monotonic() - began)
    return median(times)
