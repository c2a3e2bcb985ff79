"""Register a position such as 部長, with its rank."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, name_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.writing import add
from modules.hr import tables


async def register_position(
    *, act: Act, code: str, name_ja: str, name_en: str | None = None, rank: int
) -> UUID:
    """Register a position; rank 1 stands highest."""
    if not 1 <= rank <= 999:
        raise BadInput("rank", "NOT_1_TO_999", given=rank)
    code, name = code_of("code", code), name_of("nameJa", name_ja)
    row = {
        "id": new_id(),
        "code": code,
        "name_ja": name,
        "name_en": (name_en or "").strip() or name,
        "rank": rank,
        "is_active": True,
    }
    await add(act, tables.Position, row, taken=NumberTaken("Position", code, field="code"))
    return UUID(str(row["id"]))
