"""Register a claimant: a person who may claim expenses, and the party that gets the money."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.expenses import tables
from modules.expenses.terming import write_term
from modules.payables import NotASupplier


async def register_claimant(
    *,
    act: Act,
    person: UUID,
    party: UUID,
    grade: UUID,
    valid_from: date,
    department: UUID | None = None,
) -> UUID:
    """Name the party under which a person is paid (a supplier of ours, with a bank account), and the grade.

    Refuses a person or a party that is a claimant already.
    """
    if not await act.tx.value("SELECT true FROM access.app_user WHERE id = $1", person):
        raise NotFound("User", person, field="person")
    found = (await masterdata.parties(act.tx, [party]))[party]
    if not found.is_supplier:
        raise NotASupplier(found.number)
    await lock_name(act, "claimant", act.company)
    for field, value in (("person", person), ("party", found.id)):
        if await act.tx.value(
            f"SELECT true FROM expenses.claimant WHERE company = $1 AND {field} = $2", act.company, value
        ):
            raise BadInput(field, "CLAIMANT_THERE")
    claimant = new_id()
    row = {"id": claimant, "company": act.company, "person": person, "party": found.id, "is_active": True}
    await act.tx.insert(tables.Claimant, [row])
    await write_term(act, claimant, grade, department, valid_from)
    return claimant
