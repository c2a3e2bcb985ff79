"""Set the work rule: how the company counts from a day on. Each is a new version; the old ones stay."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables


async def set_work_rule(
    *,
    act: Act,
    valid_from: date,
    closing_day: int = 31,
    week_starts_on: int = 7,
    rounds_month: bool = False,
    half_days: bool = True,
    hourly_leave: bool = False,
    unified_month: int | None = None,
    unified_day: int | None = None,
    gap_minutes: int = 30,
    remind_after_days: int = 1,
) -> UUID:
    """The closing day (31: the last of the month), the first day of a week (1 Monday … 7 Sunday), whether the
    month's overtime is rounded at half an hour, how leave may be taken, a unified day of grants, from which
    gap between clock and declaration on a day is flagged, and after how many days sheets are asked for.
    """
    _check(
        closingDay=(closing_day, 1, 31),
        weekStartsOn=(week_starts_on, 1, 7),
        unifiedMonth=(unified_month or 1, 1, 12),
        unifiedDay=(unified_day or 1, 1, 28),
        gapMinutes=(gap_minutes, 0, 600),
        remindAfterDays=(remind_after_days, 0, 60),
    )
    if (unified_month is None) != (unified_day is None):
        raise BadInput("unifiedDay" if unified_day is None else "unifiedMonth", "REQUIRED")
    version = await _next_version(act, valid_from)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "version": version,
        "valid_from": valid_from,
        "closing_day": closing_day,
        "week_starts_on": week_starts_on,
        "rounds_month": rounds_month,
        "half_days": half_days,
        "hourly_leave": hourly_leave,
        "unified_month": unified_month,
        "unified_day": unified_day,
        "gap_minutes": gap_minutes,
        "remind_after_days": remind_after_days,
        "set_by": act.actor,
        "set_at": act.at,
    }
    await act.tx.insert(tables.WorkRule, [row])
    return made


def _check(**given: tuple[int, int, int]) -> None:
    for field, (value, least, most) in given.items():
        if not least <= value <= most:
            raise BadInput(field, "OUT_OF_RANGE", least=least, most=most)


async def _next_version(act: Act, valid_from: date) -> int:
    """Refuses a day on which another version begins."""
    await lock_name(act, "work_rule", act.company)
    last = await act.tx.row(
        """SELECT coalesce(max(version), 0) AS version, bool_or(valid_from = $2) AS taken
           FROM attendance.work_rule WHERE company = $1""",
        act.company,
        valid_from,
    )
    assert last is not None
    if last["taken"]:
        raise BadInput("validFrom", "DAY_TAKEN", given=valid_from)
    return int(last["version"]) + 1
