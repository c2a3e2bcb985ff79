"""Add a CSV format: how another bank lays out its file, from a day on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.banking import tables
from modules.banking.states import CsvEncoding


async def add_csv_format(
    *,
    act: Act,
    name: str,
    day_column: str,
    description_column: str,
    encoding: CsvEncoding = CsvEncoding.CP932,
    skip_rows: int = 0,
    in_column: str | None = None,
    out_column: str | None = None,
    amount_column: str | None = None,
    payer_column: str | None = None,
    balance_column: str | None = None,
    reference_column: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> UUID:
    """Name the columns by the words of the heading, or by place as `#2`; money in two columns, or one."""
    for field, text in (("name", name), ("dayColumn", day_column), ("descriptionColumn", description_column)):
        if not text.strip():
            raise BadInput(field, "EMPTY")
    if bool(amount_column) is bool(in_column or out_column):
        raise BadInput("amountColumn", "MONEY_COLUMNS")
    first = valid_from or act.today
    _require_sound(skip_rows, first, valid_to)
    made = new_id()
    await act.tx.insert(
        tables.CsvFormat,
        [
            {
                "id": made,
                "code": f"own-{made}",
                "name": name,
                "encoding": encoding.value,
                "skip_rows": skip_rows,
                "day_column": day_column,
                "in_column": in_column,
                "out_column": out_column,
                "amount_column": amount_column,
                "description_column": description_column,
                "payer_column": payer_column,
                "balance_column": balance_column,
                "reference_column": reference_column,
                "valid_from": first,
                "valid_to": valid_to,
                "is_built_in": False,
            }
        ],
    )
    return made


def _require_sound(skip_rows: int, first: date, last: date | None) -> None:
    if not 0 <= skip_rows <= 100:
        raise BadInput("skipRows", "OUT_OF_RANGE", least=0, most=100)
    if last is not None and last < first:
        raise BadInput("validTo", "ENDS_BEFORE_IT_BEGINS", valid_from=first, valid_to=last)
