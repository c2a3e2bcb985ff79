"""Add a card format: how another card company lays out its CSV, from a day on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.expenses import tables
from modules.expenses.states import CardEncoding


async def add_card_format(
    *,
    act: Act,
    code: str,
    name: str,
    day_column: str,
    shop_column: str,
    amount_column: str,
    encoding: CardEncoding = CardEncoding.CP932,
    skip_rows: int = 0,
    card_column: str | None = None,
    reference_column: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> UUID:
    """Name the columns by the words of the heading, or by place as `#2`."""
    given = {"code": code, "name": name, "dayColumn": day_column, "shopColumn": shop_column}
    for field, text in (given | {"amountColumn": amount_column}).items():
        if not text.strip():
            raise BadInput(field, "EMPTY")
    first = valid_from or act.today
    if not 0 <= skip_rows <= 100:
        raise BadInput("skipRows", "OUT_OF_RANGE", least=0, most=100)
    if valid_to is not None and valid_to < first:
        raise BadInput("validTo", "ENDS_BEFORE_IT_BEGINS", valid_from=first, valid_to=valid_to)
    if await act.tx.value("SELECT true FROM expenses.card_format WHERE code = $1", code.strip()):
        raise BadInput("code", "CODE_THERE", given=code)
    made = new_id()
    row = {
        "id": made,
        "code": code.strip(),
        "name": name.strip(),
        "encoding": encoding.value,
        "skip_rows": skip_rows,
        "day_column": day_column,
        "shop_column": shop_column,
        "amount_column": amount_column,
        "card_column": card_column or None,
        "reference_column": reference_column or None,
        "valid_from": first,
        "valid_to": valid_to,
    }
    await act.tx.insert(tables.CardFormat, [row])
    return made
