"""What currencies are worth."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, many, mutation, node
from erp.masterdata import tables
from erp.masterdata.actions.import_exchange_rates import import_exchange_rates
from erp.masterdata.actions.set_exchange_rate import set_exchange_rate
from erp.masterdata.actions.withdraw_exchange_rate import withdraw_exchange_rate
from erp.masterdata.states import RateKind


@node(tables.ExchangeRate)
class ExchangeRate:
    """One unit of a currency in another, from a day to a day, both included."""

    id: ID
    currency: str
    into_currency: str
    kind: RateKind
    valid_from: date
    valid_to: date
    rate: Decimal
    source: str | None
    entered_at: datetime
    is_active: bool
    withdrawn_because: str | None


QUERY = [
    many(ExchangeRate, filters=("currency", "into_currency", "kind", "valid_from", "is_active"),
         search=("currency", "source"), sorts=("valid_from", "currency"), default_sort="-valid_from"),
]  # fmt: skip
MUTATION = [
    mutation(set_exchange_rate, ExchangeRate),
    mutation(import_exchange_rates, ExchangeRate),
    mutation(withdraw_exchange_rate, ExchangeRate),
]
