"""Set a claimant's grade and department from a day on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_name
from modules.expenses.terming import write_term


async def set_claimant_term(
    *, act: Act, claimant: UUID, grade: UUID, valid_from: date, department: UUID | None = None
) -> UUID:
    """What counted before goes on counting for earlier days."""
    await lock_name(act, "claimant", act.company)
    if not await act.tx.value(
        "SELECT true FROM expenses.claimant WHERE id = $1 AND company = $2", claimant, act.company
    ):
        raise NotFound("Claimant", claimant, field="claimant")
    await write_term(act, claimant, grade, department, valid_from)
    return claimant
