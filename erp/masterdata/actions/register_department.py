"""The organisation has a new part."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, must_exist, name_of, period_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Department
from erp.masterdata.writing import add


async def register_department(
    *,
    act: Act,
    code: str,
    name: str,
    parent: UUID | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> UUID:
    """Register a department from a day on (today unless said otherwise)."""
    code, department, starts = code_of("code", code), new_id(), valid_from or act.today
    period_of(starts, valid_to)
    if parent is not None:
        await must_exist(act, "department", "Department", parent, field="parent")
    row = {
        "id": department,
        "code": code,
        "name": name_of("name", name),
        "parent": parent,
        "valid_from": starts,
        "valid_to": valid_to,
    }
    await add(act, Department, row, taken=NumberTaken("Department", code, field="code"))
    return department
