"""Whether process figures come in the time a page has, over a million rows of audit and ten years of cases.

100,000 claims live through three states each, one in ten is sent back once; the rest of the million rows are
changes that are no transitions. A month and a year are asked for as the pages ask; the first roll-up reads
everything, a later one only what came since.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.database import Database
from modules.kpi import reports
from modules.kpi.jobs import roll_up_transitions
from tests.bench.rows import Row
from tests.bench.trial_balance import placed

CASES, ROWS, LATE, ROUNDS, BATCH = 100_000, 1_000_000, 1_000, 7, 5_000
STEPS = """
INSERT INTO kernel.audit (at, actor, verb, via, company, table_name, row_id, kind, changes)
SELECT timestamptz '2017-01-01 09:00+09' + n * interval '52 minutes' + each.after, $2, each.verb, 'bench', $1,
       'expenses.expense_claim', md5('case' || n)::uuid, each.kind, each.changes::jsonb
FROM generate_series($3::int, $4::int) n CROSS JOIN LATERAL (VALUES
    (0, interval '0', 'draft_expense_claim', 'I', '{"state": "DRAFT", "department": null}'),
    (1, interval '2 hours', 'submit_expense_claim', 'U', '{"state": ["DRAFT", "SUBMITTED"]}'),
    (2, interval '5 hours', 'return_expense_claim', 'U', '{"state": ["SUBMITTED", "DRAFT"]}'),
    (3, interval '9 hours', 'submit_expense_claim', 'U', '{"state": ["DRAFT", "SUBMITTED"]}'),
    (4, interval '30 hours', 'post_expense_claim', 'U', '{"state": ["SUBMITTED", "POSTED"]}')
) each (at, after, verb, kind, changes)
WHERE n % 10 = 0 OR each.at NOT IN (2, 3)
"""
OTHERS = """
INSERT INTO kernel.audit (at, actor, verb, via, company, table_name, row_id, kind, changes)
SELECT timestamptz '2017-01-01 09:00+09' + n * interval '7 minutes', $2, 'post_entry', 'bench', $1,
       'accounting.journal_line', md5('other' || n)::uuid, 'I', '{"debit": 100, "credit": 0}'
FROM generate_series($3::int, $4::int) n
"""
MONTH = {"from_day": date(2026, 6, 1), "until_day": date(2026, 6, 30)}
YEAR = {"from_day": date(2025, 7, 1), "until_day": date(2026, 6, 30)}
ANY = {"kind": "expense_claim", "department": None, "version": None}


async def bench(database: Database, owner_dsn: str, company: UUID) -> list[Row]:
    """The roll-ups, and the figures of a month and of a year."""
    owner = await asyncpg.connect(owner_dsn)
    try:
        actor = await owner.fetchval("SELECT id FROM access.app_user ORDER BY id LIMIT 1")
        for begin in range(1, CASES, BATCH):
            await owner.execute(STEPS, company, actor, begin, begin + BATCH - 1)
        there = await owner.fetchval("SELECT count(*) FROM kernel.audit")
        for begin in range(1, ROWS - there, 10 * BATCH):
            await owner.execute(OTHERS, company, actor, begin, min(begin + 10 * BATCH - 1, ROWS - there))
        await owner.execute("VACUUM ANALYZE kernel.audit")
        rows = [
            Row(f"process figures: first roll-up of {ROWS:,}", "s", await _once(database), None, at_most=90)
        ]
        await owner.execute("VACUUM ANALYZE kpi.transition")
        await owner.execute(STEPS, company, actor, CASES + 1, CASES + LATE)
        rows.append(
            Row(
                f"process figures: roll-up of {LATE:,} new cases", "s", await _once(database), None, at_most=1
            )
        )
    finally:
        await owner.close()
    for name, span in (("a month", MONTH), ("a year", YEAR)):
        for told, sql in (
            ("figures", reports.OVERVIEW),
            ("steps", reports.STEPS),
            ("months", reports.BY_MONTH),
        ):
            text, args = placed(sql, company=company, **span, **ANY)
            took = await _median(lambda text=text, args=args: database.rows(text, *args, company=company))
            most = 0.3 if span is MONTH else 2.0
            rows.append(Row(f"process {told} of {name}", "s", took, None, at_most=most))
    return rows


async def _once(database: Database) -> float:
    began = clock.monotonic()
    await roll_up_transitions(database)
    return clock.monotonic() - began


async def _median(ask: Callable[[], Awaitable[Any]]) -> float:
    await ask()
    times = []
    for _ in range(ROUNDS):
        began = clock.monotonic()
        await ask()
        times.append(clock.monotonic() - began)
    return median(times)
