"""Register a grade, by which limits and allowances differ."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.expenses import tables


async def register_grade(*, act: Act, code: str, name_ja: str, name_en: str, position: int = 0) -> UUID:
    """Add a grade for all companies; the highest has the smallest position. Refuses a code that is there."""
    for field, text in (("code", code), ("nameJa", name_ja), ("nameEn", name_en)):
        if not text.strip():
            raise BadInput(field, "EMPTY")
    if not 0 <= position <= 999:
        raise BadInput("position", "OUT_OF_RANGE", least=0, most=999)
    if await act.tx.value("SELECT true FROM expenses.grade WHERE code = $1", code.strip()):
        raise BadInput("code", "CODE_THERE", given=code)
    grade = new_id()
    row = {"id": grade, "code": code.strip(), "name_ja": name_ja.strip(), "name_en": name_en.strip()}
    await act.tx.insert(tables.Grade, [row | {"position": position, "is_active": True}])
    return grade
