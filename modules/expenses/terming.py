"""A claimant's grade and department from a day on."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.expenses import tables
from modules.expenses.ruling import require_grade


async def write_term(
    act: Act, claimant: UUID, grade: UUID, department: UUID | None, valid_from: date
) -> None:
    """Refuses a day on which another term of this claimant begins."""
    await require_grade(act, grade)
    if department is not None:
        await masterdata.require_department(act.tx, department, valid_from)
    if await act.tx.value(
        "SELECT true FROM expenses.claimant_term WHERE claimant = $1 AND valid_from = $2",
        claimant,
        valid_from,
    ):
        raise BadInput("validFrom", "DAY_TAKEN", given=valid_from)
    row = {
        "id": new_id(),
        "company": act.company,
        "claimant": claimant,
        "valid_from": valid_from,
        "grade": grade,
        "department": department,
        "set_by": act.actor,
        "set_at": act.at,
    }
    await act.tx.insert(tables.ClaimantTerm, [row])
