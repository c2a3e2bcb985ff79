"""Two digits of a Japanese year without the name of its era, as bank files write them.

>>> era_day("081120", near=date(2026, 11, 20)).isoformat()       # 令和8年
'2026-11-20'
>>> era_day("310430", near=date(2019, 5, 7)).isoformat()         # 平成31年, the last day of that era
'2019-04-30'
>>> era_day("010501", near=date(2019, 5, 7)).isoformat()         # 令和元年, the first of the next
'2019-05-01'
>>> era_day("081332", near=date(2026, 11, 20)) is None
True
"""

import re
from datetime import date
from unicodedata import normalize

# The first year of each era less one; a year of an era is counted from there.
_BEFORE = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988, "S": 1925, "昭和": 1925}
_FULL = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
_NAMED = re.compile(r"(R|H|S|令和|平成|昭和)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_SHORT = re.compile(r"(\d{2})[-/.年]?(\d{2})[-/.月]?(\d{2})日?")


def era_day(digits: str, *, near: date) -> date | None:
    """The day whose era year is written YYMMDD, in the era that lies nearest to a day that is known."""
    found = [
        day
        for before in sorted(set(_BEFORE.values()))
        if (day := _day(before + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))) is not None
    ]
    return min(found, key=lambda day: abs(day - near), default=None)


def written_day(text: str, *, near: date) -> date | None:
    """A day with its year, in the ways in which banks print it; none when it is no day.

    >>> near = date(2026, 11, 20)
    >>> for text in ("2026/11/20", "20261120", "2026年11月20日", "R8.11.20", "令和8年11月20日"):
    ...     assert written_day(text, near=near) == near, text
    >>> written_day("08.11.20", near=near) == written_day("２０２６－１１－２０", near=near) == near
    True
    >>> written_day("11/20", near=near) is None, written_day("2026/2/30", near=near) is None
    (True, True)
    """
    plain = re.sub(r"\s", "", normalize("NFKC", text)).upper().replace("−", "-")
    if found := _NAMED.fullmatch(plain):
        year = 1 if found[2] == "元" else int(found[2])
        return _day(_BEFORE[found[1]] + year, int(found[3]), int(found[4]))
    if found := _FULL.fullmatch(plain):
        compact = len(plain) != 8 and plain.isdigit()
        return None if compact else _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(plain):
        return era_day("".join(found.groups()), near=near)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
