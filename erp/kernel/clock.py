"""The only place that asks what time it is. Business dates are arguments everywhere else.

Facts that must agree between machines (leases, audit, occurrences) take their time from the database; this
clock serves the rest: which day it is for a person, how long something took.
"""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, with its zone."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The day it is where the company does its business.

    >>> today("Asia/Tokyo") >= today("America/Los_Angeles")
    True
    """
    return datetime.now(ZoneInfo(timezone)).date()


def monotonic() -> float:
    """Seconds on a clock that never jumps, for durations."""
    return time.monotonic()
