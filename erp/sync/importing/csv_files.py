"""CSV files as Japanese offices have them: UTF-8 with and without a mark, or the CP932 that Excel writes.

Everything that is wrong with a file is said with its name and the line, before anything is written.

    >>> text_of("顧客".encode("cp932"), "k.csv") == text_of("顧客".encode("utf-8-sig"), "k.csv") == "顧客"
    True
    >>> text_of(b"id\\nok\\nbad \\xff\\xff", "k.csv")
    Traceback (most recent call last):
    erp.sync.refusals.BadFile: BAD_FILE file=k.csv reason=BROKEN_ENCODING line=3 byte=10
"""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from erp.sync.refusals import BadFile

# All of a file is held in memory while it is looked at.
LARGEST_BYTES = 50_000_000
LONGEST_FIELD = 100_000
_NO_CP932 = "\x80\uf8f0\uf8f1\uf8f2\uf8f3"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file, with the line it begins on."""

    file: str
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(folder: Path, name: str) -> Sheet:
    """A CSV file of the folder; refuses by name what is missing, too large or broken."""
    path = folder / name
    if Path(name).name != name:
        raise BadFile(name, "OUTSIDE_FOLDER")
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise BadFile(name, "TOO_LARGE", megabytes=size // 1_000_000, limit=LARGEST_BYTES // 1_000_000)
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadFile(name, "NOT_THERE", folder=str(folder)) from None
    except OSError as error:
        raise BadFile(name, "UNREADABLE", system=error.strerror or type(error).__name__) from None
    return parse(text_of(content, name), name)


def text_of(content: bytes, name: str) -> str:
    """The text of a file, by the first way of writing that fits all of it."""
    if content.startswith(codecs.BOM_UTF8):
        return _decoded(content[len(codecs.BOM_UTF8) :], "utf-8", name, skipped=len(codecs.BOM_UTF8))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _was_utf_8(content):
            raise _broken(content, name, error.start) from None
    text = _decoded(content, "cp932", name)
    # Python gives the bytes that CP932 does not have a place of their own instead of refusing them.
    stray = next((at for at, letter in enumerate(text) if letter in _NO_CP932), None)
    if stray is not None:
        raise _broken(content, name, len(text[:stray].encode("cp932")))
    return text


def _was_utf_8(content: bytes) -> bool:
    """A file in UTF-8 with a few bytes broken: far more letters fit than do not."""
    read = content.decode("utf-8", errors="replace")
    broken = read.count("\ufffd")
    return sum(letter > "\x7f" for letter in read) - broken > 4 * broken


def _broken(content: bytes, name: str, at: int, skipped: int = 0) -> BadFile:
    line = content.count(b"\n", 0, at) + 1
    return BadFile(name, "BROKEN_ENCODING", line=line, byte=at + skipped)


def _decoded(content: bytes, encoding: str, name: str, skipped: int = 0) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(content, name, error.start, skipped) from None


def parse(text: str, name: str) -> Sheet:
    """Header and rows.

    >>> sheet = parse('id,name\\n1,"two\\nlines"\\n\\n2,x\\n', "a.csv")
    >>> sheet.columns, [(row.line, row.values["name"]) for row in sheet.rows]
    (('id', 'name'), [(2, 'two\\nlines'), (5, 'x')])
    """
    records = _records(text, name)
    _, header = next(records, (1, []))
    columns = tuple(column.strip() for column in header)
    if not any(columns):
        raise BadFile(name, "NO_HEADER")
    if len(set(columns)) != len(columns):
        twice = next(column for column in columns if columns.count(column) > 1)
        raise BadFile(name, "COLUMN_TWICE", line=1, column=twice)
    rows = []
    for line, fields in records:
        if not fields:
            continue
        if len(fields) != len(columns):
            raise BadFile(name, "OTHER_LENGTH", line=line, expected=len(columns), found=len(fields))
        rows.append(Row(name, line, dict(zip(columns, fields, strict=True))))
    return Sheet(name, columns, tuple(rows))


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(name, "NOT_CSV", line=line, detail=str(error)) from None
        yield line, fields
