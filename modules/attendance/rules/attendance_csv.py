"""A file of attendance: which heading is what, and all that is wrong with it, line by line.

>>> names = ("社員番号", "日付", "出勤", "退勤", "休憩")
>>> shape = Shape(dict(zip(AttendanceItem, names, strict=False)))
>>> text = "社員番号,日付,出勤,退勤,休憩\\n1001,2026/4/1,9:00,18:05,1:00\\n"
>>> text += "1001,2026/4/2,22:00,翌6:00,60\\n1001,4/5,,,\\n"
>>> for line in read_attendance(text.encode(), shape).lines:
...     print(line.row, line.number, line.on, line.start, line.end, line.pause)
2 1001 2026-04-01 540 1085 60
3 1001 2026-04-02 1320 1800 60

>>> wrong = "社員番号,日付,出勤,退勤,休憩\\n1001,2026/4/31,9:00,18:00,60\\n,2026/4/1,18:00,9:00,60\\n"
>>> for each in read_attendance(wrong.encode(), shape).errors:
...     print(each.row, each.column, each.reason, repr(each.given))
2 日付 NOT_A_DAY '2026/4/31'
3 社員番号 REQUIRED ''
3 退勤 END_BEFORE_BEGIN '9:00'
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from modules.attendance.rules.clock import DAY, length_of, minute_of

BOM = b"\xef\xbb\xbf"
MOST_LINES, MOST_ERRORS, LONGEST_CELL = 40_000, 50, 200
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\([^)]*\))?|(\d{4})(\d{2})(\d{2})")


class AttendanceItem(StrEnum):
    """What a column of a file of attendance may be."""

    NUMBER = "NUMBER"
    DAY = "DAY"
    START = "START"
    END = "END"
    BREAK = "BREAK"
    BREAK_START = "BREAK_START"
    BREAK_END = "BREAK_END"
    CLOCK_IN = "CLOCK_IN"
    CLOCK_OUT = "CLOCK_OUT"
    NOTE = "NOTE"


@dataclass(frozen=True, slots=True)
class Shape:
    """The heading of each item, and how the file is written."""

    headings: Mapping[AttendanceItem, str]
    encoding: str = "UTF8"
    skip_rows: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One stay of one person."""

    row: int
    number: str
    on: date
    start: int
    end: int
    pause: int = 0
    rest: tuple[int, int] | None = None
    clock_in: int | None = None
    clock_out: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a row, and in which column."""

    row: int
    column: str
    reason: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """All lines of a file, and all that is wrong with it; while something is, no line counts."""

    lines: tuple[Line, ...]
    errors: tuple[Wrong, ...]


def read_attendance(content: bytes, shape: Shape) -> Read:
    """Read the whole file; lines without times say nothing and are passed over."""
    lines: list[Line] = []
    errors: list[Wrong] = []
    places: dict[AttendanceItem, int] | None = None
    for number, cells in _rows(content, shape, errors):
        if number <= shape.skip_rows or not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places = _places(cells, shape, number, errors)
            if places is None:
                break
            continue
        found, wrong = _line(number, cells, places, shape)
        errors += wrong
        lines += [found] if found else []
        if len(errors) >= MOST_ERRORS:
            break
        if len(lines) > MOST_LINES:
            errors.append(Wrong(number, "", "TOO_MANY_ROWS", str(MOST_LINES)))
            break
    if not lines and not errors:
        errors.append(Wrong(1, "", "EMPTY_FILE"))
    return Read(tuple(lines), tuple(errors[:MOST_ERRORS]))


def twice(lines: tuple[Line, ...], headings: Mapping[AttendanceItem, str]) -> list[Wrong]:
    """Lines that say the same stay again, and stays of one day that overlap."""
    errors: list[Wrong] = []
    days: dict[tuple[str, date], list[Line]] = {}
    for line in lines:
        others = days.setdefault((line.number, line.on), [])
        same = next((each for each in others if each.start == line.start), None)
        hit = next((each for each in others if line.start < each.end and each.start < line.end), None)
        if same is not None:
            errors.append(Wrong(line.row, headings[AttendanceItem.NUMBER], "TWICE", str(same.row)))
        elif hit is not None:
            errors.append(Wrong(line.row, headings.get(AttendanceItem.START, ""), "OVERLAPS", str(hit.row)))
        others.append(line)
    return errors[:MOST_ERRORS]


def _rows(content: bytes, shape: Shape, errors: list[Wrong]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers; every line is decoded by itself, so that a broken one can be named."""
    utf8 = content.startswith(BOM) or shape.encoding == "UTF8"
    for number, raw in enumerate(content.removeprefix(BOM).splitlines(), 1):
        try:
            text = raw.decode("utf-8" if utf8 else "cp932")
            if "\x00" in text:
                raise ValueError
            yield number, next(csv.reader([text], strict=True), [])
        except (UnicodeDecodeError, ValueError):
            errors.append(Wrong(number, "", "BROKEN_CHARACTER"))
        except csv.Error:
            errors.append(Wrong(number, "", "BROKEN_QUOTES"))
        if len(errors) >= MOST_ERRORS:
            return


