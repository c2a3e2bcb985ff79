"""What a unit of one currency is worth in another, day by day."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, quantity, text
from erp.masterdata.states import RateKind


class ExchangeRate(Table, schema="masterdata", tablename="exchange_rate"):
    """One unit of `currency` in units of `into_currency` from day to day, both included.

    A rate is never changed: a wrong one is withdrawn with a reason and the right one entered beside it.
    Documents keep the rate they were reckoned with.
    """

    id = key()
    currency = text()
    into_currency = text()
    kind = choice(RateKind)
    valid_from = day()
    valid_to = day()
    rate = quantity()
    source = text(null=True)
    entered_by = key_of_document()
    entered_at = instant()
    is_active = flag(default=True)
    withdrawn_because = text(null=True)
