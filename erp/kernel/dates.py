"""Dates as people type them: 1120, 11/20, 令和8年11月20日, 今日, 月末, +3.

A clerk types a date hundreds of times a day, on a number pad or in kana mode, so everything that has one
sensible meaning is understood and everything else is refused; nothing is guessed. The page shows what
was understood. Eras (元号) follow the eras act: 令和 began on 2019-05-01, and 令和元年 is its first year.

    >>> today = date(2026, 11, 18)
    >>> for typed in ("1120", "11/20", "2026-11-20", "20261120", "R8.11.20", "１１／２０", "+2"):
    ...     assert understand_date(typed, today) == date(2026, 11, 20), typed
    >>> understand_date("令和8年11月20日", today).isoformat()
    '2026-11-20'
    >>> understand_date("月末", today).isoformat(), understand_date("昨日", today).isoformat()
    ('2026-11-30', '2026-11-17')

A month and a day without a year mean the nearest such day:

    >>> understand_date("0105", today).isoformat(), understand_date("12/31", date(2027, 1, 5)).isoformat()
    ('2027-01-05', '2026-12-31')
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS_FROM_TODAY = {
    "今日": 0, "本日": 0, "きょう": 0, "today": 0,
    "明日": 1, "あした": 1, "あす": 1, "tomorrow": 1,
    "昨日": -1, "きのう": -1, "yesterday": -1,
    "明後日": 2, "あさって": 2, "一昨日": -2, "おととい": -2,
}  # fmt: skip
_MONTH_ENDS = {"月末": 0, "今月末": 0, "当月末": 0, "来月末": 1, "翌月末": 1, "先月末": -1, "前月末": -1}
# The first day of each era; an era ends on the day before the next begins.
_ERAS = (
    ("R", "令和", date(2019, 5, 1)),
    ("H", "平成", date(1989, 1, 8)),
    ("S", "昭和", date(1926, 12, 25)),
    ("T", "大正", date(1912, 7, 30)),
)
_DASHES = str.maketrans({"−": "-", "ー": "-", "‐": "-", "–": "-", "。": ".", "、": "."})

_SHIFT = re.compile(r"[+-][0-9]{1,4}")
_PACKED = re.compile(r"(?P<year>[0-9]{4})?(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_PARTED = re.compile(r"(?:(?P<year>[0-9]{4})[-/.年])?(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?")
_ERA = re.compile(
    r"(?P<era>[RHST]|令和|平成|昭和|大正)(?P<year>[0-9]{1,2}|元)[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
)


LONGEST = 40
# A year outside of these is a slip of the finger (0206, 20266), not a date of business.
FIRST_YEAR, LAST_YEAR = 1868, 2199


class NotADate(ValueError):
    """What was typed has no meaning as a date, or there is no such day; `reason` is stable."""

    reason = "NOT_A_DATE"

    def __init__(self, text: str) -> None:
        super().__init__(f"{self.reason}: {text[:40]!r}")


def understand_date(text: str, today: date) -> date:
    """The day that was meant.

    >>> understand_date("2/30", date(2026, 11, 18))
    Traceback (most recent call last):
    erp.kernel.dates.NotADate: NOT_A_DATE: '2/30'
    >>> understand_date("平成31年5月1日", date(2026, 11, 18))
    Traceback (most recent call last):
    erp.kernel.dates.NotADate: NOT_A_DATE: '平成31年5月1日'
    """
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:LONGEST]).translate(_DASHES))
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        understood = _relative(typed, today) or _of_era(typed.upper()) or _of_calendar(typed, today)
    except (ValueError, OverflowError):
        raise NotADate(text) from None
    if understood is None:
        raise NotADate(text)
    return understood


def last_of_month(day: date, months: int = 0) -> date:
    """The last day of the month that lies so many months away.

    >>> last_of_month(date(2026, 1, 31), 1).isoformat(), last_of_month(date(2026, 1, 1), -1).isoformat()
    ('2026-02-28', '2025-12-31')
    """
    first_after = day.year * 12 + day.month + months
    return date(first_after // 12, first_after % 12 + 1, 1) - timedelta(days=1)


def _relative(typed: str, today: date) -> date | None:
    word = typed.lower()
    if word in _DAYS_FROM_TODAY:
        return today + timedelta(days=_DAYS_FROM_TODAY[word])
    if word in _MONTH_ENDS:
        return last_of_month(today, _MONTH_ENDS[word])
    if _SHIFT.fullmatch(typed):
        return today + timedelta(days=int(typed))
    return None


def _of_era(typed: str) -> date | None:
    found = _ERA.fullmatch(typed)
    if not found:
        return None
    at = next(index for index, era in enumerate(_ERAS) if found["era"] in era[:2])
    began = _ERAS[at][2]
    year = began.year - 1 + (1 if found["year"] == "元" else int(found["year"]))
    day = date(year, int(found["month"]), int(found["day"]))
    ended = at > 0 and day >= _ERAS[at - 1][2]
    if day < began or ended:
        raise ValueError("outside the era")
    return day


def _of_calendar(typed: str, today: date) -> date | None:
    found = _PACKED.fullmatch(typed) or _PARTED.fullmatch(typed)
    if not found:
        return None
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        if not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
            raise ValueError("no year of business")
        return date(int(found["year"]), month, day)
    return _nearest(month, day, today)


def _nearest(month: int, day: int, today: date) -> date:
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # no 29 February in that year
            continue
    # Equally near: the coming one, because dates in the future are typed more often than dates long past.
    return min(candidates, key=lambda candidate: (abs(candidate - today), candidate < today))


_CLOCK = re.compile(r"(?P<day>.+?)[ T　]+(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})")


def understand_moment(text: str, today: date, timezone: str) -> datetime:
    """A point in time as people type it, at their place: a day with a time, or a day, which means its end.

    >>> understand_moment("3/31 17:30", date(2026, 4, 1), "Asia/Tokyo").isoformat()
    '2026-03-31T17:30:00+09:00'
    >>> understand_moment("昨日", date(2026, 4, 1), "Asia/Tokyo").isoformat()
    '2026-03-31T23:59:59.999999+09:00'
    >>> understand_moment("2026-03-31T08:30:00+00:00", date(2026, 4, 1), "Asia/Tokyo").isoformat()
    '2026-03-31T08:30:00+00:00'
    """
    written = unicodedata.normalize("NFKC", text.strip())
    try:
        exact = datetime.fromisoformat(written)
    except ValueError:
        exact = None
    if exact is not None and exact.tzinfo is not None:
        return exact
    parts = _CLOCK.fullmatch(written)
    zone = ZoneInfo(timezone)
    if parts is None:
        return datetime.combine(understand_date(written, today), time.max, zone)
    hour, minute = int(parts["hour"]), int(parts["minute"])
    if hour > 23 or minute > 59:
        raise NotADate(text)
    return datetime.combine(understand_date(parts["day"], today), time(hour, minute), zone)