def _places(
    cells: list[str], shape: Shape, number: int, errors: list[Wrong]
) -> dict[AttendanceItem, int] | None:
    heading = [_plain(cell) for cell in cells]
    places: dict[AttendanceItem, int] = {}
    missing = []
    for item, name in shape.headings.items():
        if _plain(name) in heading:
            places[item] = heading.index(_plain(name))
        else:
            missing.append(Wrong(number, name, "COLUMN_MISSING", ", ".join(heading)[:120]))
    errors += missing
    return None if missing else places


def _line(
    number: int, cells: list[str], places: Mapping[AttendanceItem, int], shape: Shape
) -> tuple[Line | None, list[Wrong]]:
    def cell(item: AttendanceItem) -> str:
        at = places.get(item, -1)
        return cells[at].strip() if 0 <= at < len(cells) else ""

    def wrong(item: AttendanceItem, reason: str) -> Wrong:
        return Wrong(number, shape.headings.get(item, ""), reason, cell(item)[:40])

    timed = [
        item
        for item in (
            AttendanceItem.START,
            AttendanceItem.END,
            AttendanceItem.CLOCK_IN,
            AttendanceItem.CLOCK_OUT,
        )
        if cell(item)
    ]
    if not timed:
        return None, []
    errors = []
    who, on = normalize("NFKC", cell(AttendanceItem.NUMBER)), written_day(cell(AttendanceItem.DAY))
    if not who or len(who) > LONGEST_CELL:
        errors.append(wrong(AttendanceItem.NUMBER, "TOO_LONG" if who else "REQUIRED"))
    if on is None:
        errors.append(wrong(AttendanceItem.DAY, "NOT_A_DAY"))
    times = {
        item: minute_of(cell(item))
        for item in (*timed, AttendanceItem.BREAK_START, AttendanceItem.BREAK_END)
        if cell(item)
    }
    errors += [wrong(item, "NOT_A_TIME") for item, at in times.items() if at is None]
    pause = length_of(cell(AttendanceItem.BREAK))
    if pause is None:
        errors.append(wrong(AttendanceItem.BREAK, "NOT_A_LENGTH"))
    first, last, missing = _stay(times, shape, any(each.reason == "NOT_A_TIME" for each in errors))
    errors += [wrong(item, "REQUIRED") for item in missing]
    if first is not None and last is not None and (reason := _unsound(first, last, pause or 0)):
        errors.append(wrong(_ends(shape), reason))
    rest = (times.get(AttendanceItem.BREAK_START), times.get(AttendanceItem.BREAK_END))
    if (rest[0] is None) != (rest[1] is None) or (rest[1] or 1) <= (rest[0] or 0):
        errors.append(wrong(AttendanceItem.BREAK_END, "END_BEFORE_BEGIN"))
    if errors or on is None or first is None or last is None:
        return None, errors
    stay = (rest[0], rest[1]) if rest[0] is not None and rest[1] is not None else None
    note = cell(AttendanceItem.NOTE)[:LONGEST_CELL] or None
    seen = (times.get(AttendanceItem.CLOCK_IN), times.get(AttendanceItem.CLOCK_OUT))
    return Line(number, who, on, first, last, pause or 0, stay, *seen, note), []


def _stay(
    times: Mapping[AttendanceItem, int | None], shape: Shape, unreadable: bool
) -> tuple[int | None, int | None, list[AttendanceItem]]:
    """Begin and end of a stay: as declared, or as the clock saw it where nothing else is told."""
    begins = AttendanceItem.START if AttendanceItem.START in shape.headings else AttendanceItem.CLOCK_IN
    first, last = times.get(begins), times.get(_ends(shape))
    if unreadable:
        return first, last, []
    return first, last, [item for item, at in ((begins, first), (_ends(shape), last)) if at is None]


def _ends(shape: Shape) -> AttendanceItem:
    return AttendanceItem.END if AttendanceItem.END in shape.headings else AttendanceItem.CLOCK_OUT


def _unsound(first: int, last: int, pause: int) -> str | None:
    if last <= first:
        return "END_BEFORE_BEGIN"
    if last - first > DAY:
        return "TOO_LONG"
    return "BREAK_TOO_LONG" if pause >= last - first else None


def written_day(text: str) -> date | None:
    """A day with its year, as clocks print it.

    >>> [str(written_day(text)) for text in ("２０２６年４月２日", "2026/04/02(木)", "4/2", "2026/2/30")]
    ['2026-04-02', '2026-04-02', 'None', 'None']
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part is not None))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", text))
