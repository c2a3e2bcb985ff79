"""Put a department under another one, from a day on."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.hr import tables
from modules.hr.refusals import DepartmentLoop
from modules.hr.superiors import keep_superiors

THERE = "SELECT id FROM hr.department_parent WHERE department = $1 AND valid_from = $2"
# Checked on that day and on every day on which the tree changes after it.
LOOP = """
    WITH RECURSIVE days AS (
        SELECT $2::date AS day UNION SELECT valid_from FROM hr.department_parent WHERE valid_from > $2),
    up AS (
        SELECT d.day, t.department, t.parent, 1 AS depth FROM days d CROSS JOIN LATERAL hr.parents(d.day) t
        WHERE t.department = $1
        UNION ALL
        SELECT u.day, t.department, t.parent, u.depth + 1 FROM up u
        CROSS JOIN LATERAL hr.parents(u.day) t WHERE t.department = u.parent AND u.depth < 30)
    SELECT true FROM up WHERE parent = $1 OR depth >= 30 LIMIT 1
"""


async def set_department_parent(
    *, act: Act, department: UUID, valid_from: date, parent: UUID | None = None
) -> UUID:
    """From that day on the department stands under that one, or (without one) at the top.

    Refuses `DEPARTMENT_LOOP`.
    """
    await masterdata.require_department(act.tx, department, valid_from)
    if parent is not None:
        await masterdata.require_department(act.tx, parent, valid_from)
    code = await act.tx.value("SELECT code FROM masterdata.department WHERE id = $1", department)
    await lock_name(act, "department_tree")
    if parent == department:
        raise DepartmentLoop(code)
    kept = {"parent": parent, "set_by": act.actor, "set_at": act.at}
    there = await act.tx.value(THERE, department, valid_from)
    if there is not None:
        await act.tx.update(tables.DepartmentParent, [{"id": there, **kept}])
    else:
        row = {"id": new_id(), "department": department, "valid_from": valid_from, **kept}
        await act.tx.insert(tables.DepartmentParent, [row])
    if parent is not None and await act.tx.value(LOOP, department, valid_from):
        raise DepartmentLoop(code)
    if valid_from <= act.today:
        await keep_superiors(act)
    return department
