"""A CSV file of records as rows of fields: in UTF-8 or in the code of older Japanese programs.

The heads are the names of the fields in either language, or their codes; 管理番号 (or Number) names a
record that is there already. A column of a table is 表.列; its further rows are further lines, on which the
fields of the record itself are empty. A cell that was guarded against spreadsheets when it was written is
read without its guard.

    >>> fields = {"件名": "title", "title": "title"}
    >>> read_rows("管理番号,件名\\r\\n,\\"机\\"\\r\\n".encode("cp932"), fields)
    ([Row(line=2, number='', cells={'title': '机'}, tables={})], [])
    >>> lines = {"件名": "title", "明細.品名": "lines.name"}
    >>> (row,), _ = read_rows("件名,明細.品名\\r\\n机,脚\\r\\n,天板\\r\\n".encode(), lines)
    >>> row.tables
    {'lines': [(2, {'name': '脚'}), (3, {'name': '天板'})]}
    >>> read_rows("色\\r\\n赤\\r\\n".encode(), fields)
    ([], [Fault(line=1, column='色', reason='UNKNOWN_FIELD')])
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBER = ("管理番号", "Number", "number")
# What a list writes beside the fields; it says nothing that could be entered.
PASSED_OVER = ("状態", "State", "登録者", "Person", "登録日", "On")
MOST_LINES, MOST_FAULTS = 2_000, 200
GUARDED = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Row:
    """One record of the file: what it says of which field, and of each row of its tables, by line."""

    line: int
    number: str
    cells: dict[str, str]
    tables: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and a stable reason."""

    line: int
    column: str
    reason: str


def read_rows(content: bytes, fields: Mapping[str, str]) -> tuple[list[Row], list[Fault]]:
    """The rows, and what could not be understood; with a wrong head nothing is read at all."""
    text = _text(content)
    if text is None:
        return [], [Fault(0, "", "UNREADABLE")]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return [], [Fault(0, "", "UNREADABLE")]
    if not lines or not any(lines[0]):
        return [], [Fault(1, "", "EMPTY_FILE")]
    heads = [head.strip() for head in lines[0]]
    faults = [Fault(1, head, "UNKNOWN_FIELD") for head in heads if not _known(head, fields)]
    codes = [fields[head] for head in heads if head in fields]
    faults += [Fault(1, code, "CODE_TWICE") for code in {code for code in codes if codes.count(code) > 1}]
    if len(lines) > MOST_LINES + 1:
        faults.append(Fault(MOST_LINES + 2, "", "TOO_MANY_LINES"))
    if faults:
        return [], sorted(faults, key=lambda fault: (fault.line, fault.column))[:MOST_FAULTS]
    return _rows(heads, lines[1:], fields)


def _rows(
    heads: list[str], lines: list[list[str]], fields: Mapping[str, str]
) -> tuple[list[Row], list[Fault]]:
    rows, faults = [], []
    for at, line in enumerate(lines, 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heads):
            faults.append(Fault(at, "", "WRONG_COLUMNS"))
            continue
        cells, number = {}, ""
        for head, cell in zip(heads, line, strict=True):
            if head in fields:
                cells[fields[head]] = _unguarded(cell.strip())
            elif head in NUMBER:
                number = cell.strip()
        rows.append(Row(at, number, cells))
    return _gathered(rows, faults)


def _gathered(lines: list[Row], faults: list[Fault]) -> tuple[list[Row], list[Fault]]:
    """The lines that say only rows of tables belong to the record above them."""
    rows: list[Row] = []
    seen: set[str] = set()
    for line in lines:
        own = {code: text for code, text in line.cells.items() if "." not in code}
        inner: dict[str, dict[str, str]] = {}
        for code, text in line.cells.items():
            table, dot, column = code.partition(".")
            if dot:
                inner.setdefault(table, {})[column] = text
        goes_on = rows and inner and not any(own.values()) and line.number in ("", rows[-1].number)
        if not goes_on:
            if line.number in seen:
                faults.append(Fault(line.line, "number", "CODE_TWICE"))
            seen |= {line.number} - {""}
            rows.append(Row(line.line, line.number, own, {table: [] for table in inner}))
        for table, cells in inner.items():
            if any(cells.values()):
                rows[-1].tables[table].append((line.line, cells))
    return rows, faults[:MOST_FAULTS]


def _known(head: str, fields: Mapping[str, str]) -> bool:
    return head in fields or head in NUMBER or head in PASSED_OVER


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(GUARDED) else cell


def _text(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
