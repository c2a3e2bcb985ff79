"""Request leave: whole days, half days or hours; whoever has to be asked is asked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_number
from modules.attendance import tables
from modules.attendance.balances import LeaveDay, balances, leave_days, parts_of, require_hourly
from modules.attendance.employing import employee_of
from modules.attendance.law import figures_on
from modules.attendance.planning import calendar_of
from modules.attendance.refusals import LeaveOverlaps, NoWorkPattern
from modules.attendance.requests import register_request, require_open_months
from modules.attendance.ruling import rule_on
from modules.attendance.states import LeaveNature, LeavePart, LeaveState

LONGEST, REASON_LIMIT, MOST_HOURS = timedelta(days=400), 300, 23
THERE = """
    SELECT number FROM attendance.leave_request
    WHERE company = $1 AND person = $2 AND state IN ('SUBMITTED', 'APPROVED')
      AND from_on <= $4 AND to_on >= $3
      AND NOT (part <> 'DAY' AND $5 <> 'DAY' AND (part = 'HOURS' OR part <> $5)) LIMIT 1
"""


async def request_leave(
    *,
    act: Act,
    kind: UUID,
    from_on: date,
    to_on: date | None = None,
    part: LeavePart = LeavePart.DAY,
    hours: int | None = None,
    reason: str | None = None,
    person: UUID | None = None,
) -> UUID:
    """For oneself, or for one's people. Refuses what is not there: days that are left, working days."""
    last = to_on or from_on
    _check_span(from_on, last, part, hours)
    if reason is not None and len(reason) > REASON_LIMIT:
        raise BadInput("reason", "TOO_LONG", limit=REASON_LIMIT)
    employee = await employee_of(act, person)
    wanted = await _kind(act, kind, from_on, part)
    who = employee["person"]
    await _require_pattern(act, employee, from_on, last)
    days = await leave_days(act, who, from_on, last, part, hours)
    taken = await act.tx.value(THERE, act.company, who, from_on, last, part.value)
    if taken:
        raise LeaveOverlaps(taken)
    sum_of = sum((each.days for each in days), Decimal(0))
    if wanted["needs_grant"]:
        await _require_left(act, who, kind, days, from_on, part, sum_of)
    row = {
        "id": new_id(),
        "company": act.company,
        "number": await next_number(act, "leave_request", act.today),
        "state": LeaveState.SUBMITTED.value,
        "employee": employee["id"],
        "person": who,
        "requested_by": act.actor,
        "kind": kind,
        "department": employee["department"],
        "from_on": from_on,
        "to_on": last,
        "part": part.value,
        "hours": hours,
        "days": sum_of,
        "reason": (reason or "").strip() or None,
        "requested_at": act.at,
    }
    await require_open_months(act, row)
    await act.tx.insert(tables.LeaveRequest, [row])
    await register_request(act, row, f"{employee['name']} {wanted['name_ja']}")
    await approval.submit(act, "leave_request", row["id"])
    return row["id"]


def _check_span(from_on: date, last: date, part: LeavePart, hours: int | None) -> None:
    if not from_on <= last <= from_on + LONGEST:
        raise BadInput("toOn", "ENDS_BEFORE_IT_BEGINS", valid_from=from_on, valid_to=last)
    by_hour = part is LeavePart.HOURS
    if by_hour != (hours is not None) or (hours is not None and not 1 <= hours <= MOST_HOURS):
        raise BadInput("hours", "HOURS_AND_PART")


async def _require_pattern(act: Act, employee: dict[str, Any], from_on: date, last: date) -> None:
    """Requests of one person wait for each other; without agreed hours no day is a working day."""
    await lock_name(act, "leave", employee["person"])
    if not (await calendar_of(act, [employee["person"]], from_on, last)).has(employee["person"], last):
        raise NoWorkPattern([employee["number"]])


async def _kind(act: Act, kind: UUID, on: date, part: LeavePart) -> Any:
    """The kind, where it may be taken in such parts."""
    wanted = await act.tx.row("SELECT * FROM attendance.leave_kind WHERE id = $1 AND is_active", kind)
    if wanted is None:
        raise NotFound("LeaveKind", kind, field="kind")
    rule = await rule_on(act, on)
    if part in (LeavePart.MORNING, LeavePart.AFTERNOON) and not rule.half_days:
        raise BadInput("part", "NO_HALF_DAYS")
    if part is LeavePart.HOURS and not (rule.hourly_leave and wanted["nature"] == LeaveNature.ANNUAL.value):
        raise BadInput("part", "NO_HOURLY_LEAVE")
    return wanted


async def _require_left(
    act: Act, who: UUID, kind: UUID, days: list[LeaveDay], on: date, part: LeavePart, wanted: Decimal
) -> None:
    """Enough is left; what others asked for and nobody decided yet is not counted."""
    parts_of(days, await balances(act, who, kind))
    if part is LeavePart.HOURS:
        limit = (await figures_on(act.tx, ["LEAVE_HOURLY_DAYS"], on))["LEAVE_HOURLY_DAYS"]
        await require_hourly(act, who, kind, wanted, on, limit)
