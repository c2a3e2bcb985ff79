"""Overtime against its limits: read for many people at once, told once each (HR-20)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.law import OVERTIME, figures_on, limits_of
from modules.attendance.rules.clock import written
from modules.attendance.rules.overtime import Alert, Limits, Month, OvertimeLevel, alerts, averages, forecast

# Every month of the last two years, with what later corrections changed of it; one statement for everybody.
MONTHS = """
    SELECT s.id, s.person, s.month, s.from_on, s.to_on, s.place, s.is_variable, s.state,
           s.overtime_minutes + coalesce(d.overtime, 0) AS overtime,
           s.statutory_holiday_minutes + coalesce(d.holiday, 0) AS holiday,
           e.number, e.name, e.email, e.manager_email, e.app_user, e.manager_user,
           coalesce(w.done, 0) AS done, coalesce(w.planned, 0) AS planned,
           a.id AS agreement, a.valid_from, a.month_hours, a.year_hours, a.has_special_clause,
           a.special_year_hours, a.special_times
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    LEFT JOIN (
        SELECT timesheet, sum(overtime_minutes) AS overtime, sum(statutory_holiday_minutes) AS holiday
        FROM attendance.payroll_difference WHERE company = $1 GROUP BY timesheet
    ) d ON d.timesheet = s.id
    LEFT JOIN (
        SELECT k.timesheet, count(*) FILTER (WHERE k.on_day < $3 OR k.entry IS NOT NULL) AS done,
               count(*) AS planned
        FROM attendance.timesheet m JOIN attendance.work_day k ON k.timesheet = m.id AND k.kind = 'WORKDAY'
        WHERE m.company = $1 AND m.month = $2 GROUP BY k.timesheet
    ) w ON w.timesheet = s.id
    LEFT JOIN attendance.overtime_agreement a ON a.company = s.company AND a.place = s.place
         AND a.is_variable = s.is_variable AND s.to_on BETWEEN a.valid_from AND a.valid_to
    WHERE s.company = $1 AND s.month <= $2 AND s.month > $2 - interval '24 months'
      AND ($4::uuid IS NULL OR e.app_user = $4 OR e.manager_user = $4)
      AND ($5::text IS NULL OR s.place = $5)
      AND s.person IN (SELECT n.person FROM attendance.timesheet n WHERE n.company = $1 AND n.month = $2)
    ORDER BY e.number, s.month
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """One person's overtime as of a month."""

    row: Any
    month: Month
    year: int
    times: int
    worst_average: int
    expected: int | None
    limits: Limits | None
    alerts: tuple[Alert, ...]


async def watched(
    act_or_tx: Any,
    company: UUID,
    month: date,
    today: date,
    *,
    reader: UUID | None = None,
    place: str | None = None,
) -> list[Watched]:
    """Everybody's overtime of a month, in the light of the months before."""
    tx = act_or_tx
    told = await figures_on(tx, OVERTIME, today if today >= month else month)
    rows = await tx.rows(MONTHS, company, month, today, reader, place)
    people: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        people[row["person"]].append(row)
    return [_one(months, told, today) for months in people.values()]


def _one(months: Sequence[Any], told: Any, today: date) -> Watched:
    last = months[-1]
    limits = None
    begins = last["month"]
    if last["agreement"] is not None:
        names = ("month_hours", "year_hours", "special_year_hours", "special_times")
        limits = limits_of({name: last[name] for name in names}, told, last["has_special_clause"])
        begins = last["valid_from"]
    year = [Month(row["overtime"], row["holiday"]) for row in months if row["to_on"] >= begins]
    before = [Month(row["overtime"], row["holiday"]) for row in months if row["to_on"] < begins]
    found = alerts(year, limits, before)
    month = Month(last["overtime"], last["holiday"])
    expected = _expected(last, month, int(told["OVERTIME_FORECAST_DAY"]), today)
    if limits is not None and expected is not None and expected > limits.month >= month.overtime:
        found = [Alert(OvertimeLevel.MONTH_FORECAST, expected), *found]
    totals = averages([*before, *year])
    return Watched(
        last,
        month,
        sum(each.overtime for each in year),
        sum(each.overtime > limits.month for each in year) if limits else 0,
        max((-(-total // many) for many, total in totals), default=0),
        expected,
        limits,
        tuple(found),
    )


def _expected(row: Any, month: Month, told_from: int, today: date) -> int | None:
    """What the month will come to, from its fifteenth day on, while it runs."""
    if not row["from_on"] + timedelta(days=told_from - 1) <= today <= row["to_on"]:
        return None
    return forecast(month.overtime, row["done"], row["planned"])


async def tell_overtime(act: Act, month: date) -> int:
    """Write down and mail every step that was reached and not told before; answers how many."""
    found = await watched(act.tx, act.company, month, act.today)
    known = {
        (row["person"], row["level"])
        for row in await act.tx.rows(
            "SELECT person, level FROM attendance.overtime_notice WHERE company = $1 AND month = $2",
            act.company,
            month,
        )
    }
    rows = []
    for one in found:
        new = [each for each in one.alerts if (one.row["person"], each.level.value) not in known]
        rows += [_notice(act, one, each, month) for each in new]
        if new:
            await _mail(act, one, new, month)
    await act.tx.insert(tables.OvertimeNotice, rows)
    return len(rows)


def _notice(act: Act, one: Watched, each: Alert, month: date) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "timesheet": one.row["id"],
        "person": one.row["person"],
        "month": month,
        "level": each.level.value,
        "minutes": each.minutes,
        "is_breach": each.is_breach,
        "told_at": act.at,
    }


WORDS = {
    OvertimeLevel.MONTH_FORECAST: "このまま進むと月の限度を超える見込みです",
    OvertimeLevel.MONTH_NEAR: "月の限度に近づいています",
    OvertimeLevel.MONTH_LIMIT: "月の限度に達しました",
    OvertimeLevel.MONTH_CEILING: "月の上限（休日労働を含む）に達しました",
    OvertimeLevel.AVERAGE_NEAR: "複数月平均が上限に近づいています",
    OvertimeLevel.AVERAGE_LIMIT: "複数月平均が上限に達しました",
    OvertimeLevel.TIMES_NEAR: "限度を超えた月が、あと1回で回数の上限です",
    OvertimeLevel.TIMES_LIMIT: "限度を超えた月が回数の上限に達しました",
    OvertimeLevel.TIMES_OVER: "限度を超えた月が回数の上限を超えました",
    OvertimeLevel.YEAR_LIMIT: "年の限度に達しました",
    OvertimeLevel.YEAR_NEAR: "年の上限に近づいています",
    OvertimeLevel.YEAR_SPECIAL: "年の上限に達しました",
    OvertimeLevel.DOCTOR: "医師の面接指導の対象です",
    OvertimeLevel.NO_AGREEMENT: "36協定のない事業場で時間外労働があります",
}


async def _mail(act: Act, one: Watched, told: Sequence[Alert], month: date) -> None:
    addresses = {one.row["email"], one.row["manager_email"]} - {None}
    to = sorted(each for each in addresses if mail.is_address(each))
    if not to:
        return
    lines = [f"・{WORDS[each.level]}（{written(each.minutes)}）" for each in told]
    levels = ",".join(sorted(each.level.value for each in told))
    await mail.send(
        act,
        to=to,
        subject=f"時間外労働のお知らせ {month:%Y-%m} {one.row['name']}",
        text="\n".join(
            [f"{one.row['number']} {one.row['name']} さんの {month:%Y年%m月} の時間外労働:", "", *lines]
        ),
        origin=f"overtime:{one.row['person']}:{month}:{levels}",
    )
