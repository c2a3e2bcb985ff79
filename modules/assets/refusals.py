"""Why an asset is not taken in, not depreciated or not let go."""

from datetime import date
from decimal import Decimal

from erp.kernel.errors import Refused


class AboveThreshold(Refused):
    """The law allows this treatment below a cost per unit only."""

    def __init__(self, treatment: str, unit_cost: Decimal, limit: Decimal) -> None:
        super().__init__(field="treatment", treatment=treatment, unit_cost=unit_cost, limit=limit)


class YearlyTotalExceeded(Refused):
    """What a small company expenses at once must not cost more in a year."""

    def __init__(self, limit: Decimal, used: Decimal, wanted: Decimal) -> None:
        super().__init__(field="treatment", limit=limit, used=used, wanted=wanted)


class NoDepreciationRate(Refused):
    """The law's table has no rate for this useful life, or not for a day so long ago."""

    def __init__(self, method: str, life: int | None, on: date) -> None:
        super().__init__(field="life", method=method, life=life, on=on)


class StraightLineOnly(Refused):
    """Assets of this class take the straight line only."""

    def __init__(self, asset_class: str) -> None:
        super().__init__(field="method", asset_class=asset_class)


class EntryHoldsLess(Refused):
    """The entry has less on the account of the class than the asset is said to cost."""

    def __init__(self, number: str, held: Decimal, wanted: Decimal) -> None:
        super().__init__(field="entry", number=number, held=held, wanted=wanted)


class LaterRunThere(Refused):
    """A later month is depreciated already; runs are undone from the newest on."""

    def __init__(self, month: date) -> None:
        super().__init__(field="month", month=month)


class AssetEndedSince(Refused):
    """An asset of the run has left since, and its last figures stand on the run."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class BeforeInUse(Refused):
    """An asset cannot leave before it came, nor before a month that is depreciated already."""

    def __init__(self, number: str, since: date) -> None:
        super().__init__(field="on", number=number, since=since)


class NotReducible(Refused):
    """What is spread over three years, or was an expense at once, is not taken off in parts."""

    def __init__(self, number: str) -> None:
        super().__init__(field="asset", number=number)
