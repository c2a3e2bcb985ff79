"""A day of a closed month put right: the month stands still, the difference waits for the next one."""

from decimal import Decimal
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.counting import Counted, Ground, count, ground_of
from modules.attendance.ruling import Rule
from modules.attendance.saying import Told, keep_entries
from modules.attendance.states import DayKind, EntrySource

LINE = "SELECT id FROM attendance.payroll_line WHERE timesheet = $1 AND kind = 'MONTH'"
MINUTES = ("worked", "extra", "night", "statutory_holiday", "holiday", "late", "early")


async def correct_closed(
    act: Act, sheet: dict[str, Any], told: Told, seen: dict[str, Any], rule: Rule
) -> None:
    """The new word is kept, and what it changes in that month's figures, linked to the line it corrects."""
    await lock_name(act, "work_week", told.person)
    line = await act.tx.value(LINE, sheet["id"])
    if line is None:
        raise NotFound("PayrollLine", sheet["id"], field="on")
    ground = await ground_of(act, [told.person], told.on, told.on, rule)
    place = (told.person, told.on)
    before = _of_sheet(ground, sheet, count(ground, ground.entries))
    (kept,) = await keep_entries(act, [told], EntrySource.CORRECTION, is_after_close=True, **seen)
    row = {"spans": told.spans, "rests": told.rests, "break_minutes": told.break_minutes}
    entries = ground.entries | {place: row}
    after = _of_sheet(ground, sheet, count(ground, entries))
    change = {name: after[name] - before[name] for name in before}
    was, now = _absent(ground, place, ground.entries), _absent(ground, place, entries)
    made = {
        "id": new_id(),
        "company": act.company,
        "payroll_line": line,
        "timesheet": sheet["id"],
        "person": told.person,
        "on_day": told.on,
        "entry": kept["id"],
        "absent_days": now - was,
        "reason": told.reason,
        "taken_into": None,
        "entered_by": act.actor,
        "entered_at": act.at,
    }
    await act.tx.insert(tables.PayrollDifference, [made | change])


def _of_sheet(ground: Ground, sheet: dict[str, Any], told: dict[Any, Counted]) -> dict[str, int]:
    """The sums of the counted week, as far as it lies in the closed sheet."""
    mine = [one for place, one in told.items() if ground.days[place]["timesheet"] == sheet["id"]]
    sums = {f"{name}_minutes": sum(getattr(one.figures, name) for one in mine) for name in MINUTES}
    return sums | {
        "overtime_minutes": sum(one.overtime for one in mine),
        "worked_days": sum(one.figures.worked > 0 for one in mine),
    }


def _absent(ground: Ground, place: Any, entries: Any) -> Decimal:
    """What of the day is missed without leave."""
    entry, off = entries.get(place), ground.leave.get(place)
    spans = entry["spans"] if entry is not None else None
    is_workday = ground.days[place]["kind"] == DayKind.WORKDAY.value
    if entry is None or not is_workday or spans not in ((), "[]", []):
        return Decimal(0)
    return Decimal(1) - (off.days if off else Decimal(0))
