"""Cases nobody can decide: too few of those who are asked are there, and nobody was found to ask instead.

The house looks for somebody else by itself; what stands here is what is left when there is nobody.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from erp.approval.rerouting import plea_of, speakers
from erp.approval.rules.asking import why_moved
from erp.approval.rules.staff import Staff
from erp.approval.staffing import STAFF, staff_from
from erp.approval.states import StepMode, StuckReason
from erp.kernel.asking import Asking
from erp.kernel.database import Database

# Steps that enough people answer who are simply there need no closer look.
DOUBTFUL = """
    SELECT c.id, c.kind, c.amount, c.requester, c.department, c.submitted_by, s.step_no, s.mode, s.needed, (
        SELECT coalesce(json_agg(json_build_object('id', t.id, 'person', t.person, 'role', t.role,
                   'state', t.state, 'decided_by', CASE WHEN t.state = 'DECIDED' THEN (
                       SELECT d.decided_by FROM approval.decision d WHERE d.task = t.id
                       ORDER BY d.id DESC LIMIT 1) END)), '[]')
        FROM approval.case_task t WHERE t.step = s.id AND t.state IN ('OPEN', 'DECIDED'))::text AS tasks
    FROM approval.case_step s JOIN approval.approval_case c ON c.id = s.approval_case AND c.state = 'PENDING'
    WHERE s.company = $1 AND s.state = 'OPEN' AND ($3::uuid IS NULL OR c.id = $3) AND s.needed > (
        SELECT count(*) FROM approval.case_task t WHERE t.step = s.id AND (t.state = 'DECIDED' OR (
            t.state = 'OPEN' AND t.person = ANY($2::uuid[]) AND t.person NOT IN (c.requester, c.submitted_by)
            AND (t.role IS NULL OR EXISTS (
                SELECT FROM access.role_grant g WHERE g.holder = t.person AND g.role = t.role
                AND (g.in_company IS NULL OR g.in_company = $1)))
            AND NOT (s.mode = 'SOME' AND EXISTS (
                SELECT FROM approval.decision d WHERE d.step = s.id AND d.decided_by = t.person)))))
    ORDER BY s.opened_at, c.id
"""


async def stuck_cases(asking: Asking, database: Database) -> Sequence[dict[str, Any]]:
    """Every case that would wait for ever, the oldest first, and why."""
    company = asking.company
    staff = staff_from(await database.read(STAFF, company, asking.today, company=company))
    rows = await database.rows(DOUBTFUL, company, there(staff), None, company=company)
    return [told for row in rows if (told := stuck(row, staff)) is not None]


def there(staff: Staff) -> list[UUID]:
    """Those who may decide and are not away."""
    return sorted(staff.able - staff.absent)


def stuck(row: Any, staff: Staff) -> dict[str, Any] | None:
    """Why too few people would answer in this step; nothing where enough do."""
    plea = plea_of(row)
    tasks = [_task(each) for each in json.loads(row["tasks"])]
    unable = {
        task["id"]: why
        for task in tasks
        if task["state"] == "OPEN" and (why := why_moved(task["person"], task["role"], plea, staff))
    }
    asked = len(tasks) - len(unable)
    answering = asked
    if row["mode"] == StepMode.SOME.value:
        answering = len(set(speakers(tasks, unable, plea, staff).values()))
    if answering >= row["needed"]:
        return None
    reason = next(iter(unable.values()), StuckReason.NOBODY_ASKED.value)
    if asked >= row["needed"]:
        reason = StuckReason.SAME_PERSON.value
    own = {"step_no": row["step_no"], "needed": row["needed"], "answering": answering}
    return {"case_id": row["id"], "reason": reason, **own}


def _task(told: dict[str, Any]) -> dict[str, Any]:
    keys = {name: UUID(told[name]) if told[name] else None for name in ("id", "person", "role", "decided_by")}
    return told | keys
