"""Tasks near or past their deadline: one mail a person and day, counted to the deadline as the law has it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.settings import load
from modules.hr.listing import list_tasks_for
from modules.hr.states import PersonChangeKind

# A task is reminded of from so many days before its deadline on.
AHEAD = timedelta(days=3)
# Contracts that end by themselves get their checklist so many days before.
ENDING = timedelta(days=30)
SHOWN = 30
DUE = """
    SELECT k.id, k.title_ja, k.title_en, k.due_on, k.is_legal, p.number, p.name, u.id AS user_id,
           u.name AS user_name, u.email, u.language
    FROM hr.checklist_task k JOIN hr.checklist c ON c.id = k.checklist AND NOT c.is_void
    JOIN hr.person p ON p.id = k.person
    CROSS JOIN LATERAL (SELECT CASE k.owner WHEN 'ACCOUNTING' THEN 'hr.read_accounting_tasks'
        WHEN 'IT' THEN 'hr.read_it_tasks' ELSE 'hr.hire_person' END AS permission) wanted
    JOIN access.app_user u ON u.is_active AND NOT u.is_service AND (u.id = k.assignee
        OR k.assignee IS NULL AND EXISTS (
            SELECT FROM access.role_grant g JOIN access.role r ON r.id = g.role AND r.code <> 'administrator'
            JOIN access.role_permission o ON o.role = g.role AND o.permission = wanted.permission
            JOIN access.role_permission f ON f.role = g.role AND f.permission = 'hr.finish_checklist_task'
            WHERE g.holder = u.id AND (g.in_company IS NULL OR g.in_company = $1)))
    WHERE k.company = $1 AND k.state IN ('OPEN', 'DOING') AND k.due_on <= $2
      AND (k.reminded_on IS NULL OR k.reminded_on < $3)
    ORDER BY k.due_on, k.id LIMIT 5000
"""
ENDS = """
    SELECT e.id, e.person, e.last_day FROM hr.employment e
    WHERE e.company = $1 AND e.last_day BETWEEN $2 AND $3 AND e.last_day >= e.starts_on
      AND NOT EXISTS (SELECT FROM hr.checklist c WHERE c.company = $1 AND c.employment = e.id
                      AND c.occasion = 'LEAVING' AND NOT c.is_void)
"""
WORDS = {
    "ja": (
        "人事の手続 {count} 件の期限が近づいています",
        "{name} 様\n\n次の手続の期限が近いか、過ぎています。",
    ),
    "en": ("{count} tasks of the people office are due", "Dear {name},\n\nthese tasks are due soon or late."),
}


async def remind(act: Act) -> int:
    """Remind everybody of what is due; answers how many tasks that were."""
    rows = await act.tx.rows(DUE, act.company, act.today + AHEAD, act.today)
    by_user: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_user[row["user_id"]].append(row)
    for user, tasks in by_user.items():
        address = (tasks[0]["email"] or "").strip()
        if mail.is_address(address):
            subject, text = _written(act, tasks)
            origin = f"hr:tasks:{user}:{act.today}:{tasks[0]['id']}"
            await mail.send(act, to=[address], subject=subject, text=text, origin=origin)
    reminded = sorted({row["id"] for row in rows})
    await act.tx.run(
        "UPDATE hr.checklist_task SET reminded_on = $2 WHERE id = ANY($1::uuid[])", reminded, act.today
    )
    return len(reminded)


async def list_endings(act: Act) -> int:
    """Make the checklists of contracts that end by themselves; answers how many people that were."""
    rows = await act.tx.rows(ENDS, act.company, act.today, act.today + ENDING)
    for row in rows:
        await list_tasks_for(act, row["person"], PersonChangeKind.LEAVING_SET, row["last_day"], row["id"])
    return len(rows)


def _written(act: Act, tasks: Sequence[Any]) -> tuple[str, str]:
    language = tasks[0]["language"] if tasks[0]["language"] in WORDS else "ja"
    subject, greeting = WORDS[language]
    late = {"ja": "期限切れ ", "en": "late "}[language]
    legal = {"ja": "【法定】", "en": "[law] "}[language]
    lines = [
        f"- {each['due_on']} {late if each['due_on'] < act.today else ''}{legal if each['is_legal'] else ''}"
        f"{each['title_' + language]} ({each['number']} {each['name']})"
        for each in tasks[:SHOWN]
    ]
    text = "\n".join(
        [greeting.format(name=tasks[0]["user_name"]), "", *lines, "", f"{load().address}/hr/board", ""]
    )
    return subject.format(count=len(tasks)), text
