"""The law's figures of a day, read from dated rows by one statement."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from erp import masterdata
from erp.kernel.database import Transaction
from modules.attendance.rules.overtime import Limits
from modules.attendance.rules.paid_leave import Full, LeaveRow
from modules.attendance.rules.working_time import Law

ON = """
    SELECT kind, value FROM masterdata.statutory_value
    WHERE kind = ANY($1::text[]) AND is_active AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
"""
TIME = (
    "WORKING_DAY_MINUTES", "WORKING_WEEK_MINUTES", "NIGHT_FROM_MINUTE", "NIGHT_UNTIL_MINUTE",
    "BREAK_SHORT_OVER", "BREAK_SHORT", "BREAK_LONG_OVER", "BREAK_LONG",
)  # fmt: skip
OVERTIME = (
    "OVERTIME_MONTH_HOURS", "OVERTIME_YEAR_HOURS", "OVERTIME_MONTH_HOURS_VARIABLE",
    "OVERTIME_YEAR_HOURS_VARIABLE", "OVERTIME_SPECIAL_YEAR_HOURS", "OVERTIME_SPECIAL_TIMES",
    "OVERTIME_CEILING_HOURS", "OVERTIME_AVERAGE_HOURS", "OVERTIME_ALERT_HOURS",
    "OVERTIME_AVERAGE_ALERT_HOURS", "OVERTIME_YEAR_ALERT_HOURS", "OVERTIME_FORECAST_DAY",
    "DOCTOR_INTERVIEW_HOURS",
)  # fmt: skip
LEAVE = (
    "LEAVE_FIRST_MONTHS", "LEAVE_EVERY_MONTHS", "LEAVE_ATTENDANCE_SHARE", "LEAVE_VALID_MONTHS",
    "LEAVE_HOURLY_DAYS", "LEAVE_FULL_WEEKLY_MINUTES", "LEAVE_FULL_WEEKLY_DAYS", "LEAVE_FULL_YEARLY_DAYS",
    "LEAVE_DUTY_FROM_DAYS", "LEAVE_DUTY_DAYS", "LEAVE_DUTY_FIRST_ALERT", "LEAVE_DUTY_SECOND_ALERT",
)  # fmt: skip


async def figures_on(tx: Transaction, kinds: Iterable[str], on: date) -> dict[str, Decimal]:
    """The figures of these kinds that hold on a day; refuses where one is missing."""
    wanted = list(kinds)
    found = {row["kind"]: Decimal(row["value"]) for row in await tx.rows(ON, wanted, on)}
    for kind in wanted:
        if kind not in found:
            raise masterdata.NoStatutoryValue(kind, on)
    return found


async def time_law(tx: Transaction, on: date) -> Law:
    """What counts as overtime, night and break on a day."""
    told = {kind: int(value) for kind, value in (await figures_on(tx, TIME, on)).items()}
    return Law(
        day=told["WORKING_DAY_MINUTES"],
        week=told["WORKING_WEEK_MINUTES"],
        night=(told["NIGHT_FROM_MINUTE"], told["NIGHT_UNTIL_MINUTE"]),
        breaks=(
            (told["BREAK_SHORT_OVER"], told["BREAK_SHORT"]),
            (told["BREAK_LONG_OVER"], told["BREAK_LONG"]),
        ),
    )


def limits_of(agreement: dict[str, Decimal], told: dict[str, Decimal], special: bool) -> Limits:
    """The limits of an agreement in minutes, with the ceilings of the law and the steps that are told."""
    near = min(told["OVERTIME_ALERT_HOURS"], agreement["month_hours"])
    return Limits(
        month=_minutes(agreement["month_hours"]),
        year=_minutes(agreement["year_hours"]),
        special=special,
        special_year=_minutes(agreement["special_year_hours"]),
        special_times=int(agreement["special_times"]),
        ceiling=_minutes(told["OVERTIME_CEILING_HOURS"]),
        average=_minutes(told["OVERTIME_AVERAGE_HOURS"]),
        near=_minutes(near),
        average_near=_minutes(told["OVERTIME_AVERAGE_ALERT_HOURS"]),
        year_near=_minutes(told["OVERTIME_YEAR_ALERT_HOURS"]),
        doctor=_minutes(told["DOCTOR_INTERVIEW_HOURS"]),
    )


def _minutes(hours: Decimal) -> int:
    return int(hours * 60)


def full_of(told: dict[str, Decimal]) -> Full:
    """From when on the full table of paid leave counts."""
    return Full(
        weekly_minutes=int(told["LEAVE_FULL_WEEKLY_MINUTES"]),
        weekly_days=int(told["LEAVE_FULL_WEEKLY_DAYS"]),
        yearly_days=int(told["LEAVE_FULL_YEARLY_DAYS"]),
    )


async def leave_table(tx: Transaction, on: date) -> list[LeaveRow]:
    """The statutory table of paid leave that holds on a day."""
    rows = await tx.rows(
        """SELECT months, days, weekly_days, yearly_from, yearly_to FROM attendance.leave_table_row
           WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)""",
        on,
    )
    return [LeaveRow(**dict(row)) for row in rows]
