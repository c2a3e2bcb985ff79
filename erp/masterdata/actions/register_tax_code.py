"""A new class of consumption tax."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of, name_of
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.states import TaxDirection, TaxKind
from erp.masterdata.tables import TaxCode
from erp.masterdata.writing import add

CATEGORIES = ("S", "AA", "G", "E", "O")


async def register_tax_code(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    kind: TaxKind,
    category: str,
    direction: TaxDirection = TaxDirection.BOTH,
) -> UUID:
    """Register a tax code; its rates follow with `set_tax_rate`."""
    if category not in CATEGORIES:
        raise BadInput("category", "UNKNOWN_CATEGORY", given=category[:10], known=list(CATEGORIES))
    code, tax_code = code_of("code", code), new_id()
    row = {
        "id": tax_code,
        "code": code,
        "name_ja": name_of("name_ja", name_ja),
        "name_en": name_of("name_en", name_en),
        "kind": kind,
        "direction": direction,
        "category": category,
        "is_active": True,
    }
    await add(act, TaxCode, row, taken=NumberTaken("TaxCode", code, field="code"))
    return tax_code
