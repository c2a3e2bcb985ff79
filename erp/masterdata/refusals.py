"""Every "no" of the master data, with the facts a person needs to go on."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.errors import Refused


class DuplicateCandidates(Refused):
    """There are records that look the same; say that it is another one, and why, or use what is there."""

    def __init__(self, candidates: Sequence[dict[str, Any]]) -> None:
        super().__init__(candidates=list(candidates), first=candidates[0]["name"], count=len(candidates))


class ReasonRequired(Refused):
    """A decision like this is kept, so it needs a reason in words."""


class NumberTaken(Refused):
    """Another record has this number or code; numbers are never used twice, not even after a deactivation."""

    def __init__(self, kind: str, number: str, *, field: str | None = None) -> None:
        super().__init__(field=field, kind=kind, number=number)


class BadCorporateNumber(Refused):
    """A corporate number is thirteen digits; a wrong check digit must be confirmed."""

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(field="corporate_number", number=number, reason=reason)


class OtherCompany(Refused):
    """A company is changed by whoever works in it: rights in one company are none in another."""

    def __init__(self, code: str) -> None:
        super().__init__(field="company", code=code)


class BadTNumber(Refused):
    """A registration number is T and thirteen digits."""

    def __init__(self, number: str) -> None:
        super().__init__(field="t_number", number=number)


class BadTerms(Refused):
    """Closing day, months and payment day do not make sense together."""

    def __init__(self, field: str, reason: str, **facts: Any) -> None:
        super().__init__(field=field, reason=reason, **facts)


class Inactive(Refused):
    """The record is not used any more."""

    def __init__(self, kind: str, number: str, *, field: str | None = None) -> None:
        super().__init__(field=field, kind=kind, number=number)


class DepartmentNotInUse(Refused):
    """The department is not there yet on that day, or not any more."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(field="department", code=code, on=on)


class AlreadyInactive(Refused):
    """It was deactivated before."""


class AlreadyActive(Refused):
    """It is in use already."""


class PartyMerged(Refused):
    """The party was merged into another one; use that one."""

    def __init__(self, number: str, survivor: str, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number, survivor=survivor)


class MergeIntoItself(Refused):
    """A party cannot be merged into itself."""


class MergeUndone(Refused):
    """The merge was undone before."""


class RatesOverlap(Refused):
    """Two rates of one tax code would be valid on the same day."""

    def __init__(self, code: str, valid_from: date) -> None:
        super().__init__(field="valid_from", tax_code=code, valid_from=valid_from)


class PricesOverlap(Refused):
    """Two prices of one product would be valid on the same day."""

    def __init__(self, product: str, valid_from: date) -> None:
        super().__init__(field="valid_from", product=product, valid_from=valid_from)


class NoTaxRate(Refused):
    """The tax code has no rate on that day."""

    def __init__(self, codes: Sequence[str], on: date) -> None:
        super().__init__(tax_codes=list(codes), on=on)


class NoPrice(Refused):
    """Nobody gave a price for this product, and no price list has one on that day."""

    def __init__(self, product: str, *, field: str) -> None:
        super().__init__(field=field, product=product)


class UnknownAccount(Refused):
    """The chart of accounts has no such code."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(codes=list(codes))


class UnknownUnit(Refused):
    """A product does not come in this unit."""

    def __init__(self, product: UUID | str, unit: UUID | str, *, field: str | None = None) -> None:
        super().__init__(field=field, product=product, unit=unit)


class NoDefaultLocation(Refused):
    """The company has no warehouse with a default place for goods."""


class NoStatutoryValue(Refused):
    """The law gives no figure of this kind for that day, or nobody has entered it."""

    def __init__(self, kind: str, on: date) -> None:
        super().__init__(kind=kind, on=on)


class StatutoryValuesOverlap(Refused):
    """Another figure of this kind holds on one of those days."""

    def __init__(self, kind: str, valid_from: date) -> None:
        super().__init__(field="valid_from", kind=kind, valid_from=valid_from)


class ClosedDayThere(Refused):
    """The company is closed on that day already."""

    def __init__(self, day: date) -> None:
        super().__init__(field="day", day=day)


class NoExchangeRate(Refused):
    """Nobody has entered what the currency was worth on that day."""

    def __init__(self, currency: str, into: str, on: date, kind: str) -> None:
        super().__init__(currency=currency, into=into, on=on, kind=kind)


class ExchangeRateThere(Refused):
    """Another rate of this pair and kind holds on one of those days; withdraw it first if it is wrong."""

    def __init__(self, currency: str, into: str, valid_from: date, *, line: int | None = None) -> None:
        facts = {} if line is None else {"line": line}
        super().__init__(field="valid_from", currency=currency, into=into, valid_from=valid_from, **facts)


class RateRowUnreadable(Refused):
    """A row of a list of rates cannot be taken; it is named by its line and column, and nothing was kept."""

    def __init__(self, line: int, column: str, reason: str, given: str = "") -> None:
        super().__init__(field="file", line=line, column=column, reason=reason, given=given[:50])
