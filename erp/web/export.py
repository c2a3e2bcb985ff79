"""Lists as CSV for spreadsheets: every row of what is filtered, safe to open, sent as it is read.

A text that a spreadsheet would run as a formula gets an apostrophe in front, also in full width; figures
stay figures. The mark at the start tells Excel that this is UTF-8.

    >>> guarded("=1+1"), guarded("＝1+1"), guarded("-300", figure=True), guarded("東京"), guarded(' "+A"')
    ("'=1+1", "'＝1+1", '-300', '東京', ' "+A"')
"""

import csv
import io
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from erp.kernel.labels import label as label_of
from erp.web.shapes import Hidden, Leaf, MoneyText, QuantityText, Record, Shape
from erp.web.view import View

if TYPE_CHECKING:
    from erp.web.pages import Engine

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AT_ONCE = 100
MARK = "\ufeff"


def guarded(text: str, *, figure: bool = False) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if not figure and text.startswith(DANGEROUS) else text


def columns_of(shape: Shape, before: str = "", under: str = "") -> list[tuple[str, str]]:
    """Path and coordinate of every single value of a row; lists inside a row have no place in a table."""
    found: list[tuple[str, str]] = []
    for key, below in shape.fields.items():
        path = f"{before}{key}"
        if isinstance(below, Shape):
            found += columns_of(below, f"{path}.", f"{shape.kind}.{shape.names[key]}")
        elif key not in ("id", "__typename"):
            own = f"{shape.kind}.{shape.names[key]}"
            named = under and shape.names[key] in ("name", "number", "code", "title")
            found.append((path, under if named else own))
    return found


def cell(row: Any, path: str) -> str:
    """One cell: the plain figure or day of the wire, the label of a code."""
    for part in path.split("."):
        if row is None or isinstance(row, Hidden) or not isinstance(row, Mapping):
            return ""
        row = row[part]
    if row is None or isinstance(row, (Hidden, Record, list)):
        return ""
    if isinstance(row, (MoneyText, QuantityText)):
        return str(row)
    if isinstance(row, bool):
        return "1" if row else "0"
    if isinstance(row, int):
        return str(row)
    return guarded(row.text() if isinstance(row, Leaf) and row.shown_as in ("code", "moment") else str(row))


def subject_of(engine: "Engine", view: View) -> tuple[str, Shape] | None:
    """The answer key and the row shape of the page's list, if its subject is one."""
    _, shape = engine.prepared(view.page, view.asking)
    root = view.page.roots[0]
    key = root.alias.value if root.alias else root.name.value
    below = shape.fields.get(key)
    if not isinstance(below, Shape):
        return None
    return key, below.fields.get("nodes", below)


async def lines_of(engine: "Engine", view: View) -> AsyncIterator[bytes]:
    """The file piece by piece; each piece is one page of the list, so memory does not grow with it."""
    from erp.web.view import showing

    found = subject_of(engine, view)
    assert found is not None
    key, shape = found
    columns = columns_of(shape)
    heads = [label_of(coordinate, view.language) for _, coordinate in columns]
    text = MARK + _row(heads)
    paged = "first" in view.page.variables and "after" in view.page.variables
    query = [pair for pair in view.query if pair[0] not in ("first", "after", "last", "before", "format")]
    after = ""
    while True:
        asked = [*query, ("first", str(AT_ONCE)), ("after", after)] if paged else query
        data, _ = await engine.ask(view.page, view.asking, asked)
        listed = data[key]
        rows = listed["nodes"] if isinstance(listed, Mapping) and "nodes" in listed else listed
        with showing(view):
            text += "".join(_row([cell(row, path) for path, _ in columns]) for row in rows or ())
        if text:
            yield text.encode()
        text = ""
        info = listed.get("pageInfo") if paged and isinstance(listed, Mapping) else None
        if not info or not info["hasNextPage"]:
            return
        after = str(info["endCursor"])


def _row(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
