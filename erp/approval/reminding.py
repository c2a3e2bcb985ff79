"""Telling people what waits for them, reminding them, and passing up what they left: one mail a person,
never one a case.

Who has no mail address is told by his inbox alone. Nothing is reminded and nothing passed up in a
company that has not
said after how many days of work it wants that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.approval import tables
from erp.approval.rerouting import plea_of, task_row
from erp.approval.rules.staff import Plea, Staff
from erp.approval.rules.working_days import after_days
from erp.approval.staffing import policy_on, staff_on
from erp.approval.states import TaskBasis
from erp.approval.submitting import due_on
from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from erp.settings import load

SHOWN = 30
# A delegate is told what waits for the one he stands in for.
ASKED = """
    SELECT t.id, t.opened_at::date AS opened_on, c.number, c.title, c.amount, c.currency,
           u.id AS person, u.name, u.email, u.language, r.name AS requester
    FROM approval.case_task t JOIN approval.approval_case c ON c.id = t.approval_case
    JOIN access.app_user u ON u.is_active AND u.id = coalesce(
        (SELECT d.delegate FROM approval.delegation d
         WHERE approval.standing_in(d.delegate, t.person, c.id, $2) = d.id AND d.company = $1 LIMIT 1),
             t.person)
    JOIN access.app_user r ON r.id = c.requester
    WHERE t.company = $1 AND t.state = 'OPEN' AND c.state = 'PENDING'
"""
NEW = ASKED + " AND t.told_at IS NULL ORDER BY t.opened_at, t.id LIMIT 2000"
OLD = (
    ASKED
    + """
    AND (t.reminded_on IS NULL OR t.reminded_on < $2) AND t.opened_at::date <= $3
    ORDER BY t.opened_at, t.id LIMIT 2000
"""
)
OVERDUE = """
    SELECT t.id, t.approval_case, t.step, t.person, t.role FROM approval.case_task t
    JOIN approval.case_step s ON s.id = t.step
    WHERE t.company = $1 AND t.state = 'OPEN' AND s.state = 'OPEN' AND s.due_on < $2 ORDER BY t.step, t.id
"""
LINES = {
    "ja": (
        "承認待ち {count} 件",
        "{name} 様\n\n次の申請が承認を待っています。",
        "ほか {more} 件",
        "承認待ちの画面",
    ),
    "en": (
        "{count} waiting for you",
        "Dear {name},\n\nthese requests wait for you.",
        "and {more} more",
        "Inbox",
    ),
}


async def tell_asked(act: Act) -> int:
    """Tell everybody what has come since; answers how many items that were."""
    rows = await act.tx.rows(NEW, act.company, act.today)
    await _write(act, rows, "asked")
    told = [{"id": row["id"], "told_at": act.at} for row in rows]
    await act.tx.update(tables.CaseTask, told)
    return len(told)


async def remind(act: Act) -> int:
    """Remind everybody of what has waited for so many days of work; answers how many items that were."""
    policy = await policy_on(act, act.today)
    if policy is None or not policy["reminder_days"]:
        return 0
    before = await _days_ago(act, policy["reminder_days"])
    rows = await act.tx.rows(OLD, act.company, act.today, before)
    await _write(act, rows, f"reminder:{act.today}")
    await act.tx.update(tables.CaseTask, [{"id": row["id"], "reminded_on": act.today} for row in rows])
    return len(rows)


async def escalate(act: Act) -> int:
    """Ask those above as well where a step is overdue; the time begins anew. Answers how many were asked."""
    late = await act.tx.rows(OVERDUE, act.company, act.today)
    if not late:
        return 0
    cases = {
        row["id"]: row
        for row in await lock_rows(act, tables.ApprovalCase, [task["approval_case"] for task in late])
    }
    staff = await staff_on(act.tx, act.today)
    there: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await act.tx.rows(
        "SELECT step, person FROM approval.case_task WHERE step = ANY($1::uuid[])",
        sorted({task["step"] for task in late}),
    ):
        there[row["step"]].add(row["person"])
    fresh = []
    for task in late:
        plea = plea_of(cases[task["approval_case"]])
        above = next(_above(task, plea, staff, there[task["step"]]), None)
        if above is not None:
            there[task["step"]].add(above)
            fresh.append(task_row(act, task, above, TaskBasis.OVERDUE.value, None))
    due = await due_on(act)
    await act.tx.insert(tables.CaseTask, fresh)
    steps = [{"id": step, "due_on": due} for step in sorted({task["step"] for task in late})]
    await act.tx.update(tables.CaseStep, steps)
    return len(fresh)


def _above(task: Any, plea: Plea, staff: Staff, taken: Collection[UUID]) -> Iterator[UUID]:
    """Those above who is asked, then those above who asks, then the fallback."""
    lines = (staff.line(task["person"]), staff.line(plea.requester), staff.holding(staff.fallback_role))
    return (each for line in lines for each in line if each not in taken and staff.answers(each, plea))


async def _days_ago(act: Act, days: int) -> date:
    """The last day from which so many days of work have gone by."""
    start = act.today - timedelta(days=4 * days + 31)
    closed = await masterdata.closed_days(act.tx, act.company, start, act.today)
    here = act.today
    while after_days(here, days, closed) > act.today:
        here -= timedelta(days=1)
    return here


async def _write(act: Act, rows: Sequence[Any], what: str) -> None:
    by_person: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_person[row["person"]].append(row)
    for person, items in by_person.items():
        address = (items[0]["email"] or "").strip()
        if mail.is_address(address):
            subject, text = _digest(items)
            origin = f"approval:{what}:{person}:{items[0]['id']}"
            await mail.send(act, to=[address], subject=subject, text=text, origin=origin)


def _digest(items: Sequence[Any]) -> tuple[str, str]:
    first = items[0]
    subject, greeting, more, inbox = LINES[first["language"] if first["language"] in LINES else "ja"]
    lines = [
        f"- {each['number']} {each['title']}  {each['amount']:,.0f} {each['currency']}  ({each['requester']})"
        for each in items[:SHOWN]
    ]
    if len(items) > SHOWN:
        lines.append(more.format(more=len(items) - SHOWN))
    lines += ["", f"{inbox}: {load().address}/approval/inbox"]
    text = "\n".join([greeting.format(name=first["name"]), "", *lines, ""])
    return subject.format(count=len(items)), text
