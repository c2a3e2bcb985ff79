"""A bank's CSV: which column says what is data (`CsvShape`), the rest is the same for all of them.

>>> shape = CsvShape(day="日付", description="摘要", money_in="入金", money_out="出金", balance="残高")
>>> content = '日付,摘要,出金,入金,残高\\n2026/11/19,ﾌﾘｺﾐ ｱｵﾊﾞ(ｶ,,"55,000","155,000"\\n'.encode("cp932")
>>> found = read_csv(content, shape, received_on=date(2026, 11, 20)).statements[0]
>>> found.opening, found.closing, found.lines[0].signed, found.lines[0].description
(Decimal('100000'), Decimal('155000'), Decimal('55000'), 'ﾌﾘｺﾐ ｱｵﾊﾞ(ｶ')
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from unicodedata import normalize

from modules.banking.rules.eras import written_day
from modules.banking.rules.statement import ReadFile, ReadLine, ReadStatement, unreadable
from modules.banking.states import CsvEncoding, Direction, StatementSource

BOM = b"\xef\xbb\xbf"
LONGEST = 100_000
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MINUS = ("▲", "△", "−", "－", "‐")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvShape:
    """The name of each column as the file's heading has it, or its place as `#2`.

    Money is in two columns, or in one with a sign.
    """

    day: str
    description: str
    money_in: str | None = None
    money_out: str | None = None
    amount: str | None = None
    payer: str | None = None
    balance: str | None = None
    reference: str | None = None
    encoding: CsvEncoding = CsvEncoding.CP932
    skip_rows: int = 0

    @property
    def names(self) -> list[str]:
        """Every column that is needed."""
        each = (
            self.day,
            self.description,
            self.money_in,
            self.money_out,
            self.amount,
            self.payer,
            self.balance,
            self.reference,
        )
        return [name for name in each if name]

    @property
    def has_heading(self) -> bool:
        """Whether any column is called by its name."""
        return not all(name.startswith("#") for name in self.names)


def read_csv(content: bytes, shape: CsvShape, *, received_on: date) -> ReadFile:
    """The movements of one account, oldest first; refuses the whole file by row and column."""
    rows = _rows(content, shape)
    places, first = _places(rows, shape)
    lines = [
        _line(number, cells, places, shape, received_on)
        for number, cells in rows[first:]
        if any(cell.strip() for cell in cells)
    ]
    if not lines:
        raise unreadable("EMPTY_FILE", len(rows) or 1, "明細")
    lines = _oldest_first(lines)
    known = lines[0].balance is not None
    statement = ReadStatement(
        record=lines[0].record,
        from_on=min(line.booked_on for line in lines),
        to_on=max(line.booked_on for line in lines),
        opening=lines[0].balance - lines[0].signed if known and lines[0].balance is not None else None,
        closing=lines[-1].balance if known else None,
        lines=tuple(lines),
    )
    return ReadFile(source=StatementSource.CSV, statements=(statement,))


def _rows(content: bytes, shape: CsvShape) -> list[tuple[int, list[str]]]:
    """Rows with their numbers; every line is decoded by itself, so that a broken one can be named."""
    encoding = "utf-8" if content.startswith(BOM) or shape.encoding is CsvEncoding.UTF8 else "cp932"
    texts = []
    for number, raw in enumerate(content.removeprefix(BOM).splitlines(keepends=True), 1):
        try:
            texts.append(raw.decode(encoding))
        except UnicodeDecodeError as error:
            raise unreadable("BROKEN_CHARACTER", number, "文字", place=error.start + 1) from None
    if len(texts) > LONGEST:
        raise unreadable("TOO_MANY_ROWS", LONGEST + 1, "行", limit=LONGEST)
    if any("\x00" in text for text in texts):
        raise unreadable("BROKEN_CHARACTER", 1, "文字", place=1)
    reader = csv.reader(texts, strict=True)
    found = []
    try:
        for cells in reader:
            found.append((reader.line_num, cells))
    except csv.Error:
        raise unreadable("BROKEN_QUOTES", reader.line_num, "引用符") from None
    return found[shape.skip_rows :]


def _places(rows: Sequence[tuple[int, list[str]]], shape: CsvShape) -> tuple[dict[str, int], int]:
    heading = [_plain(cell) for cell in rows[0][1]] if rows and shape.has_heading else []
    number = rows[0][0] if rows else 1
    places = {}
    for name in shape.names:
        if re.fullmatch(r"#[0-9]{1,3}", name):
            places[name] = int(name[1:]) - 1
        elif _plain(name) in heading:
            places[name] = heading.index(_plain(name))
        else:
            raise unreadable("COLUMN_MISSING", number, name, found=[cell for cell in heading if cell][:20])
    return places, 1 if heading else 0


def _line(
    number: int, cells: Sequence[str], places: dict[str, int], shape: CsvShape, received_on: date
) -> ReadLine:
    def cell(name: str | None) -> str:
        return cells[places[name]].strip() if name and 0 <= places[name] < len(cells) else ""

    day = written_day(cell(shape.day), near=received_on)
    if day is None:
        raise unreadable("NOT_A_DAY", number, shape.day, given=cell(shape.day)[:40])
    if shape.amount:
        signed = _figure(number, shape.amount, cell(shape.amount)) or Decimal(0)
    else:
        coming, going = (
            _figure(number, name, cell(name)) or Decimal(0) if name else Decimal(0)
            for name in (shape.money_in, shape.money_out)
        )
        if coming and going:
            raise unreadable("NEITHER_IN_NOR_OUT", number, shape.money_in or "", given=cell(shape.money_in))
        signed = coming - going
    if not signed:
        raise unreadable("AMOUNT_NOT_POSITIVE", number, shape.amount or shape.money_in or "", given="0")
    balance = _figure(number, shape.balance, cell(shape.balance)) if shape.balance else None
    return ReadLine(
        record=number,
        booked_on=day,
        direction=Direction.IN if signed > 0 else Direction.OUT,
        amount=abs(signed),
        payer=(cell(shape.payer) or None) if signed > 0 else None,
        description=cell(shape.description) or None,
        inquiry_no=cell(shape.reference) or None,
        balance=balance,
    )


def _figure(number: int, part: str, text: str) -> Decimal | None:
    """
    >>> [_figure(1, "入金", text) for text in ("１，２３４円", "¥5,000", "▲30", "(30)", "")]
    [Decimal('1234'), Decimal('5000'), Decimal('-30'), Decimal('-30'), None]
    """
    plain = normalize("NFKC", text)
    for mark in _MINUS:
        plain = plain.replace(normalize("NFKC", mark), "-")
    plain = re.sub(r"[\s,¥円\\+]", "", plain)
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    if plain in ("", "-"):
        return None
    if not _FIGURE.fullmatch(plain) or len(plain) > 16:
        raise unreadable("NOT_A_FIGURE", number, part, given=text[:40])
    return Decimal(plain)


def _oldest_first(lines: list[ReadLine]) -> list[ReadLine]:
    """Some banks print the newest first; the balances tell, and prove that nothing is missing (ZEN-10)."""
    if any(line.balance is None for line in lines):
        # A balance that is told for some lines only proves nothing.
        lines = [replace(line, balance=None) for line in lines]
        return sorted(lines, key=lambda line: line.booked_on)
    broken = _first_break(lines)
    if broken is None:
        return lines
    turned = lines[::-1]
    if _first_break(turned) is None:
        return turned
    raise unreadable("BALANCE_BREAKS", broken.record, "残高", told=broken.balance)


def _first_break(lines: Sequence[ReadLine]) -> ReadLine | None:
    for before, line in pairwise(lines):
        assert before.balance is not None
        if line.balance != before.balance + line.signed or line.booked_on < before.booked_on:
            return line
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", text))
