"""Set a scheduled day: one that is something else than its weekday says, for a pattern or for one person."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.opening import plan_again
from modules.attendance.ruling import rule_or_none
from modules.attendance.states import DayKind
from modules.attendance.timing import time_given

REASON_LIMIT = 200


async def set_scheduled_day(
    *,
    act: Act,
    on: date,
    kind: DayKind,
    pattern: UUID | None = None,
    person: UUID | None = None,
    starts_at: str | None = None,
    ends_at: str | None = None,
    break_minutes: int | None = None,
    reason: str | None = None,
) -> UUID:
    """A day off for the company's foundation, a Saturday that is worked instead, other hours in a variable
    schedule. Said again the last word counts; days of open sheets follow at once.
    """
    if (pattern is None) == (person is None):
        raise BadInput("pattern", "ONE_OF_TWO")
    starts, ends = _times(starts_at, ends_at, break_minutes or 0)
    table, wanted = ("work_pattern", pattern) if pattern is not None else ("employee", person)
    column = "id" if pattern is not None else "person"
    if not await act.tx.value(
        f"SELECT true FROM attendance.{table} WHERE {column} = $1 AND company = $2", wanted, act.company
    ):
        raise NotFound(
            "WorkPattern" if pattern else "Employee", wanted, field="pattern" if pattern else "person"
        )
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "pattern": pattern,
        "person": person,
        "on_day": on,
        "kind": kind.value,
        "starts": starts,
        "ends": ends,
        "break_minutes": None if starts is None else break_minutes or 0,
        "reason": (reason or "").strip()[:REASON_LIMIT] or None,
        "set_by": act.actor,
        "set_at": act.at,
    }
    await act.tx.insert(tables.ScheduledDay, [row])
    rule = await rule_or_none(act, on)
    if rule is not None:
        await plan_again(act, None if person is None else [person], on, on, rule)
    return made


def _times(starts_at: str | None, ends_at: str | None, pause: int) -> tuple[int | None, int | None]:
    starts, ends = time_given("startsAt", starts_at), time_given("endsAt", ends_at)
    if (starts is None) != (ends is None):
        raise BadInput("endsAt" if ends is None else "startsAt", "REQUIRED")
    if starts is not None and ends is not None:
        if ends <= starts:
            raise BadInput("endsAt", "ENDS_BEFORE_IT_BEGINS")
        if not 0 <= pause < ends - starts:
            raise BadInput("breakMinutes", "OUT_OF_RANGE", least=0, most=ends - starts - 1)
    return starts, ends
