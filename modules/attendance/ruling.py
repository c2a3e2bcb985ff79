"""How the company counts on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance.refusals import NoWorkRule
from modules.attendance.rules.periods import month_of, period_of, week_of

ON = """
    SELECT * FROM attendance.work_rule WHERE company = $1 AND valid_from <= $2
    ORDER BY valid_from DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of the company's rule."""

    id: UUID
    version: int
    closing_day: int
    week_starts_on: int
    rounds_month: bool
    half_days: bool
    hourly_leave: bool
    unified: tuple[int, int] | None
    gap_minutes: int
    remind_after_days: int

    def month_of(self, day: date) -> date:
        return month_of(day, self.closing_day)

    def period_of(self, month: date) -> tuple[date, date]:
        return period_of(month, self.closing_day)

    def week_of(self, day: date) -> tuple[date, date]:
        return week_of(day, self.week_starts_on)


async def rule_or_none(act: Act, on: date) -> Rule | None:
    """The version that holds on a day; nothing where the company keeps no time here."""
    row = await act.tx.row(ON, act.company, on)
    if row is None:
        return None
    unified = None if row["unified_month"] is None else (row["unified_month"], row["unified_day"])
    return Rule(
        row["id"],
        row["version"],
        row["closing_day"],
        row["week_starts_on"],
        row["rounds_month"],
        row["half_days"],
        row["hourly_leave"],
        unified,
        row["gap_minutes"],
        row["remind_after_days"],
    )


async def rule_on(act: Act, on: date) -> Rule:
    """The same; refused where nobody has set one."""
    found = await rule_or_none(act, on)
    if found is None:
        raise NoWorkRule(on)
    return found
