"""The day that lies so many business days on.

>>> after_days(date(2026, 4, 3), 1, closed={date(2026, 4, 4), date(2026, 4, 5)}).isoformat()
'2026-04-06'
"""

from collections.abc import Collection
from datetime import date, timedelta


def after_days(start: date, days: int, closed: Collection[date]) -> date:
    """Count only days on which the company works."""
    here = start
    while days > 0:
        here += timedelta(days=1)
        if here not in closed:
            days -= 1
    return here
