"""Lists as files: every row of what is filtered, in the columns of the page's own document.

Table, CSV, Excel and paper read the same answer of the same question, so they say the same, and what the
reader may not see is in none of them. Rows come page by page and are written as they come.

    >>> guarded("=1+1"), guarded("＝1+1"), guarded("-300", figure=True), guarded("東京"), guarded(' "+A"')
    ("'=1+1", "'＝1+1", '-300', '東京', ' "+A"')
"""

import csv
import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from erp.kernel.errors import Refused
from erp.kernel.labels import label as label_of
from erp.web.shapes import Hidden, Leaf, MoneyText, QuantityText, Record, Shape
from erp.web.spreading import is_spread, spread_of
from erp.web.view import View, showing

if TYPE_CHECKING:
    from erp.web.pages import Engine

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 100
MARK = "\ufeff"
ENCODINGS = {"": "utf-8", "utf-8": "utf-8", "cp932": "cp932"}
PAGING = ("first", "after", "last", "before", "format", "encoding")
MOST_TOLD = 10

Allowed = Callable[[str, str], bool]


class NotInCp932(Refused):
    """Some characters have no place in the code of older Japanese programs; none is replaced in silence."""


@dataclass(frozen=True)
class Column:
    """One column of a file: where its values are, its head, and how one is read off a row."""

    head: str
    read: Callable[[Any], Any]


def guarded(text: str, *, figure: bool = False) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if not figure and text.startswith(DANGEROUS) else text


def columns_of(
    shape: Shape, language: str, allowed: Allowed, first: Any = None, before: str = "", under: str = ""
) -> list[Column]:
    """The columns of a row in the order of the document, without what the reader may not see.

    A list inside a row has no place in a table, unless it has the form of columns: twelve months.
    """
    found: list[Column] = []
    for key, below in shape.fields.items():
        path, name = f"{before}{key}", shape.names[key]
        # A key is for programs; what it leads to has a name.
        if name in ("id", "__typename") or name.endswith("Id") or not allowed(shape.kind, name):
            continue
        own = f"{shape.kind}.{name}"
        inside = value_at(first, path) if first is not None else None
        if isinstance(inside, list) and isinstance(below, Shape):
            if is_spread(below) and not before:
                head, value = below.fields
                spec = {"spread": key, "head": head, "value": value}
                found += [Column(text, read) for text, read in spread_of([first], spec)]
        elif isinstance(below, Shape):
            found += columns_of(below, language, allowed, first, f"{path}.", own)
        else:
            named = under and name in ("name", "number", "code", "title")
            head = label_of(under if named else own, language)
            found.append(Column(head, partial(value_at, path=path)))
    return found


def value_at(row: Any, path: str) -> Any:
    """The value at `customer.name`; nothing where a link on the way is empty."""
    for part in path.split("."):
        if row is None or isinstance(row, Hidden) or not isinstance(row, Mapping):
            return None
        row = row[part]
    return None if isinstance(row, (Hidden, Record)) else row


def text_of(value: Any) -> str:
    """One cell as plain text: the figure or day of the wire, the label of a code."""
    if value is None or isinstance(value, list):
        return ""
    if isinstance(value, (MoneyText, QuantityText)):
        return str(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    shown = isinstance(value, Leaf) and value.shown_as in ("code", "moment")
    return value.text() if shown else str(value)


def subject_of(engine: "Engine", view: View) -> tuple[str, Shape] | None:
    """The answer key and the row shape of the page's list, if its subject is one."""
    _, shape = engine.prepared(view.page, view.asking)
    root = view.page.roots[0]
    key = root.alias.value if root.alias else root.name.value
    below = shape.fields.get(key)
    if not isinstance(below, Shape):
        return None
    return key, below.fields.get("nodes", below)


class Listing:
    """The rows of a page's list, a page of them at a time, so that memory does not grow with the list."""

    def __init__(self, engine: "Engine", view: View) -> None:
        found = subject_of(engine, view)
        assert found is not None
        self.engine, self.view = engine, view
        self.key, self.shape = found
        self.columns: list[Column] = []

    async def pages(self) -> AsyncIterator[Sequence[Any]]:
        """Rows as they come; the columns are known with the first of them."""
        view, page = self.view, self.view.page
        paged = "first" in page.variables and "after" in page.variables
        query = [pair for pair in view.query if pair[0] not in PAGING]
        after, begun = "", False
        while True:
            asked = [*query, ("first", str(AT_ONCE)), ("after", after)] if paged else query
            data, _ = await self.engine.ask(page, view.asking, asked)
            listed = data[self.key]
            rows = listed["nodes"] if isinstance(listed, Mapping) and "nodes" in listed else listed
            if not begun:
                with showing(view):
                    allowed = self.engine.allowed(view.asking)
                    self.columns = columns_of(self.shape, view.language, allowed, rows[0] if rows else None)
            begun = True
            yield rows or ()
            info = listed.get("pageInfo") if paged and isinstance(listed, Mapping) else None
            if not info or not info["hasNextPage"]:
                return
            after = str(info["endCursor"])

    def cells(self, row: Any) -> list[Any]:
        """The values of one row."""
        return [column.read(row) for column in self.columns]


async def lines_of(engine: "Engine", view: View, encoding: str = "utf-8") -> AsyncIterator[bytes]:
    """The list as CSV piece by piece; with a mark that tells Excel that it is UTF-8, where it is."""
    listing, begun, at = Listing(engine, view), False, 1
    missing: dict[str, str] = {}
    async for rows in listing.pages():
        lines = [] if begun else [[column.head for column in listing.columns]]
        with showing(view):
            for row in rows:
                cells = listing.cells(row)
                lines.append([guarded(text_of(each), figure=_is_figure(each)) for each in cells])
        text = "".join(_row(line) for line in lines)
        if encoding == "utf-8":
            yield (("" if begun else MARK) + text).encode()
        else:
            _look_for_missing(lines, at, missing, encoding)
            yield text.encode(encoding, errors="ignore")
        begun, at = True, at + len(lines)
    if missing:
        shown = [f"{character} ({place})" for character, place in list(missing.items())[:MOST_TOLD]]
        raise NotInCp932(count=len(missing), characters=" ".join(shown))


def _look_for_missing(lines: list[list[str]], at: int, missing: dict[str, str], encoding: str) -> None:
    """Note characters that cannot be written, each with the line where it first stands."""
    for number, line in enumerate(lines, at):
        for text in line:
            try:
                text.encode(encoding)
            except UnicodeEncodeError:
                for character in text:
                    if not _fits(character, encoding):
                        missing.setdefault(character, str(number))


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_figure(value: Any) -> bool:
    return isinstance(value, (MoneyText, QuantityText, int))


def _row(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
