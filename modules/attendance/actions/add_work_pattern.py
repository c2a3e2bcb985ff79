"""Add a work pattern: hours that are agreed with many people."""

import re
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.timing import time_given, time_needed, words

WEEK = re.compile(r"[WHS]{7}")


async def add_work_pattern(
    *,
    act: Act,
    code: str,
    name: str,
    starts_at: str,
    ends_at: str,
    break_minutes: int,
    week: str = "WWWWWHS",
    break_at: str | None = None,
    keeps_holidays: bool = True,
    is_variable: bool = False,
    weekly_days: int | None = None,
    yearly_days: int | None = None,
) -> UUID:
    """`week` says what each weekday is, Monday first: W work, H holiday, S the statutory holiday.

    `yearly_days` is for people whose days a week are not fixed; their leave follows it. With `keeps_holidays`
    the country's holidays are free; with `is_variable` the hours vary over a year and follow the calendar.
    """
    starts, ends = time_needed("startsAt", starts_at), time_needed("endsAt", ends_at)
    break_from = time_given("breakAt", break_at)
    _check(week, starts, ends, break_minutes, weekly_days, yearly_days)
    if await act.tx.value(
        "SELECT true FROM attendance.work_pattern WHERE company = $1 AND code = $2", act.company, code.strip()
    ):
        raise BadInput("code", "CODE_THERE", given=code)
    made, working = new_id(), week.count("W")
    days = weekly_days if weekly_days is not None else None if yearly_days is not None else working
    row = {
        "id": made,
        "company": act.company,
        "code": words("code", code, 20),
        "name": words("name", name),
        "week": week,
        "starts": starts,
        "ends": ends,
        "break_from": break_from,
        "break_minutes": break_minutes,
        "keeps_holidays": keeps_holidays,
        "is_variable": is_variable,
        "weekly_days": days,
        "yearly_days": yearly_days,
        "weekly_minutes": (ends - starts - break_minutes) * (working if days is None else days),
        "is_active": True,
    }
    await act.tx.insert(tables.WorkPattern, [row])
    return made


def _check(
    week: str, starts: int, ends: int, break_minutes: int, weekly_days: int | None, yearly_days: int | None
) -> None:
    if not WEEK.fullmatch(week):
        raise BadInput("week", "NOT_A_WEEK", given=week[:20])
    if ends <= starts or starts >= 1440:
        raise BadInput("endsAt", "ENDS_BEFORE_IT_BEGINS")
    if not 0 <= break_minutes < ends - starts:
        raise BadInput("breakMinutes", "OUT_OF_RANGE", least=0, most=ends - starts - 1)
    for field, value, most in (("weeklyDays", weekly_days, 7), ("yearlyDays", yearly_days, 366)):
        if value is not None and not 1 <= value <= most:
            raise BadInput(field, "OUT_OF_RANGE", least=1, most=most)
