"""A part of the organisation is dissolved."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import locked
from erp.masterdata.checks import period_of
from erp.masterdata.tables import Department


async def end_department(*, act: Act, department: UUID, valid_to: date | None) -> UUID:
    """Set the last day of a department, or take it back; figures of earlier days keep it."""
    row = await locked(act, Department, department, field="department")
    period_of(row["valid_from"], valid_to)
    await act.tx.update(Department, [{"id": department, "valid_to": valid_to}])
    return department
