"""What the books start with: the accounts documents post to, a bank account, last year and this year."""

from datetime import date

from erp import masterdata
from erp.kernel.asking import Act
from modules.accounting.actions.open_fiscal_year import open_fiscal_year
from modules.accounting.actions.set_up_books import set_up_books


async def seed_base(act: Act) -> None:
    """Two fiscal years, so that what happened in the last months can still be entered."""
    company = await masterdata.company_row(act.tx, act.company)
    start = year_start(act.today, company.fiscal_year_start_month)
    await set_up_books(act=act, starts_on=start.replace(year=start.year - 1))
    await open_fiscal_year(act=act, starts_on=start)


def year_start(on: date, start_month: int) -> date:
    """The first day of the fiscal year that holds a day.

    >>> year_start(date(2026, 3, 31), 4).isoformat(), year_start(date(2026, 4, 1), 4).isoformat()
    ('2025-04-01', '2026-04-01')
    """
    return date(on.year if on.month >= start_month else on.year - 1, start_month, 1)
