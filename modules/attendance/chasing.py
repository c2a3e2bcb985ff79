"""What is asked of people every day: stamps that are missing, sheets that were not handed in (HR-11)."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from erp.kernel import mail
from erp.kernel.asking import Act
from modules.attendance.ruling import Rule

# Working days that are over and of which nothing is known.
MISSING = """
    SELECT e.person, e.number, e.name, e.email, e.manager_email, array_agg(w.on_day ORDER BY w.on_day) AS days
    FROM attendance.work_day w JOIN attendance.timesheet s ON s.id = w.timesheet
    JOIN attendance.employee e ON e.id = s.employee
    WHERE w.company = $1 AND w.on_day < $2 AND w.on_day >= $3 AND w.kind = 'WORKDAY' AND w.entry IS NULL
      AND w.leave_days < 1 AND s.state = 'OPEN' GROUP BY e.id ORDER BY e.number
"""
NOT_HANDED_IN = """
    SELECT e.person, e.number, e.name, e.email, e.manager_email, s.month, s.to_on
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    WHERE s.company = $1 AND s.state = 'OPEN' AND s.to_on + $3::int <= $2 AND s.to_on >= $4
    ORDER BY e.number, s.month
"""
NOT_APPROVED = """
    SELECT e.manager_email, array_agg(e.number || ' ' || e.name ORDER BY e.number) AS people, s.month
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    WHERE s.company = $1 AND s.state = 'SUBMITTED' AND e.manager_email IS NOT NULL AND s.to_on < $2
    GROUP BY e.manager_email, s.month ORDER BY 1, 3
"""
LOOKED_BACK = timedelta(days=62)


async def chase(act: Act, rule: Rule) -> int:
    """One mail a day to each person with all that is missing, and one to each manager; answers how many."""
    since = act.today - LOOKED_BACK
    people: dict[str, list[str]] = defaultdict(list)
    managers: dict[str, list[str]] = defaultdict(list)
    for row in await act.tx.rows(MISSING, act.company, act.today, since):
        days = "、".join(f"{day.month}/{day.day}" for day in row["days"][:20])
        _tell(people, managers, row, f"打刻・申告のない日: {days}")
    for row in await act.tx.rows(NOT_HANDED_IN, act.company, act.today, rule.remind_after_days, since):
        _tell(people, managers, row, f"未提出の勤務表: {row['month']:%Y年%m月}")
    for row in await act.tx.rows(NOT_APPROVED, act.company, act.today):
        names = "、".join(row["people"][:30])
        managers[row["manager_email"]].append(f"承認待ち {row['month']:%Y年%m月}: {names}")
    told = await _send(act, people, "勤怠の入力のお願い", "stamps", act.today)
    return told + await _send(act, managers, "部下の勤怠のお知らせ", "sheets", act.today)


def _tell(people: dict[str, list[str]], managers: dict[str, list[str]], row: Any, line: str) -> None:
    if row["email"]:
        people[row["email"]].append(line)
    if row["manager_email"]:
        managers[row["manager_email"]].append(f"{row['number']} {row['name']} {line}")


async def _send(act: Act, told: dict[str, list[str]], subject: str, what: str, on: date) -> int:
    count = 0
    for address, lines in sorted(told.items()):
        if mail.is_address(address):
            await mail.send(
                act, to=[address], subject=subject, text="\n".join(lines), origin=f"{what}:{on}:{address}"
            )
            count += 1
    return count
