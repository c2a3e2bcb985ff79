"""Register a template for checklists."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, name_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.writing import add
from modules.hr import tables
from modules.hr.states import ChecklistOccasion, EmploymentType


async def register_checklist_template(
    *,
    act: Act,
    code: str,
    name_ja: str,
    occasion: ChecklistOccasion,
    name_en: str | None = None,
    employment_type: EmploymentType | None = None,
) -> UUID:
    """A template for one occasion, for one type of employment or (without one) for all."""
    code, name = code_of("code", code), name_of("nameJa", name_ja)
    row = {
        "id": new_id(),
        "code": code,
        "name_ja": name,
        "name_en": (name_en or "").strip() or name,
        "occasion": occasion.value,
        "employment_type": employment_type.value if employment_type else None,
        "is_active": True,
    }
    await add(act, tables.ChecklistTemplate, row, taken=NumberTaken("ChecklistTemplate", code, field="code"))
    return UUID(str(row["id"]))
