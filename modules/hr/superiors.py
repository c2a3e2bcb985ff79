"""Who approves for whom follows from who heads which department: hr feeds the approval.

Only people who are users here count; a line that hr knows nothing of stays as somebody set it.
"""

from collections.abc import Collection
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act

LINES = """
    SELECT f.app_user, m.app_user AS manager FROM {people} f JOIN hr.person m ON m.id = f.manager
    WHERE f.state IN ('EMPLOYED', 'ON_LEAVE') AND f.app_user <> m.app_user
"""
ALL = LINES.format(people="hr.people($1, $2)")
# With those who report to somebody of them: who leaves leaves them to the next above.
SOME = LINES.format(
    people="""hr.people_among($1, $2, ARRAY(
        SELECT unnest($3::uuid[]) UNION SELECT p.id FROM hr.person p
        JOIN approval.reporting_line l ON l.person = p.app_user
        JOIN hr.person s ON s.app_user = l.manager AND s.id = ANY($3::uuid[])
        WHERE l.company = $1 AND (l.valid_to IS NULL OR l.valid_to >= $2)))"""
)
HEADS = """
    SELECT d.department, p.app_user AS head
    FROM (SELECT DISTINCT department FROM hr.department_head
          WHERE company = $1 AND valid_from <= $2) d
    LEFT JOIN hr.heads($1, $2) h ON h.department = d.department LEFT JOIN hr.person p ON p.id = h.person
"""


async def keep_superiors(act: Act, people: Collection[UUID] | None = None) -> int:
    """Bring the lines of these people (or of everybody) up to today; answers how many differed."""
    if people is None:
        rows = await act.tx.rows(ALL, act.company, act.today)
    elif people:
        rows = await act.tx.rows(SOME, act.company, act.today, sorted(people))
    else:
        return 0
    heads = await act.tx.rows(HEADS, act.company, act.today)
    if not rows and not heads:
        return 0
    return await approval.keep_superiors(
        act,
        {row["app_user"]: row["manager"] for row in rows},
        {row["department"]: row["head"] for row in heads},
    )
