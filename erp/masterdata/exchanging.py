"""How an exchange rate is written: two of one pair and kind never hold on one day."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.checks import words
from erp.masterdata.refusals import ExchangeRateThere
from erp.masterdata.states import RateKind
from erp.masterdata.tables import ExchangeRate
from erp.masterdata.writing import add


async def add_rate(
    act: Act,
    currency: str,
    into: str,
    kind: RateKind,
    valid_from: date,
    valid_to: date,
    rate: Decimal,
    source: str | None,
) -> UUID:
    """Write one rate that was checked."""
    made = new_id()
    row = {
        "id": made,
        "currency": currency,
        "into_currency": into,
        "kind": kind.value,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "rate": rate,
        "source": words("source", source),
        "entered_by": act.actor,
        "entered_at": act.at,
        "is_active": True,
        "withdrawn_because": None,
    }
    await add(act, ExchangeRate, row, taken=ExchangeRateThere(currency, into, valid_from))
    return made
