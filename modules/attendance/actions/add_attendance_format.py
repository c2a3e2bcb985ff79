"""Add an attendance format: which column of a clock's file is what."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.attendance.column_sets import Heading, keep_columns
from modules.attendance.rules.attendance_csv import AttendanceItem
from modules.attendance.states import TextEncoding


@dataclass(frozen=True, slots=True)
class AttendanceColumn:
    """A heading of the file and what stands under it."""

    heading: str
    item: AttendanceItem


async def add_attendance_format(
    *,
    act: Act,
    code: str,
    name: str,
    columns: list[AttendanceColumn],
    encoding: TextEncoding = TextEncoding.UTF8,
    skip_rows: int = 0,
) -> UUID:
    """A number, a day and both times (declared, or of the clock) are needed."""
    given = {each.item for each in columns}
    for needed in (
        {AttendanceItem.NUMBER},
        {AttendanceItem.DAY},
        {AttendanceItem.START, AttendanceItem.CLOCK_IN},
        {AttendanceItem.END, AttendanceItem.CLOCK_OUT},
    ):
        if not needed & given:
            raise BadInput("columns", "COLUMN_NEEDED", given=sorted(needed)[0].value)
    kept = [Heading(each.heading, each.item.value) for each in columns]
    return await keep_columns(act, code, name, encoding, kept, is_outgoing=False, skip_rows=skip_rows)
