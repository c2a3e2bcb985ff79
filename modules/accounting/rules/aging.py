"""Aging of open items (年齢表): how long customers have owed us, by the day it was due.

The list with which the credit controller starts the morning, and the basis of the allowance for doubtful
accounts (貸倒引当金). The due day itself is not late; the first bucket begins on the day after.

    >>> [bucket_of(date(2026, 3, 31), as_of).value for as_of in (date(2026, 3, 31), date(2026, 4, 1))]
    ['NOT_DUE', 'DAYS_1_30']
    >>> from datetime import timedelta
    >>> due = date(2026, 1, 31)
    >>> [bucket_of(due, due + timedelta(days)).value for days in (30, 31, 60)]
    ['DAYS_1_30', 'DAYS_31_60', 'DAYS_31_60']
    >>> [bucket_of(due, due + timedelta(days)).value for days in (61, 90, 91)]
    ['DAYS_61_90', 'DAYS_61_90', 'OVER_90_DAYS']
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from erp.kernel.money import ZERO


class AgeBucket(StrEnum):
    """How late an open item is."""

    NOT_DUE = "NOT_DUE"
    DAYS_1_30 = "DAYS_1_30"
    DAYS_31_60 = "DAYS_31_60"
    DAYS_61_90 = "DAYS_61_90"
    OVER_90_DAYS = "OVER_90_DAYS"


# The last day of lateness that still belongs to the bucket.
LAST_DAY = {AgeBucket.NOT_DUE: 0, AgeBucket.DAYS_1_30: 30, AgeBucket.DAYS_31_60: 60, AgeBucket.DAYS_61_90: 90}


def days_late(due_on: date, as_of: date) -> int:
    """Days after the due day; nothing before it.

    >>> days_late(date(2026, 2, 28), date(2026, 3, 2)), days_late(date(2026, 2, 28), date(2026, 2, 1))
    (2, 0)
    """
    return max(0, (as_of - due_on).days)


def bucket_of(due_on: date, as_of: date) -> AgeBucket:
    """The bucket of one open item."""
    late = days_late(due_on, as_of)
    return next((bucket for bucket, last in LAST_DAY.items() if late <= last), AgeBucket.OVER_90_DAYS)


def age(items: Iterable[tuple[date, Decimal]], as_of: date) -> dict[AgeBucket, Decimal]:
    """Due dates and open amounts of one currency, added up by bucket; empty buckets show nothing.

    >>> aged = age([(date(2026, 3, 31), Decimal(100)), (date(2026, 4, 30), Decimal(30))], date(2026, 4, 10))
    >>> {bucket.value: str(amount) for bucket, amount in aged.items() if amount}
    {'NOT_DUE': '30', 'DAYS_1_30': '100'}
    """
    sums = dict.fromkeys(AgeBucket, ZERO)
    for due_on, amount in items:
        sums[bucket_of(due_on, as_of)] += amount
    return sums
