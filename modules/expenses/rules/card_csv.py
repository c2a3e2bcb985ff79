"""A card company's CSV: which column says what is data (`Shape`). All that is wrong is told, line by line.

>>> shape = Shape(day="ご利用日", shop="ご利用店名", amount="ご利用金額", encoding=CardEncoding.CP932)
>>> content = 'ご利用日,ご利用店名,ご利用金額\\n2026/04/02,ｱｵﾊﾞ書店,"3,300"\\n2026/4/3,返品,-5\\n'
>>> for line in read_card(content.encode("cp932"), shape).lines:
...     print(line.row, line.used_on, line.shop, line.amount)
2 2026-04-02 ｱｵﾊﾞ書店 3300
3 2026-04-03 返品 -5

>>> broken = 'ご利用日,ご利用店名,ご利用金額\\n2026/13/02,書店,300\\n2026/04/02,,12.5\\n'.encode("cp932")
>>> for each in read_card(broken, shape).errors:
...     print(each.row, each.column, each.reason, repr(each.given))
2 ご利用日 NOT_A_DAY '2026/13/02'
3 ご利用店名 REQUIRED ''
3 ご利用金額 NOT_A_FIGURE '12.5'
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from modules.expenses.states import CardEncoding

BOM = b"\xef\xbb\xbf"
MOST_LINES, MOST_ERRORS, LONGEST_CELL = 5_000, 20, 200
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_FIGURE = re.compile(r"-?[0-9]{1,12}")
_MINUS = str.maketrans({"▲": "-", "△": "-", "−": "-", "‐": "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The name of each column as the heading has it, or its place as `#2`."""

    day: str
    shop: str
    amount: str
    card: str | None = None
    reference: str | None = None
    encoding: CardEncoding = CardEncoding.CP932
    skip_rows: int = 0

    @property
    def names(self) -> list[str]:
        """Every column that is needed."""
        return [each for each in (self.day, self.shop, self.amount, self.card, self.reference) if each]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One payment as the file tells it; `digits` are the last four of the card, where it says them."""

    row: int
    used_on: date
    shop: str
    amount: Decimal
    digits: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong in a row, and in which column."""

    row: int
    column: str
    reason: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """All lines of a file, and all that is wrong with it; while something is, no line counts."""

    lines: tuple[CardRow, ...]
    errors: tuple[Unreadable, ...]


def read_card(content: bytes, shape: Shape) -> ReadCard:
    """Read the whole file; never stops at the first mistake, never goes on for ever."""
    lines: list[CardRow] = []
    errors: list[Unreadable] = []
    places: dict[str, int] | None = None
    for number, cells in _rows(content, shape, errors):
        if number <= shape.skip_rows or not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places, is_heading = _places(cells, shape, number, errors)
            if places is None:
                break
            if is_heading:
                continue
        found, wrong = _line(number, cells, places, shape)
        errors += wrong
        lines += [found] if found else []
        if len(errors) >= MOST_ERRORS:
            break
        if len(lines) > MOST_LINES:
            errors.append(Unreadable(number, "", "TOO_MANY_ROWS", str(MOST_LINES)))
            break
    if not lines and not errors:
        errors.append(Unreadable(1, "", "EMPTY_FILE"))
    return ReadCard(tuple(lines), tuple(errors[:MOST_ERRORS]))


def _rows(content: bytes, shape: Shape, errors: list[Unreadable]) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers; every line is decoded by itself, so that a broken one can be named."""
    utf8 = content.startswith(BOM) or shape.encoding is CardEncoding.UTF8
    for number, raw in enumerate(content.removeprefix(BOM).splitlines(), 1):
        try:
            text = raw.decode("utf-8" if utf8 else "cp932")
            if "\x00" in text:
                raise ValueError
            yield number, next(csv.reader([text], strict=True), [])
        except (UnicodeDecodeError, ValueError):
            errors.append(Unreadable(number, "", "BROKEN_CHARACTER"))
        except csv.Error:
            errors.append(Unreadable(number, "", "BROKEN_QUOTES"))


def _places(
    cells: list[str], shape: Shape, number: int, errors: list[Unreadable]
) -> tuple[dict[str, int] | None, bool]:
    heading = [_plain(cell) for cell in cells]
    places: dict[str, int] = {}
    by_name = False
    for name in shape.names:
        if re.fullmatch(r"#[0-9]{1,2}", name):
            places[name] = int(name[1:]) - 1
        elif _plain(name) in heading:
            places[name], by_name = heading.index(_plain(name)), True
        else:
            errors.append(Unreadable(number, name, "COLUMN_MISSING", ", ".join(heading)[:120]))
    return (None if errors else places), by_name


def _line(
    number: int, cells: list[str], places: dict[str, int], shape: Shape
) -> tuple[CardRow | None, list[Unreadable]]:
    def cell(name: str | None) -> str:
        at = places.get(name, -1) if name else -1
        return cells[at].strip() if 0 <= at < len(cells) else ""

    wrong = []
    day = written_day(cell(shape.day))
    if day is None:
        wrong.append(Unreadable(number, shape.day, "NOT_A_DAY", cell(shape.day)[:40]))
    shop = cell(shape.shop)
    if not shop or len(shop) > LONGEST_CELL:
        wrong.append(Unreadable(number, shape.shop, "TOO_LONG" if shop else "REQUIRED", shop[:40]))
    amount = figure(cell(shape.amount))
    if amount is None or not amount:
        wrong.append(Unreadable(number, shape.amount, "NOT_A_FIGURE", cell(shape.amount)[:40]))
    if day is None or amount is None or wrong:
        return None, wrong
    digits = re.sub(r"[^0-9]", "", normalize("NFKC", cell(shape.card)))[-4:] or None
    return CardRow(number, day, shop, amount, digits, cell(shape.reference)[:LONGEST_CELL] or None), []


def written_day(text: str) -> date | None:
    """A day with its year, as card companies print it.

    >>> [str(written_day(text)) for text in ("２０２６年４月２日", "20260402", "4/2", "2026/2/30")]
    ['2026-04-02', '2026-04-02', 'None', 'None']
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part is not None))
    except ValueError:
        return None


def figure(text: str) -> Decimal | None:
    """Whole yen, with commas, a currency mark or a triangle for less than nothing.

    >>> [figure(text) for text in ("１，２３４円", "¥5,000", "▲30", "1.5", "")]
    [Decimal('1234'), Decimal('5000'), Decimal('-30'), None, None]
    """
    plain = re.sub(r"[\s,¥円\\+]", "", normalize("NFKC", text).translate(_MINUS))
    return Decimal(plain) if _FIGURE.fullmatch(plain) else None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", text))
