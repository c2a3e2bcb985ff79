"""How long a trial balance takes over a million lines, beside one index-only scan of one month's lines.

A million lines are loaded by SQL (a year of books, half of a per cent of them after the last roll-up), so the
database this runs on is one to throw away. Both questions are asked in turns and the medians are compared.
"""

import re
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.database import Database
from modules.accounting.jobs import roll_up
from modules.accounting.reports.trial_balance import trial_balance
from tests.bench.rows import Row
from tests.people import founder

LINES = 1_000_000
LINES_OF_ENTRY = 4
LATE = 5_000
ROUNDS = 15
YEAR = 2025
AS_OF = date(YEAR, 12, 17)
GOAL = 2.0

# Triggers and foreign keys are off for this session only: what is loaded is balanced by construction.
LOAD = """
WITH accounts AS (
    SELECT array_agg(id ORDER BY code) AS ids FROM masterdata.account
), entries AS (
    INSERT INTO accounting.journal_entry
        (id, company, number, effective_on, recorded_at, tx, description, origin, posted_by)
    SELECT uuidv7(), $1, 'BENCH-' || n, make_date($4, 1, 1) + n % 365, now(),
           pg_current_xact_id()::text::bigint, 'bench', 'bench:' || n, $1
    FROM generate_series($2::int, $3::int) AS n
    RETURNING id, effective_on
), numbered AS (
    SELECT id, effective_on, row_number() OVER () AS n FROM entries
)
INSERT INTO accounting.journal_line
    (id, company, entry, line_no, account, debit, credit, currency, effective_on, tx)
SELECT uuidv7(), $1, e.id, l.no,
       accounts.ids[1 + ((e.n * 7 + l.no * 13) % cardinality(accounts.ids))::int],
       CASE WHEN l.no <= 2 THEN 100 + e.n % 900 ELSE 0 END,
       CASE WHEN l.no > 2 THEN 100 + e.n % 900 ELSE 0 END,
       'JPY', e.effective_on, pg_current_xact_id()::text::bigint
FROM numbered e CROSS JOIN accounts CROSS JOIN generate_series(1, 4) AS l(no)
"""

ONE_MONTH = """
SELECT count(*) || ' ' || sum(debit) || ' ' || sum(credit) FROM accounting.journal_line
WHERE company = $1 AND effective_on >= $2 AND effective_on < $3
"""


async def load(owner_dsn: str, company: UUID, database: Database) -> None:
    """A million lines, all but the last few rolled up."""
    owner = await asyncpg.connect(owner_dsn)
    try:
        await owner.execute("SET session_replication_role = replica")
        early, late = (LINES - LATE) // LINES_OF_ENTRY, LINES // LINES_OF_ENTRY
        await owner.execute(LOAD, company, 1, early, YEAR)
        await owner.execute("VACUUM ANALYZE accounting.journal_line")
        await roll_up(database)
        await owner.execute(LOAD, company, early + 1, late, YEAR)
        for table in ("journal_line", "journal_entry", "account_month", "account_day"):
            await owner.execute(f"VACUUM ANALYZE accounting.{table}")
    finally:
        await owner.close()


async def bench(database: Database, owner_dsn: str, company: UUID) -> list[Row]:
    """Load the lines, then measure; `owner_dsn` is a superuser's, for the load."""
    await load(owner_dsn, company, database)
    asking = founder(company)
    month = (date(YEAR, 11, 1), date(YEAR, 12, 1))
    ours, limit = [], []
    for _ in range(ROUNDS):
        ours.append(await _timed(lambda: trial_balance(asking, database, as_of=AS_OF)))
        limit.append(await _timed(lambda: database.read(ONE_MONTH, company, *month, company=company)))
    return [
        Row("trial balance at 1,000,000 lines", "s", median(ours), median(limit), at_most=GOAL),
    ]


def placed(sql: str, **values: Any) -> tuple[str, list[Any]]:
    """`:name` placeholders as PostgreSQL takes them."""
    names = [name for name in values if re.search(rf"(?<!:):{name}\b", sql)]
    for place, name in enumerate(names, 1):
        sql = re.sub(rf"(?<!:):{name}\b", f"${place}", sql)
    return sql, [values[name] for name in names]


async def _timed(ask: Callable[[], Any]) -> float:
    began = clock.monotonic()
    await ask()
    return clock.monotonic() - began
