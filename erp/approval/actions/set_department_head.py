"""Say who heads a department, from a day on."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.approval import tables
from erp.approval.dating import follow
from erp.approval.naming import require_able
from erp.kernel.asking import Act
from erp.kernel.locking import lock_name


async def set_department_head(
    *, act: Act, department: UUID, valid_from: date, head: UUID | None = None
) -> UUID:
    """Set the head of a department, or (without one) say that there is none."""
    await masterdata.require_department(act.tx, department, valid_from)
    if head is not None:
        await require_able(act, head, "head")
    await lock_name(act, "head", act.company, department)
    return await follow(act, tables.DepartmentHead, {"department": department}, {"head": head}, valid_from)
