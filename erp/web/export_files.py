"""Excel and paper, and CSV in the code of older programs: files that are finished before they are sent.

Each is written to the disk row by row and goes out in pieces, so that no list is too long for the memory.
"""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from erp import printing
from erp.kernel.errors import Refused
from erp.web.export import Listing, lines_of, text_of
from erp.web.formats import day, moment, places
from erp.web.lists import filter_facts
from erp.web.shapes import CodeText, DayText, MomentText, MoneyText, QuantityText
from erp.web.view import View, showing

if TYPE_CHECKING:
    from erp.web.pages import Engine

PIECE = 256 * 1024
ROWS_OF_SHEET = 1_048_575
EXACT_DIGITS = 15  # what a spreadsheet keeps of a figure; a longer one is written as text, whole
ROWS_ON_PAPER = 3_000
TEMPLATE = "erp/printing/sheet.typ"


class TooLongForPaper(Refused):
    """More rows than anybody prints: narrow the list, or take it as a spreadsheet."""


async def cp932_of(engine: "Engine", view: View, path: Path) -> None:
    """The list as CSV for older Japanese programs; refused as a whole when a character has no place in it."""
    with path.open("wb") as file:
        async for piece in lines_of(engine, view, "cp932"):
            file.write(piece)


async def xlsx_of(engine: "Engine", view: View, path: Path) -> None:
    """The list as a workbook: figures are numbers, days are days, and no text is ever a formula."""
    listing = Listing(engine, view)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title_of(view), "created": datetime(*view.asking.today.timetuple()[:3])})
    writer = _Sheets(book, view)
    async for rows in listing.pages():
        with showing(view):
            cells = [listing.cells(row) for row in rows]
        await asyncio.to_thread(writer.write, [column.head for column in listing.columns], cells)
    await asyncio.to_thread(book.close)


class _Sheets:
    """Rows onto sheets, a new one when one is full."""

    def __init__(self, book: Any, view: View) -> None:
        self.book, self.view = book, view
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy/mm/dd"})
        self.moment = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        self.amounts: dict[int, Any] = {}
        self.sheet: Any = None
        self.at = self.sheets = 0

    def write(self, heads: list[str], rows: list[list[Any]]) -> None:
        if self.sheet is None:
            self._new(heads, rows[0] if rows else [])
        for row in rows:
            if self.at > ROWS_OF_SHEET:
                self._new(heads, row)
            for column, value in enumerate(row):
                self._cell(column, value)
            self.at += 1

    def _new(self, heads: list[str], sample: list[Any]) -> None:
        self.sheets += 1
        self.sheet = self.book.add_worksheet(sheet_name(title_of(self.view), self.sheets))
        self.sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            value = sample[column] if column < len(sample) else None
            self.sheet.set_column(column, column, _width(head, value))
        for column, head in enumerate(heads):
            self.sheet.write_string(0, column, head, self.head)
        self.at = 1

    def _cell(self, column: int, value: Any) -> None:
        if value is None or isinstance(value, list):
            return
        if isinstance(value, (MoneyText, QuantityText)) and _digits(value) <= EXACT_DIGITS:
            self.sheet.write_number(self.at, column, float(value), self._amount(value))
        elif isinstance(value, DayText):
            self.sheet.write_datetime(self.at, column, date.fromisoformat(value), self.day)
        elif isinstance(value, MomentText):
            zone = ZoneInfo(self.view.asking.timezone)
            at = datetime.fromisoformat(str(value).replace("Z", "+00:00")).astimezone(zone)
            self.sheet.write_datetime(self.at, column, at.replace(tzinfo=None), self.moment)
        elif isinstance(value, int) and not isinstance(value, bool):
            self.sheet.write_number(self.at, column, value)
        else:
            with showing(self.view):
                self.sheet.write_string(self.at, column, text_of(value))

    def _amount(self, value: str) -> Any:
        """Thousands apart, and as many places as the figure has or its currency."""
        _, _, rest = str(value).partition(".")
        own = places(getattr(value, "currency", "") or self.view.asking.currency)
        count = max(len(rest), own if isinstance(value, MoneyText) else 0)
        if count not in self.amounts:
            shown = "#,##0" + ("." + "0" * count if count else "")
            self.amounts[count] = self.book.add_format({"num_format": shown})
        return self.amounts[count]


async def pdf_of(engine: "Engine", view: View, path: Path) -> None:
    """The list on paper, as the page names its columns; not for more rows than anybody reads on paper."""
    listing, rows = Listing(engine, view), []
    figures: list[bool] = []
    async for some in listing.pages():
        with showing(view):
            for row in some:
                cells = listing.cells(row)
                figures = figures or [False] * len(cells)
                figures = [
                    was or isinstance(each, (MoneyText, QuantityText))
                    for was, each in zip(figures, cells, strict=True)
                ]
                rows.append([_on_paper(each, view) for each in cells])
        if len(rows) > ROWS_ON_PAPER:
            raise TooLongForPaper(rows=len(rows), most=ROWS_ON_PAPER)
    layout = await engine.frame(view.asking)
    figures = figures or [False] * len(listing.columns)
    with showing(view):
        data = {
            "language": view.language,
            "title": title_of(view),
            "company": str(layout.get("company") or ""),
            "facts": filter_facts(view),
            "columns": [
                {"heading": column.head, "number": number}
                for column, number in zip(listing.columns, figures, strict=True)
            ],
            "rows": rows,
            "landscape": len(listing.columns) > 6,
        }
    path.write_bytes(await printing.pdf(TEMPLATE, data, created=view.asking.today))


def _on_paper(value: Any, view: View) -> str:
    if isinstance(value, DayText):
        return day(value)
    if isinstance(value, MomentText):
        return moment(value, view.asking.timezone)
    if isinstance(value, CodeText):
        return value.text()
    return text_of(value)


def title_of(view: View) -> str:
    """What the page is called."""
    return str(view.page.titles["ja" if view.language == "ja" else "en"])


def sheet_name(title: str, number: int = 1) -> str:
    """A name a workbook takes: at most 31 characters, some of them not allowed.

    >>> sheet_name("売上/仕入"), sheet_name("仕訳帳", 2), len(sheet_name("長" * 40))
    ('売上 仕入', '仕訳帳 2', 31)
    """
    clean = re.sub(r"[\[\]:*?/\\']", " ", title).strip() or "1"
    tail = f" {number}" if number > 1 else ""
    return clean[: 31 - len(tail)] + tail


def _digits(value: str) -> int:
    return len(re.sub(r"[^0-9]", "", value).strip("0"))


def _width(head: str, value: Any) -> int:
    if isinstance(value, (MoneyText, QuantityText)):
        return max(14, 2 * len(head))
    if isinstance(value, (DayText, MomentText)):
        return 12 if isinstance(value, DayText) else 17
    return min(40, max(12, 2 * len(head), 2 * len(str(value or ""))))


Making = Callable[["Engine", View, Path], Awaitable[None]]
FORMATS: dict[str, tuple[str, str, Making]] = {
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of),
    "pdf": ("pdf", "application/pdf", pdf_of),
    "cp932": ("csv", "text/csv; charset=Shift_JIS", cp932_of),
}


async def made(engine: "Engine", view: View, wanted: str) -> AsyncIterator[bytes]:
    """The finished file in pieces; nothing of it stays on the disk. The first piece is empty: it is made."""
    _, _, making = FORMATS[wanted]
    with tempfile.TemporaryDirectory(prefix="erp-export-") as folder:
        path = Path(folder) / "list"
        await making(engine, view, path)
        yield b""
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece
