"""Say how the books of a fiscal year are kept: with tax apart, or with tax inside."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.locking import lock_rows
from modules.accounting import tables
from modules.accounting.rules.taxed_line import Bookkeeping


class BookkeepingInUse(Refused):
    """Something taxed was posted in this year already; a year is kept in one way."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


async def set_bookkeeping(*, act: Act, fiscal_year: UUID, bookkeeping: Bookkeeping) -> UUID:
    """Choose it before the first entry with tax."""
    found = await lock_rows(act, tables.FiscalYear, [fiscal_year])
    if not found or found[0]["company"] != act.company:
        raise NotFound("FiscalYear", fiscal_year, field="fiscal_year")
    (year,) = found
    if year["bookkeeping"] == bookkeeping.value:
        return fiscal_year
    if await act.tx.value(
        """SELECT true FROM accounting.journal_line
           WHERE company = $1 AND effective_on BETWEEN $2 AND $3 AND tax_rate > 0 LIMIT 1""",
        act.company,
        year["starts_on"],
        year["ends_on"],
    ):
        raise BookkeepingInUse(year["name"])
    await act.tx.update(tables.FiscalYear, [{"id": fiscal_year, "bookkeeping": bookkeeping.value}])
    return fiscal_year
