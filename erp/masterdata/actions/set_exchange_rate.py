"""A bank has published a rate, or the company sets one for a month."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.masterdata.checks import currency_of, period_of
from erp.masterdata.exchanging import add_rate
from erp.masterdata.rules.exchange_table import sound_rate
from erp.masterdata.states import RateKind


async def set_exchange_rate(
    *,
    act: Act,
    currency: str,
    rate: Decimal,
    valid_from: date,
    valid_to: date | None = None,
    into_currency: str | None = None,
    kind: RateKind = RateKind.TTM,
    source: str | None = None,
) -> UUID:
    """Enter what one unit of a currency is worth in the company's, on one day or from a day to a day.

    Refuses `EXCHANGE_RATE_THERE` where another rate of the pair and kind holds on one of those days.
    """
    code, target = (
        currency_of("currency", currency),
        currency_of("into_currency", into_currency or act.currency),
    )
    if code == target:
        raise BadInput("currency", "SAME_CURRENCY", given=code)
    if not sound_rate(rate):
        raise BadInput("rate", "NOT_AN_EXCHANGE_RATE", given=rate)
    last = valid_to or valid_from
    period_of(valid_from, last)
    return await add_rate(act, code, target, kind, valid_from, last, rate, source)
