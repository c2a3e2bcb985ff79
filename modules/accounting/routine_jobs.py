"""What is posted by the calendar: recurring entries, reversals of accruals, shares of prepaid expenses.

Each is one transaction of its own, so that one that is refused holds back no other. Whenever this runs, what
has fallen due since is made, and nothing is made twice.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.errors import Refused
from erp.kernel.jobs import Job
from erp.kernel.labels import refusal_message
from modules.accounting import tables
from modules.accounting.accruing import locked_accrual, post_due_shares, take_back
from modules.accounting.recurring import catch_up, locked_recurring
from modules.accounting.routine_states import AccrualState

log = logging.getLogger("erp.accounting")
HOUR_S = 3600

RECURRING = "SELECT id FROM accounting.recurring_entry WHERE company = $1 AND state = 'ACTIVE' ORDER BY id"
ACCRUALS = """
    SELECT id FROM accounting.accrual
    WHERE company = $1 AND state = 'WAITING' AND reverse_on <= $2 ORDER BY reverse_on, id
"""
PREPAID = """
    SELECT DISTINCT prepaid AS id FROM accounting.prepaid_month
    WHERE company = $1 AND entry IS NULL AND effective_on <= $2 ORDER BY prepaid
"""


async def post_routine(database: Database) -> int:
    """All that has fallen due in every company; answers how many things were looked at."""
    looked_at = 0
    for company in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
        asking = await service_asking(database, company["id"])
        for sql, args, verb, work in (
            (RECURRING, (), "run_recurring_entry", _recur),
            (ACCRUALS, (asking.today,), "reverse_accrual", _take_back),
            (PREPAID, (asking.today,), "post_prepaid_month", post_due_shares),
        ):
            for row in await database.rows(sql, asking.company, *args, company=asking.company):
                looked_at += await _alone(database, asking, verb, work, row["id"])
    return looked_at


async def _alone(
    database: Database, asking: Any, verb: str, work: Callable[[Act, UUID], Awaitable[None]], key: UUID
) -> int:
    try:
        async with database.transaction(asking=asking, verb=verb) as tx:
            await work(Act(tx=tx, asking=asking, verb=verb), key)
    except Refused as refusal:  # told in the log and looked at again in an hour
        log.info("%s %s: %s", verb, key, refusal)
    return 1


async def _recur(act: Act, recurring: UUID) -> None:
    await catch_up(act, await locked_recurring(act, recurring))


async def _take_back(act: Act, accrual: UUID) -> None:
    row = await locked_accrual(act, accrual)
    if row["state"] != AccrualState.WAITING.value:
        return
    try:
        async with act.tx.savepoint("reversal"):
            await take_back(act, row, row["reverse_on"])
    except Refused as refusal:
        told = refusal_message(refusal, act.asking.language)
        await act.tx.update(tables.Accrual, [{"id": accrual, "refusal": told}])


ROUTINE_JOBS = (Job("post_routine", HOUR_S, post_routine),)
