"""Days of leave that must be taken within a year of the grant: who has not, told twice (HR-33)."""

from datetime import date
from typing import Any

from erp.kernel import mail
from erp.kernel.asking import Act
from modules.attendance.law import LEAVE, figures_on
from modules.attendance.rules.paid_leave import months_later
from modules.attendance.ruling import Rule

# A year of duty that begins anew while another runs replaces it. Whole and half days count, hours do not.
DUTY = """
    SELECT g.id, g.person, e.number, e.name, e.email, e.manager_email, g.granted_on, g.duty_days, g.duty_from,
           g.duty_until, coalesce(t.taken, 0) AS taken
    FROM attendance.leave_grant g JOIN attendance.employee e ON e.id = g.employee
    LEFT JOIN LATERAL (
        SELECT sum(CASE WHEN k.returns IS NULL THEN k.days ELSE -k.days END) AS taken
        FROM attendance.leave_taking k
        WHERE k.person = g.person AND k.company = g.company AND k.kind = g.kind AND k.part <> 'HOURS'
          AND k.on_day BETWEEN g.duty_from AND g.duty_until
    ) t ON true
    WHERE g.company = $1 AND g.duty_days IS NOT NULL AND $2 BETWEEN g.duty_from AND g.duty_until
      AND (e.last_day IS NULL OR e.last_day >= $2)
      AND NOT EXISTS (SELECT FROM attendance.leave_grant n WHERE n.person = g.person AND n.company = g.company
                      AND n.kind = g.kind AND n.granted_on > g.granted_on AND n.duty_from = g.duty_from)
    ORDER BY e.number
"""


def step_of(begun: date, today: date, first: int, second: int) -> int:
    """How many of the two reminders are due.

    >>> [step_of(date(2026, 4, 1), date(2026, month, day), 6, 9) for month, day in ((9, 30), (10, 1))]
    [0, 1]
    >>> step_of(date(2026, 4, 1), date(2027, 1, 1), 6, 9)
    2
    """
    return (today >= months_later(begun, first)) + (today >= months_later(begun, second))


async def remind_duty(act: Act, rule: Rule) -> int:
    """Tell the person and the manager at each of the two steps, once; answers how many were told."""
    told = await figures_on(act.tx, LEAVE, act.today)
    first, second = int(told["LEAVE_DUTY_FIRST_ALERT"]), int(told["LEAVE_DUTY_SECOND_ALERT"])
    count = 0
    for row in await act.tx.rows(DUTY, act.company, act.today):
        step = step_of(row["duty_from"], act.today, first, second)
        if step and row["taken"] < row["duty_days"]:
            count += await _mail(act, row, step)
    return count


async def _mail(act: Act, row: Any, step: int) -> int:
    to = sorted(each for each in {row["email"], row["manager_email"]} - {None} if mail.is_address(each))
    if not to:
        return 0
    left = f"{(row['duty_days'] - row['taken']).normalize():f}"
    await mail.send(
        act,
        to=to,
        subject=f"年次有給休暇の取得のお願い {row['name']}",
        text=f"{row['number']} {row['name']} さんは {row['duty_until']} までに、"
        f"あと {left} 日の年休を取る必要があります。",
        origin=f"leave_duty:{row['id']}:{step}",
    )
    return 1
