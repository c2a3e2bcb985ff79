"""What was agreed for each day of many people: patterns, calendars and holidays, read by a constant number of
statements.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance.rules.working_time import DayKind, Plan

USES = """
    SELECT u.person, u.valid_from, p.* FROM attendance.pattern_use u
    JOIN attendance.work_pattern p ON p.id = u.pattern
    WHERE u.company = $1 AND u.person = ANY($2::uuid[]) AND u.valid_from <= $3
    ORDER BY u.person, u.valid_from DESC
"""
SPECIAL = """
    SELECT DISTINCT ON (pattern, person, on_day) * FROM attendance.scheduled_day
    WHERE company = $1 AND on_day BETWEEN $3 AND $4 AND (person IS NULL OR person = ANY($2::uuid[]))
    ORDER BY pattern, person, on_day, set_at DESC, id DESC
"""
HOLIDAYS = "SELECT day FROM masterdata.holiday WHERE day BETWEEN $1 AND $2"
_LETTERS = {"W": DayKind.WORKDAY, "H": DayKind.HOLIDAY, "S": DayKind.STATUTORY_HOLIDAY}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of one day, and the pattern it comes from."""

    plan: Plan
    is_variable: bool
    break_from: int | None
    break_minutes: int


class Calendar:
    """The plans of many people between two days."""

    def __init__(self, uses: Any, special: Any, holidays: set[date]) -> None:
        self._uses: dict[UUID, list[Any]] = defaultdict(list)
        for row in uses:
            self._uses[row["person"]].append(row)
        self._special = {(row["pattern"] or row["person"], row["on_day"]): row for row in special}
        self._holidays = holidays

    def has(self, person: UUID, on: date) -> bool:
        """Whether anything was agreed with this person by that day."""
        return self._use(person, on) is not None

    def of(self, person: UUID, on: date) -> Planned:
        """The plan of a day; without a pattern it is a day off."""
        use = self._use(person, on)
        if use is None:
            return Planned(Plan(DayKind.HOLIDAY), False, None, 0)
        special = self._special.get((person, on)) or self._special.get((use["id"], on))
        kind = _LETTERS[use["week"][on.weekday()]]
        if kind is DayKind.WORKDAY and use["keeps_holidays"] and on in self._holidays:
            kind = DayKind.HOLIDAY
        starts, ends, pause = use["starts"], use["ends"], use["break_minutes"]
        if special is not None:
            kind = DayKind(special["kind"])
            if special["starts"] is not None:
                starts, ends, pause = special["starts"], special["ends"], special["break_minutes"] or 0
        if kind is not DayKind.WORKDAY:
            return Planned(Plan(kind), use["is_variable"], use["break_from"], pause)
        plan = Plan(kind, starts, ends, ends - starts - pause)
        return Planned(plan, use["is_variable"], use["break_from"], pause)

    def _use(self, person: UUID, on: date) -> Any:
        return next((row for row in self._uses.get(person, ()) if row["valid_from"] <= on), None)


async def calendar_of(act: Act, people: Collection[UUID], first: date, last: date) -> Calendar:
    """The plans of these people from one day to another, both included."""
    wanted = sorted(set(people))
    uses = await act.tx.rows(USES, act.company, wanted, last)
    special = await act.tx.rows(SPECIAL, act.company, wanted, first, last)
    holidays = {row["day"] for row in await act.tx.rows(HOLIDAYS, first, last)}
    return Calendar(uses, special, holidays)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day, both included."""
    while first <= last:
        yield first
        first += ONE_DAY
