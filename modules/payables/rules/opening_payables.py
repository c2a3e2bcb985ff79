"""What was owed to suppliers before the books began, as a table of text copied out of the books kept before.

One line is one unpaid invoice: supplier, his number, the days of the paper and of payment, and what is open.
"""

import csv as table
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from erp.kernel.dates import understand_date
from erp.kernel.errors import Refused

COLUMNS = ("取引先番号", "請求書番号", "発行日", "期日", "金額")
ENGLISH = ("party", "number", "issued_on", "due_on", "amount")
MOST_ROWS = 500


class OpeningPayableUnreadable(Refused):
    """A row of the table cannot be taken; it is named by its line and column."""

    def __init__(self, line: int, column: str, reason: str, given: str = "") -> None:
        super().__init__(field="csv", line=line, column=column, reason=reason, given=given[:50])


@dataclass(frozen=True, slots=True)
class OpeningPayable:
    """One unpaid invoice of the time before; `line` is where it stands in the table."""

    line: int
    party: str
    number: str
    issued_on: date
    due_on: date
    amount: Decimal


def payables_of(text: str, today: date) -> list[OpeningPayable]:
    """The rows below the heads, comma or tab between the cells.

    >>> rows = "取引先番号,請求書番号,発行日,期日,金額\\nP-000001,A-1,2026/2/20,2026-04-30,\\"55,000\\""
    >>> [(each.line, each.number, each.due_on.isoformat(), each.amount) for each in payables_of(
    ...     rows, date(2026, 4, 1))]
    [(2, 'A-1', '2026-04-30', Decimal('55000'))]
    """
    lines = unicodedata.normalize("NFKC", text.lstrip("\ufeff")).splitlines()
    read = list(table.reader(lines, delimiter="\t" if lines and "\t" in lines[0] else ","))
    if len(read) < 2:
        raise OpeningPayableUnreadable(1, COLUMNS[0], "NO_ROWS")
    if len(read) - 1 > MOST_ROWS:
        raise OpeningPayableUnreadable(MOST_ROWS + 2, COLUMNS[0], "TOO_MANY_LINES")
    names = _heads(read[0])
    return [
        _row(at, dict(zip(names, (cell.strip() for cell in cells), strict=False)), today)
        for at, cells in enumerate(read[1:], 2)
        if any(cell.strip() for cell in cells)
    ]


def _heads(cells: Sequence[str]) -> list[str]:
    known = dict(zip(COLUMNS, ENGLISH, strict=True))
    names = [known.get(cell.strip(), cell.strip()) for cell in cells]
    for name in names:
        if name not in ENGLISH:
            raise OpeningPayableUnreadable(1, name, "UNKNOWN_COLUMN")
    for shown, name in known.items():
        if name not in names:
            raise OpeningPayableUnreadable(1, shown, "COLUMN_MISSING")
    return names


def _row(line: int, cells: dict[str, str], today: date) -> OpeningPayable:
    def wrong(column: str, reason: str) -> OpeningPayableUnreadable:
        return OpeningPayableUnreadable(line, COLUMNS[ENGLISH.index(column)], reason, cells.get(column, ""))

    def day(column: str) -> date:
        try:
            return understand_date(cells.get(column, ""), today)
        except ValueError:
            raise wrong(column, "NOT_A_DATE") from None

    for column in ("party", "number"):
        if not cells.get(column):
            raise wrong(column, "REQUIRED")
    try:
        amount = Decimal(cells.get(column := "amount", "").replace(",", ""))
    except InvalidOperation:
        raise wrong(column, "NOT_A_NUMBER") from None
    if not amount.is_finite() or amount <= 0:
        raise wrong("amount", "AMOUNT_NOT_POSITIVE")
    return OpeningPayable(line, cells["party"], cells["number"], day("issued_on"), day("due_on"), amount)
