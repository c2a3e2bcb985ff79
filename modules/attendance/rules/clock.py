"""Times of a day as people write them, in minutes from its midnight; the night after it goes on past 24:00.

>>> [minute_of(text) for text in ("9:05", "０９：０５", "0905", "26:30", "翌2:30", "9時5分", "24:00")]
[545, 545, 545, 1590, 1590, 545, 1440]
>>> [minute_of(text) for text in ("9:60", "48:01", "-1:00", "9.5", "", "翌25:00")]
[None, None, None, None, None, None]
>>> written(545), written(1590), written(-30), written(0)
('9:05', '26:30', '-0:30', '0:00')
"""

import re
from unicodedata import normalize

DAY = 24 * 60
_TIME = re.compile(r"(翌)?(\d{1,2})(?::(\d{2})(?::\d{2})?|時(\d{1,2})分|時()|(\d{2}))")


def minute_of(text: str) -> int | None:
    """Nothing where the text is no time of this day or of the night after it."""
    found = _TIME.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    if found is None:
        return None
    next_day, hour, *minutes = found.groups()
    minute = int(next((each for each in minutes if each), "0"))
    at = int(hour) * 60 + minute
    if minute > 59 or (next_day and at > DAY):
        return None
    at += DAY if next_day else 0
    return at if at <= 2 * DAY else None


def length_of(text: str) -> int | None:
    """How long something took: `1:00` and `60` are both an hour.

    >>> [length_of(text) for text in ("1:00", "60", "0:45", "", "1:75", "-5")]
    [60, 60, 45, 0, None, None]
    """
    plain = re.sub(r"\s", "", normalize("NFKC", text))
    if not plain:
        return 0
    if re.fullmatch(r"\d{1,4}", plain):
        return int(plain) if int(plain) <= DAY else None
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", plain)
    if found is None or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def written(minutes: int) -> str:
    """Minutes as hours and minutes."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"
