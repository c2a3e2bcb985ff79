"""What is left of somebody's grants, and taking from it: the oldest first, never more than was granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.planning import calendar_of, days_between
from modules.attendance.refusals import HourlyLeaveUsedUp, NotEnoughLeave, NoWorkingDay
from modules.attendance.rules.paid_leave import HALF, Left, TooLittle, expiry, taken_from
from modules.attendance.rules.working_time import DayKind
from modules.attendance.states import LeavePart

LEFT = """
    SELECT g.id, g.granted_on, g.expires_on,
           g.days - coalesce(sum(CASE WHEN t.returns IS NULL THEN t.days ELSE -t.days END), 0) AS left
    FROM attendance.leave_grant g LEFT JOIN attendance.leave_taking t ON t.leave_grant = g.id
    WHERE g.company = $1 AND g.person = $2 AND g.kind = $3 GROUP BY g.id ORDER BY g.expires_on, g.granted_on
"""
BY_THE_HOUR = """
    SELECT coalesce(sum(CASE WHEN t.returns IS NULL THEN t.days ELSE -t.days END), 0)
    FROM attendance.leave_taking t
    WHERE t.company = $1 AND t.person = $2 AND t.kind = $3 AND t.part = 'HOURS' AND t.on_day BETWEEN $4 AND $5
"""
EXACT, HOUR = Decimal("0.000001"), 60


@dataclass(frozen=True, slots=True)
class LeaveDay:
    """What of one working day is asked for."""

    on: date
    days: Decimal
    minutes: int


async def leave_days(
    act: Act, person: UUID, from_on: date, to_on: date, part: LeavePart, hours: int | None
) -> list[LeaveDay]:
    """The working days between two days, each with the part of it that is asked for."""
    calendar = await calendar_of(act, [person], from_on, to_on)
    found = []
    for on in days_between(from_on, to_on):
        plan = calendar.of(person, on).plan
        if plan.kind is not DayKind.WORKDAY:
            continue
        if part is LeavePart.HOURS:
            # A day by the hour is the agreed time, in whole hours (a part of one counts as one).
            whole = -(-plan.minutes // HOUR)
            share = (Decimal(hours or 0) / whole).quantize(EXACT, rounding=ROUND_DOWN)
            found.append(LeaveDay(on, min(share, Decimal(1)), min((hours or 0) * HOUR, plan.minutes)))
        elif part is LeavePart.DAY:
            found.append(LeaveDay(on, Decimal(1), plan.minutes))
        else:
            found.append(LeaveDay(on, HALF, plan.minutes // 2))
    if not found:
        raise NoWorkingDay()
    return found


async def balances(act: Act, person: UUID, kind: UUID) -> list[Left]:
    """Every grant of a kind and what is left of it."""
    rows = await act.tx.rows(LEFT, act.company, person, kind)
    return [
        Left(grant=row["id"], granted_on=row["granted_on"], expires_on=row["expires_on"], days=row["left"])
        for row in rows
    ]


def parts_of(days: Sequence[LeaveDay], grants: Sequence[Left]) -> list[tuple[LeaveDay, UUID, Decimal]]:
    """Which day takes how much from which grant; refuses where it is not enough."""
    left = {each.grant: each.days for each in grants}
    found: list[tuple[LeaveDay, UUID, Decimal]] = []
    for day in days:
        now = [
            Left(grant=g.grant, granted_on=g.granted_on, expires_on=g.expires_on, days=left[g.grant])
            for g in grants
        ]
        try:
            parts = taken_from(day.days, day.on, now)
        except TooLittle:
            usable = sum((g.days for g in now if g.granted_on <= day.on <= g.expires_on), Decimal(0))
            raise NotEnoughLeave(sum((each.days for each in days), Decimal(0)), usable) from None
        for grant, part in parts:
            left[grant.grant] -= part
            found.append((day, UUID(str(grant.grant)), part))
    return found


async def require_hourly(
    act: Act, person: UUID, kind: UUID, wanted: Decimal, on: date, limit: Decimal
) -> None:
    """By the hour no more than so many days within the year of the last grant."""
    since = await act.tx.value(
        """SELECT max(granted_on) FROM attendance.leave_grant
           WHERE company = $1 AND person = $2 AND kind = $3 AND granted_on <= $4""",
        act.company,
        person,
        kind,
        on,
    )
    first = since or on
    used = await act.tx.value(BY_THE_HOUR, act.company, person, kind, first, expiry(first, 12))
    if used + wanted > limit:
        raise HourlyLeaveUsedUp(limit, used)


async def take(act: Act, request: dict[str, Any], days: Sequence[LeaveDay], needs_grant: bool) -> None:
    """Write what each day takes."""
    await lock_name(act, "leave", request["person"])
    parts: list[tuple[LeaveDay, UUID | None, Decimal]] = [(day, None, day.days) for day in days]
    if needs_grant:
        grants = await balances(act, request["person"], request["kind"])
        parts = [(day, grant, part) for day, grant, part in parts_of(days, grants)]
    told: set[date] = set()
    rows = []
    for day, grant, part in parts:
        # A day that takes from two grants is away once: its minutes stand in the first of its rows.
        minutes = 0 if day.on in told else day.minutes
        told.add(day.on)
        rows.append(_taking(act, request, day.on, grant, part, minutes))
    await act.tx.insert(tables.LeaveTaking, rows)


def _taking(
    act: Act, request: dict[str, Any], on: date, grant: UUID | None, days: Decimal, minutes: int
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "leave_request": request["id"],
        "leave_grant": grant,
        "person": request["person"],
        "kind": request["kind"],
        "on_day": on,
        "part": request["part"],
        "days": days,
        "minutes": minutes,
        "returns": None,
        "taken_by": act.actor,
        "taken_at": act.at,
    }


async def give_back(act: Act, request: dict[str, Any]) -> None:
    """Answer every taking of a request with its return."""
    await lock_name(act, "leave", request["person"])
    taken = await act.tx.rows(
        "SELECT * FROM attendance.leave_taking WHERE leave_request = $1 AND returns IS NULL", request["id"]
    )
    rows = [
        _taking(act, request, row["on_day"], row["leave_grant"], row["days"], row["minutes"])
        | {"returns": row["id"], "part": row["part"]}
        for row in taken
    ]
    await act.tx.insert(tables.LeaveTaking, rows)
