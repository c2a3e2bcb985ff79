"""The kinds and lives of sheets and leave.

>>> TIMESHEET.after("approve_timesheet", SheetState.SUBMITTED)
<SheetState.APPROVED: 'APPROVED'>
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle
from modules.attendance.rules.overtime import OvertimeLevel
from modules.attendance.rules.working_time import DayKind

__all__ = ["OvertimeLevel", "DayKind"]


class SheetState(StrEnum):
    """How far a person's sheet of a month is."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"


class EntrySource(StrEnum):
    """Where an entry of a day comes from."""

    IMPORT = "IMPORT"
    DECLARED = "DECLARED"
    CORRECTION = "CORRECTION"


class ClockSource(StrEnum):
    """What saw somebody come and go."""

    CARD = "CARD"
    PC_LOG = "PC_LOG"
    PHONE = "PHONE"
    OTHER = "OTHER"


class LeaveNature(StrEnum):
    """What a kind of leave is to law and payroll."""

    ANNUAL = "ANNUAL"
    SPECIAL_PAID = "SPECIAL_PAID"
    UNPAID = "UNPAID"


class LeavePart(StrEnum):
    """How much of a day is taken off."""

    DAY = "DAY"
    MORNING = "MORNING"
    AFTERNOON = "AFTERNOON"
    HOURS = "HOURS"


class LeaveState(StrEnum):
    """How far a request for leave is."""

    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    CANCELLED = "CANCELLED"


class GrantGround(StrEnum):
    """Why days were granted."""

    LAW = "LAW"
    TAKEN_OVER = "TAKEN_OVER"
    SPECIAL = "SPECIAL"


class PayrollLineKind(StrEnum):
    """A month's figures, or what a later correction changed of a closed month's."""

    MONTH = "MONTH"
    DIFFERENCE = "DIFFERENCE"


class PayItemSide(StrEnum):
    """Whether something is paid beside the wages or taken off them."""

    ALLOWANCE = "ALLOWANCE"
    DEDUCTION = "DEDUCTION"


class TextEncoding(StrEnum):
    """How the letters of a file are written."""

    UTF8 = "UTF8"
    CP932 = "CP932"


_Sheet = SheetState
TIMESHEET = Lifecycle(
    "timesheet",
    {
        "submit_timesheet": ({_Sheet.OPEN}, _Sheet.SUBMITTED),
        "return_timesheet": ({_Sheet.SUBMITTED, _Sheet.APPROVED}, _Sheet.OPEN),
        "approve_timesheet": ({_Sheet.SUBMITTED}, _Sheet.APPROVED),
        "close_work_month": ({_Sheet.APPROVED}, _Sheet.CLOSED),
    },
)
_Leave = LeaveState
LEAVE_REQUEST = Lifecycle(
    "leave_request",
    {
        "approve_leave": ({_Leave.SUBMITTED}, _Leave.APPROVED),
        "reject_leave": ({_Leave.SUBMITTED}, _Leave.REJECTED),
        "withdraw_leave_request": ({_Leave.SUBMITTED}, _Leave.WITHDRAWN),
        "cancel_leave": ({_Leave.APPROVED}, _Leave.CANCELLED),
    },
)
