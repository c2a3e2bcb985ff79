"""Paid leave of the law: granted to everybody on his day, once, by that day's pattern (HR-30 to HR-35)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.employing import employees
from modules.attendance.law import LEAVE, figures_on, full_of, leave_table
from modules.attendance.rules.paid_leave import (
    GrantDay,
    LeaveRow,
    Pattern,
    attended_enough,
    days_due,
    duty,
    expiry,
    grant_days,
)
from modules.attendance.ruling import Rule
from modules.attendance.states import GrantGround

# How far a run looks back: a job that stood still makes up for it, years before this system stay as they are.
LOOKED_BACK = timedelta(days=62)
ANNUAL = "SELECT id FROM attendance.leave_kind WHERE nature = 'ANNUAL' AND is_active ORDER BY code LIMIT 1"
GRANTS = """
    SELECT person, granted_on, duty_days, duty_from, duty_until, ground FROM attendance.leave_grant
    WHERE company = $1 AND kind = $2 AND person = ANY($3::uuid[]) ORDER BY person, granted_on
"""
PATTERNS = """
    SELECT u.person, u.valid_from, p.weekly_days, p.weekly_minutes, p.yearly_days
    FROM attendance.pattern_use u JOIN attendance.work_pattern p ON p.id = u.pattern
    WHERE u.company = $1 AND u.person = ANY($2::uuid[]) ORDER BY u.person, u.valid_from DESC
"""
# Days that were scheduled and are known, and those of them that count as attended: worked, or on leave that
# counts. Work accidents, maternity, childcare and care leave are kinds that count.
ATTENDED = """
    SELECT w.person, count(*)::int AS scheduled,
           count(*) FILTER (WHERE w.worked_minutes > 0 OR EXISTS (
               SELECT FROM attendance.leave_taking t JOIN attendance.leave_kind k ON k.id = t.kind
               WHERE t.company = w.company AND t.person = w.person AND t.on_day = w.on_day
                 AND t.returns IS NULL AND k.counts_as_attendance
                 AND NOT EXISTS (SELECT FROM attendance.leave_taking b WHERE b.returns = t.id)
           ))::int AS attended
    FROM unnest($2::uuid[], $3::date[], $4::date[]) AS asked (person, since, until)
    JOIN attendance.work_day w ON w.company = $1 AND w.person = asked.person
         AND w.on_day >= asked.since AND w.on_day < asked.until
    WHERE w.kind = 'WORKDAY' AND (w.entry IS NOT NULL OR w.leave_days > 0) GROUP BY w.person
