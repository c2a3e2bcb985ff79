"""What one currency is worth in another on a day."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from erp.kernel.database import Transaction
from erp.masterdata.refusals import NoExchangeRate
from erp.masterdata.states import RateKind

_ON = """
    SELECT asked.currency, asked.day, masterdata.exchange_rate(asked.currency, $2, asked.day, $3) AS rate
    FROM unnest($1::text[], $4::date[]) AS asked (currency, day)
"""


async def exchange_rate(
    tx: Transaction, currency: str, into: str, on: date, kind: RateKind = RateKind.TTM
) -> Decimal:
    """What one unit of `currency` is worth in `into` on a day, or on the last bank day before it.

    A bank publishes nothing on a day it is closed, so such a day takes the rate of the bank day before. Any
    other day without a rate is refused by currency and day (`NO_EXCHANGE_RATE`).
    """
    return (await exchange_rates(tx, [(currency, on)], into, kind))[currency, on]


async def exchange_rates(
    tx: Transaction, asked: Collection[tuple[str, date]], into: str, kind: RateKind = RateKind.TTM
) -> Mapping[tuple[str, date], Decimal]:
    """The same for several currencies and days in one statement; the first that is missing is refused."""
    found = {(currency, day): Decimal(1) for currency, day in asked if currency == into}
    wanted = sorted(set(asked) - set(found))
    if not wanted:
        return found
    rows = await tx.rows(_ON, [each[0] for each in wanted], into, kind.value, [each[1] for each in wanted])
    for row in rows:
        if row["rate"] is None:
            raise NoExchangeRate(row["currency"], into, row["day"], kind.value)
        found[row["currency"], row["day"]] = row["rate"]
    return found
