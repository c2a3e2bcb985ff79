"""Which days are no business days."""

from datetime import date, timedelta
from uuid import UUID

from erp.kernel.database import Transaction
from erp.masterdata.rules.terms import banks_are_closed

# A due day is looked for within this many days of the one agreed; no country closes its banks for a month.
LOOKED_AROUND = timedelta(days=31)


async def bank_holidays(tx: Transaction, from_: date, until: date) -> set[date]:
    """Every day between two days, both included, on which the banks of Japan are closed."""
    rows = await tx.rows("SELECT day FROM masterdata.holiday WHERE day BETWEEN $1 AND $2", from_, until)
    return _closed(from_, until, {row["day"] for row in rows})


async def closed_days(tx: Transaction, company: UUID, from_: date, until: date) -> set[date]:
    """Every day on which the banks are closed, and those on which this company is."""
    rows = await tx.rows(
        """SELECT day FROM masterdata.holiday WHERE day BETWEEN $1 AND $2
           UNION SELECT day FROM masterdata.closed_day
                  WHERE company = $3 AND is_active AND day BETWEEN $1 AND $2""",
        from_,
        until,
        company,
    )
    return _closed(from_, until, {row["day"] for row in rows})


def _closed(from_: date, until: date, holidays: set[date]) -> set[date]:
    days = (from_ + timedelta(days=after) for after in range((until - from_).days + 1))
    return {day for day in days if banks_are_closed(day, holidays)}
