"""When it may be said that a leaver is out, when to look again, and how long to wait after a failure.

A read that finds the account closed proves it only if no call is under way that could still open it: a call
whose answer was lost may have its effect for as long as any call can live (`quiet`). Two such reads with a
quiet time between them settle it; then it is looked at after an hour and daily for a week.

>>> from datetime import UTC, datetime, timedelta
>>> noon = datetime(2026, 4, 1, 12, tzinfo=UTC)
>>> clean("SUSPENDED", 0, "SUSPENDED"), clean("ACTIVE", 0, "SUSPENDED"), clean("UNKNOWN", None, "SUSPENDED")
(True, False, False)
>>> clean("SUSPENDED", 2, "SUSPENDED"), clean("SUSPENDED", 0, "DELETED"), clean("ABSENT", None, "DELETED")
(False, False, True)
>>> after_read(0, noon, restless_until=noon + timedelta(seconds=1))
(0, 'OPEN')
>>> after_read(0, noon, restless_until=None), after_read(1, noon, restless_until=noon)
((1, 'PROVED'), (2, 'SETTLED'))
>>> [after_failure(tries, is_leaver=True) for tries in (1, 2, 3, 4, 5, 6, 20)]
[1, 2, 4, 8, 16, 32, 60]
>>> [after_failure(tries, is_leaver=False) for tries in (1, 2, 3, 20)]
[15, 30, 60, 3600]
"""

from datetime import datetime

LEASE_S = 120
HOUR_S, DAY_S = 3600, 86_400
READS = 9


def clean(read: str | None, groups_left: int | None, want: str) -> bool:
    """Whether what was read back is what a stop has to look like."""
    closed = ("ABSENT",) if want == "DELETED" else ("ABSENT", "SUSPENDED")
    return read in closed and not groups_left


def after_read(reads: int, at: datetime, restless_until: datetime | None) -> tuple[int, str]:
    """How many clean reads count now that one more was made, and how sure it is."""
    if restless_until is not None and at < restless_until:
        return 0, "OPEN"
    reads += 1
    return reads, "PROVED" if reads < 2 else "SETTLED"


def look_again_in(reads: int, quiet_s: int) -> int | None:
    """Seconds until the next look at a stopped account; nothing when the daily looks are over.

    >>> [look_again_in(reads, 300) for reads in (0, 1, 2, 3, 8, 9)]
    [300, 300, 3600, 86400, 86400, None]
    """
    if reads < 2:
        return quiet_s
    if reads == 2:
        return HOUR_S
    return DAY_S if reads < READS else None


def after_failure(tries: int, *, is_leaver: bool) -> int:
    """Seconds to wait after so many tries in a row that failed."""
    most, first = (60, 1) if is_leaver else (HOUR_S, 15)
    return min(most, first * 2 ** min(tries - 1, 12))
