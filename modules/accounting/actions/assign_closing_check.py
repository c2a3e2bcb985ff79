"""Say who looks after one of the checks of a close."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.closing import checks
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.accounting import tables


async def assign_closing_check(*, act: Act, check: str, owner: UUID | None = None) -> UUID:
    """Name the person who looks after a check in this company; without a person nobody in particular does."""
    if check not in {each.name for each in checks()}:
        raise BadInput("check", "UNKNOWN_CHECK", given=check[:60])
    if owner is not None and not await act.tx.value("SELECT true FROM access.app_user WHERE id = $1", owner):
        raise NotFound("User", owner, field="owner")
    row = await act.tx.row(
        'SELECT id FROM accounting.closing_task WHERE company = $1 AND "check" = $2 FOR UPDATE',
        act.company,
        check,
    )
    if row is not None:
        await act.tx.update(tables.ClosingTask, [{"id": row["id"], "owner": owner}])
        return row["id"]
    task = new_id()
    await act.tx.insert(
        tables.ClosingTask, [{"id": task, "company": act.company, "check": check, "owner": owner}]
    )
    return task
