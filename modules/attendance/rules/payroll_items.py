"""What a payroll may be told of a person's month, and how each kind of figure is written.

>>> [shown(PayrollFigure.OVERTIME, 605, form) for form in ("HM", "DECIMAL", "MINUTES")]
['10:05', '10.08', '605']
>>> from decimal import Decimal
>>> shown(PayrollFigure.PAID_LEAVE_DAYS, Decimal("1.500000"), "HM")
'1.5'
>>> shown(PayrollFigure.EXPENSES, Decimal("3300.0000"), "HM")
'3300'
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from modules.attendance.rules.clock import written


class PayrollFigure(StrEnum):
    """One figure of a person's month."""

    NUMBER = "NUMBER"
    NAME = "NAME"
    MONTH = "MONTH"
    FROM_DAY = "FROM_DAY"
    TO_DAY = "TO_DAY"
    RULE_VERSION = "RULE_VERSION"
    CLOSED_BY = "CLOSED_BY"
    LINE_KIND = "LINE_KIND"
    SCHEDULED_DAYS = "SCHEDULED_DAYS"
    SCHEDULED = "SCHEDULED"
    WORKED_DAYS = "WORKED_DAYS"
    WORKED = "WORKED"
    EXTRA = "EXTRA"
    OVERTIME = "OVERTIME"
    OVERTIME_BEYOND = "OVERTIME_BEYOND"
    NIGHT = "NIGHT"
    STATUTORY_HOLIDAY = "STATUTORY_HOLIDAY"
    HOLIDAY = "HOLIDAY"
    LATE = "LATE"
    EARLY = "EARLY"
    ABSENT_DAYS = "ABSENT_DAYS"
    PAID_LEAVE_DAYS = "PAID_LEAVE_DAYS"
    PAID_LEAVE_TIME = "PAID_LEAVE_TIME"
    SPECIAL_LEAVE_DAYS = "SPECIAL_LEAVE_DAYS"
    UNPAID_LEAVE_DAYS = "UNPAID_LEAVE_DAYS"
    PAID_LEAVE_LEFT = "PAID_LEAVE_LEFT"
    ON_CALL_DAYS = "ON_CALL_DAYS"
    COMMUTING_DAYS = "COMMUTING_DAYS"
    ALLOWANCES = "ALLOWANCES"
    DEDUCTIONS = "DEDUCTIONS"
    EXPENSES = "EXPENSES"


COLUMN = {
    PayrollFigure.NUMBER: "employee_number",
    PayrollFigure.NAME: "person_name",
    PayrollFigure.MONTH: "month",
    PayrollFigure.FROM_DAY: "from_on",
    PayrollFigure.TO_DAY: "to_on",
    PayrollFigure.RULE_VERSION: "rule_version",
    PayrollFigure.CLOSED_BY: "closed_by_name",
    PayrollFigure.LINE_KIND: "kind",
    PayrollFigure.SCHEDULED: "scheduled_minutes",
    PayrollFigure.WORKED: "worked_minutes",
    PayrollFigure.EXTRA: "extra_minutes",
    PayrollFigure.OVERTIME: "overtime_minutes",
    PayrollFigure.OVERTIME_BEYOND: "overtime_beyond_minutes",
    PayrollFigure.NIGHT: "night_minutes",
    PayrollFigure.STATUTORY_HOLIDAY: "statutory_holiday_minutes",
    PayrollFigure.HOLIDAY: "holiday_minutes",
    PayrollFigure.LATE: "late_minutes",
    PayrollFigure.EARLY: "early_minutes",
    PayrollFigure.PAID_LEAVE_TIME: "paid_leave_minutes",
}


class TimeForm(StrEnum):
    """How times are written: 10:30, 10.50 or 630."""

    HM = "HM"
    DECIMAL = "DECIMAL"
    MINUTES = "MINUTES"


def column_of(item: PayrollFigure) -> str:
    """The column of a payroll line that holds an item."""
    return COLUMN.get(item, item.value.lower())


def shown(item: PayrollFigure, value: Any, form: str) -> str:
    """A figure as the payroll reads it."""
    if value is None:
        return ""
    if column_of(item).endswith("_minutes"):
        if form == TimeForm.MINUTES:
            return str(value)
        if form == TimeForm.HM:
            return written(value)
        return str((Decimal(value) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
