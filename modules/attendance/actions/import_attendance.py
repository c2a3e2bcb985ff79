"""Import attendance: a file of a clock is taken over as a whole or not at all, and nothing of it twice."""

import asyncio
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.files import Attached, keep_as
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_number
from modules.attendance import tables
from modules.attendance.column_sets import columns_of
from modules.attendance.counting import recount
from modules.attendance.employing import employees, refresh
from modules.attendance.importing import headings_of, open_months, told_days, unknown_people, what_is_new
from modules.attendance.refusals import AttendanceFileThere, AttendanceFileUnreadable, AttendancePreview
from modules.attendance.rules.attendance_csv import AttendanceItem, Shape, Wrong, read_attendance, twice
from modules.attendance.ruling import rule_on
from modules.attendance.saying import Told, keep_entries
from modules.attendance.states import ClockSource, EntrySource


async def import_attendance(
    *,
    act: Act,
    file: Attached,
    format: UUID,
    clock_source: ClockSource = ClockSource.CARD,
    preview: bool = False,
) -> UUID:
    """Take over what is new in a file; what an earlier one told already is passed over.

    `ATTENDANCE_FILE_UNREADABLE` names every line that cannot be taken: renamed columns, unknown numbers,
    lines twice, stays that overlap, times nobody can have worked, days put right by hand, closed days.
    """
    saved = await columns_of(act, format, is_outgoing=False)
    headings = headings_of(saved["columns"])
    shape = Shape(headings, saved["encoding"], saved["skip_rows"])
    read = await asyncio.to_thread(read_attendance, file.content, shape)
    _refuse([*read.errors, *(() if read.errors else twice(read.lines, headings))])
    await lock_name(act, "attendance_import", act.company)
    there = await act.tx.value(
        "SELECT number FROM attendance.attendance_import WHERE company = $1 AND sha256 = $2",
        act.company,
        file.sha256,
    )
    if there:
        raise AttendanceFileThere(there)
    await refresh(act, act.today)
    people = {each["number"]: each for each in (await employees(act)).values()}
    _refuse(unknown_people(read.lines, people, headings[AttendanceItem.NUMBER]))
    first, last = min(each.on for each in read.lines), max(each.on for each in read.lines)
    rule = await rule_on(act, first)
    told = told_days(read.lines, people, clock_source)
    await open_months(act, told, rule)
    new, wrong = await what_is_new(act, told, headings[AttendanceItem.NUMBER])
    _refuse(wrong)
    if preview:
        raise AttendancePreview(len(read.lines), len(new), first, last)
    head = {
        "column_set": format,
        "from_on": first,
        "to_on": last,
        "line_count": len(read.lines),
        "new_count": len(new),
    }
    made = await _keep(act, file, head, new)
    await recount(act, {each.person for each in new}, first, last, rule)
    return made


def _refuse(errors: list[Wrong]) -> None:
    if errors:
        raise AttendanceFileUnreadable(
            [
                {"row": str(each.row), "column": each.column, "reason": each.reason, "given": each.given}
                for each in errors
            ]
        )


async def _keep(act: Act, file: Attached, head: dict[str, Any], new: list[Told]) -> UUID:
    made = new_id()
    own = {
        "id": made,
        "company": act.company,
        "number": await next_number(act, "attendance_import", head["to_on"]),
        "file": await keep_as(act, file, permission="attendance.read_attendance_import"),
        "file_name": file.name,
        "sha256": file.sha256,
        "imported_by": act.actor,
        "imported_at": act.at,
    }
    await act.tx.insert(tables.AttendanceImport, [head | own])
    await keep_entries(act, new, EntrySource.IMPORT, attendance_import=made)
    return made
