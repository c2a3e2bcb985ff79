"""Import the opening balances from a table: account, debit, credit, and open invoices with their days."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.files import Attached
from erp.kernel.media import words_of
from modules.accounting.opening import write_opening
from modules.accounting.opening_table import opening_of


async def import_opening_balance(
    *, act: Act, starts_on: date, csv: str | None = None, file: Attached | None = None
) -> UUID:
    """Take over all rows or none, pasted or from a file; a row that cannot be read is refused by its line."""
    text = words_of(file.content) if file else csv
    if text is None:
        raise BadInput("csv", "REQUIRED")
    lines, items = await opening_of(act, text)
    return await write_opening(act, starts_on, lines, items)
