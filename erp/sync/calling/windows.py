"""Times of the day in which a vendor is not called, in the company's own time.

>>> quiet_hours("08:30-10:00, 23:00-01:00")
((510, 600), (1380, 60))
>>> tokyo = ZoneInfo("Asia/Tokyo")
>>> quiet_until("08:30-10:00", datetime(2026, 4, 1, 9, 15, tzinfo=tokyo)).isoformat()
'2026-04-01T10:00:00+09:00'
>>> quiet_until("23:00-01:00", datetime(2026, 4, 1, 23, 30, tzinfo=tokyo)).isoformat()
'2026-04-02T01:00:00+09:00'
>>> quiet_until("08:30-10:00", datetime(2026, 4, 1, 10, 0, tzinfo=tokyo)) is None
True
"""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

__all__ = ["ZoneInfo", "quiet_hours", "quiet_until"]

_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)")
DAY = 24 * 60


@cache
def quiet_hours(text: str) -> tuple[tuple[int, int], ...]:
    """Spans in minutes of the day; a wrong one raises ValueError."""
    found = []
    for each in text.replace(",", " ").split():
        match = _SPAN.fullmatch(each)
        if match is None:
            raise ValueError(each)
        begins, ends = (int(match[at]) * 60 + int(match[at + 1]) for at in (1, 3))
        if begins == ends % DAY or ends > DAY:
            raise ValueError(each)
        found.append((begins, ends))
    return tuple(found)


def quiet_until(text: str, now: datetime) -> datetime | None:
    """When the quiet time that it is now ends; nothing while calls may go."""
    minute = now.hour * 60 + now.minute
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for begins, ends in quiet_hours(text):
        if begins < ends and begins <= minute < ends:
            return midnight + timedelta(minutes=ends)
        if begins > ends and minute >= begins:
            return midnight + timedelta(days=1, minutes=ends)
        if begins > ends and minute < ends:
            return midnight + timedelta(minutes=ends)
    return None