"""


async def grant_due(act: Act, rule: Rule, until: date) -> int:
    """Grant what fell due in the last weeks; again it grants nothing. Answers how many grants were made."""
    kind = await act.tx.value(ANNUAL)
    if kind is None:
        return 0
    await lock_name(act, "annual_leave", act.company)
    told = await figures_on(act.tx, LEAVE, until)
    due = _due(await employees(act), told, rule, until)
    if not due:
        return 0
    known: dict[UUID, list[Any]] = defaultdict(list)
    for row in await act.tx.rows(GRANTS, act.company, kind, sorted(due)):
        known[row["person"]].append(row)
    wanted = {
        who: [each for each in days if each.on not in {row["granted_on"] for row in known[who]}]
        for who, (_, days) in due.items()
    }
    people = sorted(who for who, days in wanted.items() if days)
    patterns = await _patterns(act, people)
    shares = await _shares(
        act, {who: _span(due[who][0]["starts_on"], wanted[who][-1], told) for who in people}
    )
    table = await leave_table(act.tx, until)
    rows = []
    for who in people:
        before = list(known[who])
        for day in wanted[who]:
            pattern = _pattern_on(patterns.get(who, ()), day.on)
            if pattern is None:
                continue
            row = _grant(act, due[who][0], kind, day, pattern, shares.get(who), told, table, before)
            rows.append(row)
            before.append(row)
    await act.tx.insert(tables.LeaveGrant, rows)
    return len(rows)


def _due(
    people: dict[UUID, dict[str, Any]], told: dict[str, Decimal], rule: Rule, until: date
) -> dict[UUID, tuple[dict[str, Any], list[GrantDay]]]:
    first, every = int(told["LEAVE_FIRST_MONTHS"]), int(told["LEAVE_EVERY_MONTHS"])
    found = {}
    for who, each in people.items():
        if each["starts_on"] is None or each["state"] == "LEFT":
            continue
        last = min(until, each["last_day"]) if each["last_day"] else until
        all_days = grant_days(each["starts_on"], last, first=first, every=every, unified=rule.unified)
        days = [day for day in all_days if day.on > until - LOOKED_BACK]
        if days:
            found[who] = (each, days)
    return found


def _span(hired: date, day: GrantDay, told: dict[str, Decimal]) -> tuple[date, date]:
    """The period whose attendance counts: from the grant before, or from the first day."""
    if day.months <= int(told["LEAVE_FIRST_MONTHS"]):
        return hired, day.on
    return day.on.replace(year=day.on.year - 1, day=min(day.on.day, 28)), day.on


async def _patterns(act: Act, people: Iterable[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in await act.tx.rows(PATTERNS, act.company, list(people)):
        found[row["person"]].append(row)
    return found


def _pattern_on(rows: Iterable[Any], on: date) -> Pattern | None:
    for row in rows:
        if row["valid_from"] <= on:
            return Pattern(
                weekly_days=row["weekly_days"],
                weekly_minutes=row["weekly_minutes"],
                yearly_days=row["yearly_days"],
            )
    return None


async def _shares(act: Act, spans: dict[UUID, tuple[date, date]]) -> dict[UUID, tuple[int, int]]:
    people = sorted(spans)
    since, until = [spans[who][0] for who in people], [spans[who][1] for who in people]
    rows = await act.tx.rows(ATTENDED, act.company, people, since, until)
    return {row["person"]: (row["attended"], row["scheduled"]) for row in rows}


def _grant(
    act: Act,
    employee: dict[str, Any],
    kind: UUID,
    day: GrantDay,
    pattern: Pattern,
    share: tuple[int, int] | None,
    told: dict[str, Decimal],
    table: list[LeaveRow],
    before: list[Any],
) -> dict[str, Any]:
    attended, scheduled = share or (None, None)
    enough = share is None or attended_enough(*share, told["LEAVE_ATTENDANCE_SHARE"])
    days = days_due(pattern, day.months, table, full_of(told)) if enough else Decimal(0)
    row = {
        "id": new_id(),
        "company": act.company,
        "employee": employee["id"],
        "person": employee["person"],
        "kind": kind,
        "granted_on": day.on,
        "expires_on": expiry(day.on, int(told["LEAVE_VALID_MONTHS"])),
        "days": days,
        "ground": GrantGround.LAW.value,
        "service_months": day.months,
        "attended_days": attended,
        "scheduled_days": scheduled,
        "note": None,
        "granted_by": act.actor,
        "granted_at": act.at,
    }
    return row | _duty(day.on, days, told, before)


def _duty(on: date, days: Decimal, told: dict[str, Decimal], before: list[Any]) -> dict[str, Any]:
    """How many days must be taken until when; where two years overlap they are made one (HR-34)."""
    none = {"duty_days": None, "duty_from": None, "duty_until": None}
    every = int(told["LEAVE_EVERY_MONTHS"])
    if days < told["LEAVE_DUTY_FROM_DAYS"]:
        return none
    running = [
        row for row in before if row["duty_until"] is not None and row["granted_on"] < on <= row["duty_until"]
    ]
    if running:
        first = running[-1]["granted_on"]
        wanted = duty(told["LEAVE_DUTY_DAYS"], first, on, every)
        return {"duty_days": wanted, "duty_from": first, "duty_until": expiry(on, every)}
    return {"duty_days": told["LEAVE_DUTY_DAYS"], "duty_from": on, "duty_until": expiry(on, every)}
