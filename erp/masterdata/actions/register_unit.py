"""A new unit of measure."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, name_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Unit
from erp.masterdata.writing import add


async def register_unit(*, act: Act, code: str, name_ja: str, name_en: str, decimals: int = 0) -> UUID:
    """Register a unit and how finely it can be split."""
    if not 0 <= decimals <= 6:
        raise BadInput("decimals", "NOT_0_TO_6", given=decimals)
    code, unit = code_of("code", code), new_id()
    row = {
        "id": unit,
        "code": code,
        "name_ja": name_of("name_ja", name_ja),
        "name_en": name_of("name_en", name_en),
        "decimals": decimals,
        "is_active": True,
    }
    await add(act, Unit, row, taken=NumberTaken("Unit", code, field="code"))
    return unit
