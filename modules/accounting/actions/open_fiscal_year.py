"""Open a fiscal year: its months take entries from now on."""

from calendar import monthrange
from datetime import date, timedelta
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.states import PeriodState


class FiscalYearThere(Refused):
    """Some of these months belong to a fiscal year that was opened before."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


async def open_fiscal_year(*, act: Act, starts_on: date) -> UUID:
    """Open the months up to the end of the company's fiscal year: twelve, or fewer in its first year."""
    if starts_on.day != 1:
        raise BadInput("startsOn", "NOT_THE_FIRST_OF_A_MONTH", given=starts_on)
    await lock_name(act, "fiscal_year", act.company)
    company = await masterdata.company_row(act.tx, act.company)
    months = months_of_year(starts_on, company.fiscal_year_start_month)
    ends_on = months[-1][1]
    there = await act.tx.value(
        "SELECT name FROM accounting.fiscal_year WHERE company = $1 AND starts_on <= $3 AND ends_on >= $2",
        act.company,
        starts_on,
        ends_on,
    )
    if there is not None:
        raise FiscalYearThere(there)
    year = new_id()
    own = {"company": act.company}
    await act.tx.insert(
        tables.FiscalYear,
        [own | {"id": year, "name": str(starts_on.year), "starts_on": starts_on, "ends_on": ends_on}],
    )
    opened = {"fiscal_year": year, "state": PeriodState.OPEN.value}
    await act.tx.insert(
        tables.Period,
        [own | opened | {"id": new_id(), "starts_on": first, "ends_on": last} for first, last in months],
    )
    return year


def months_of_year(starts_on: date, start_month: int) -> list[tuple[date, date]]:
    """The months from one day to the eve of the next start of a fiscal year.

    >>> [len(months_of_year(date(2026, month, 1), 4)) for month in (4, 6, 3)]
    [12, 10, 1]
    """
    months: list[tuple[date, date]] = []
    first = starts_on
    while not months or first.month != start_month:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        months.append((first, last))
        first = last + timedelta(days=1)
    return months
