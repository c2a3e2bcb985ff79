"""Import the opening balances from a table: account, debit, credit, and open invoices with their days."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting.opening import write_opening
from modules.accounting.opening_table import opening_of


async def import_opening_balance(*, act: Act, starts_on: date, csv: str) -> UUID:
    """Take over all rows or none; a row that cannot be read is refused by its line."""
    lines, items = await opening_of(act, csv)
    return await write_opening(act, starts_on, lines, items)
