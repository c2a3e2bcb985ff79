"""How many accounts may be stopped before a person has to say yes, and what readings are not believed.

>>> most_stops(active=200, share=Decimal("0.1"), count=10)
10
>>> most_stops(active=30, share=Decimal("0.1"), count=10)
3
>>> most_stops(active=4, share=Decimal("0.1"), count=10)  # one leaver is never braked
1
>>> is_doubtful(now=0, before=120), is_doubtful(now=59, before=120), is_doubtful(now=60, before=120)
(True, True, False)
>>> is_doubtful(now=0, before=0), is_doubtful(now=1, before=2), is_doubtful(now=0, before=1)
(False, False, True)
"""

from decimal import Decimal


def most_stops(*, active: int, share: Decimal, count: int) -> int:
    """The number of stops within a day that nobody has to release."""
    return max(1, min(count, int(active * share)))


def is_doubtful(*, now: int, before: int) -> bool:
    """Whether a reading is so much smaller than the last one that it is rather a failure than the truth."""
    return before > 0 and now * 2 < before
