"""What attendance does by the clock, for each company on its own day. Done again it changes nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from modules.attendance.chasing import chase
from modules.attendance.employing import refresh
from modules.attendance.granting import grant_due
from modules.attendance.opening import open_sheets
from modules.attendance.reminding import remind_duty
from modules.attendance.ruling import Rule, rule_or_none
from modules.attendance.watching import tell_overtime

Work = Callable[[Act, Rule], Awaitable[int]]


async def open_months(act: Act, rule: Rule) -> int:
    """People as HR tells them today, this month's sheets, and the next one's from a week before it begins."""
    await refresh(act, act.today)
    months = {rule.month_of(act.today), rule.month_of(act.today + timedelta(days=7))}
    return sum([len(await open_sheets(act, month, rule)) for month in sorted(months)])


async def watch_overtime(act: Act, rule: Rule) -> int:
    """This month's and the last one's overtime; a correction may have come late."""
    month = rule.month_of(act.today)
    before = rule.month_of(rule.period_of(month)[0] - timedelta(days=1))
    return await tell_overtime(act, before) + await tell_overtime(act, month)


async def grant_leave_due(act: Act, rule: Rule) -> int:
    """Paid leave of everybody whose day it is."""
    return await grant_due(act, rule, act.today)


def everywhere(verb: str, work: Work) -> Callable[[Database], Awaitable[int]]:
    """That work in each company that has a rule, in a transaction of its own."""

    async def run(database: Database) -> int:
        done = 0
        for row in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
            asking = await service_asking(database, row["id"])
            async with database.transaction(asking=asking, verb=verb) as tx:
                act = Act(tx=tx, asking=asking, verb=verb)
                rule = await rule_or_none(act, act.today)
                done += await work(act, rule) if rule is not None else 0
        return done

    return run


open_sheets_job = everywhere("open_work_month", open_months)
grant_leave_job = everywhere("grant_annual_leave", grant_leave_due)
watch_overtime_job = everywhere("watch_overtime", watch_overtime)
chase_timesheets_job = everywhere("chase_timesheets", chase)
remind_leave_job = everywhere("remind_leave_duty", remind_duty)

JOBS = (
    Job("open_timesheets", 3_600, open_sheets_job, takes_long=True),
    Job("grant_annual_leave", 3_600, grant_leave_job),
    Job("watch_overtime", 3_600, watch_overtime_job),
    Job("chase_timesheets", 3_600, chase_timesheets_job),
    Job("remind_leave_duty", 86_400, remind_leave_job),
)
