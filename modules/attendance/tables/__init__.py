"""Time, leave and what a payroll is told of them."""

from piccolo.table import Table

from modules.attendance.tables.leave import LeaveGrant, LeaveKind, LeaveRequest, LeaveTaking
from modules.attendance.tables.payroll import (
    PayAmount,
    PayItem,
    PayrollDifference,
    PayrollFile,
    PayrollLine,
    PayrollPeriod,
)
from modules.attendance.tables.people import (
    ColumnSet,
    Employee,
    LeaveTableRow,
    OvertimeAgreement,
    PatternUse,
    ScheduledDay,
    WorkPattern,
    WorkRule,
)
from modules.attendance.tables.sheets import (
    AttendanceImport,
    DayEntry,
    OvertimeNotice,
    Timesheet,
    WorkDay,
)

TABLES = (
    Employee,
    WorkRule,
    WorkPattern,
    PatternUse,
    ScheduledDay,
    OvertimeAgreement,
    LeaveTableRow,
    ColumnSet,
    AttendanceImport,
    Timesheet,
    DayEntry,
    WorkDay,
    OvertimeNotice,
    LeaveKind,
    LeaveGrant,
    LeaveRequest,
    LeaveTaking,
    PayItem,
    PayAmount,
    PayrollPeriod,
    PayrollLine,
    PayrollDifference,
    PayrollFile,
)

__all__ = [
    "TABLES",
    "AttendanceImport",
    "ColumnSet",
    "DayEntry",
    "Employee",
    "LeaveGrant",
    "LeaveKind",
    "LeaveRequest",
    "LeaveTableRow",
    "LeaveTaking",
    "OvertimeAgreement",
    "OvertimeNotice",
    "PatternUse",
    "PayAmount",
    "PayItem",
    "PayrollDifference",
    "PayrollFile",
    "PayrollLine",
    "PayrollPeriod",
    "ScheduledDay",
    "Table",
    "Timesheet",
    "WorkDay",
    "WorkPattern",
    "WorkRule",
]
