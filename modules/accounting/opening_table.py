"""Opening balances as a table of text, the way they are copied out of the books kept before."""

import csv as table
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.dates import understand_date
from erp.kernel.errors import Refused, TooLong
from erp.kernel.money import ZERO, Money
from modules.accounting.lines import EntryLine, credit, debit
from modules.accounting.opening import MOST_ROWS, OpeningItemDraft

COLUMNS = ("科目コード", "借方", "貸方", "取引先番号", "請求書番号", "発行日", "期日")
ENGLISH = ("account", "debit", "credit", "party", "number", "issued_on", "due_on")
KNOWN = """
    SELECT 'account' AS what, code AS name, id FROM masterdata.account WHERE is_active
    UNION ALL SELECT 'party', number, id FROM masterdata.party WHERE number = ANY($1::text[])
"""


class OpeningRowUnreadable(Refused):
    """A row of the table cannot be taken; it is named by its line and column."""

    def __init__(self, line: int, column: str, reason: str, given: str = "") -> None:
        super().__init__(field="csv", line=line, column=column, reason=reason, given=given[:50])


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was written."""

    line: int
    cells: Mapping[str, str]

    def wrong(self, column: str, reason: str) -> OpeningRowUnreadable:
        shown = COLUMNS[ENGLISH.index(column)]
        return OpeningRowUnreadable(self.line, shown, reason, self.cells.get(column, ""))

    def amount(self, column: str) -> Decimal:
        text = self.cells.get(column, "").replace(",", "")
        if not text:
            return ZERO
        try:
            found = Decimal(text)
        except InvalidOperation:
            raise self.wrong(column, "NOT_A_NUMBER") from None
        if not found.is_finite() or found < 0:
            raise self.wrong(column, "NOT_A_NUMBER")
        return found

    def day(self, column: str, today: date) -> date:
        try:
            return understand_date(self.cells.get(column, ""), today)
        except ValueError:
            raise self.wrong(column, "NOT_A_DATE") from None


def rows_of(text: str) -> list[Row]:
    """The rows below the heads, comma or tab between the cells.

    >>> [(row.line, row.cells["account"], row.amount("debit")) for row in rows_of("科目コード,借方\\n1110,5")]
    [(2, '1110', Decimal('5'))]
    """
    plain = unicodedata.normalize("NFKC", text.lstrip("\ufeff"))
    first = plain.split("\n", 1)[0]
    read = list(table.reader(plain.splitlines(), delimiter="\t" if "\t" in first else ","))
    if not read or len(read) < 2:
        raise OpeningRowUnreadable(1, COLUMNS[0], "NO_ROWS")
    if len(read) > MOST_ROWS:
        raise TooLong("csv", MOST_ROWS, given=len(read))
    heads = [cell.strip() for cell in read[0]]
    names = [dict(zip(COLUMNS, ENGLISH, strict=True)).get(head, head) for head in heads]
    for name, head in zip(names, heads, strict=True):
        if name not in ENGLISH:
            raise OpeningRowUnreadable(1, head, "UNKNOWN_COLUMN")
    if "account" not in names:
        raise OpeningRowUnreadable(1, COLUMNS[0], "COLUMN_MISSING")
    found = []
    for at, cells in enumerate(read[1:], 2):
        if len(cells) > len(names):
            raise OpeningRowUnreadable(at, heads[-1], "TOO_MANY_CELLS")
        values = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        if any(values.values()):
            found.append(Row(at, values))
    return found


async def opening_of(act: Act, text: str) -> tuple[list[EntryLine], list[OpeningItemDraft]]:
    """Lines and open invoices of the table."""
    rows = rows_of(text)
    numbers = sorted({row.cells.get("party", "") for row in rows} - {""})
    known: dict[tuple[str, str], UUID] = {
        (row["what"], row["name"]): row["id"] for row in await act.tx.rows(KNOWN, numbers)
    }
    lines: list[EntryLine] = []
    items: list[OpeningItemDraft] = []
    for row in rows:
        _take(act, row, known, lines, items)
    return lines, items


def _take(
    act: Act,
    row: Row,
    known: Mapping[tuple[str, str], UUID],
    lines: list[EntryLine],
    items: list[OpeningItemDraft],
) -> None:
    account = known.get(("account", row.cells.get("account", "")))
    if account is None:
        raise row.wrong("account", "UNKNOWN_ACCOUNT")
    party: UUID | None = None
    if row.cells.get("party"):
        party = known.get(("party", row.cells["party"]))
        if party is None:
            raise row.wrong("party", "UNKNOWN_PARTY")
    left, right = row.amount("debit"), row.amount("credit")
    if (left > 0) == (right > 0):
        raise row.wrong("debit", "ONE_SIDE")
    if not row.cells.get("number"):
        make: Any = debit if left else credit
        lines.append(make(account, left or right, party=party))
        return
    if party is None:
        raise row.wrong("party", "UNKNOWN_PARTY")
    if right:
        raise row.wrong("credit", "ONE_SIDE")
    items.append(
        OpeningItemDraft(
            party=party,
            number=row.cells["number"],
            issued_on=row.day("issued_on", act.today),
            due_on=row.day("due_on", act.today),
            amount=Money(left),
        )
    )


def totals(lines: Sequence[EntryLine], items: Sequence[OpeningItemDraft]) -> tuple[Decimal, Decimal]:
    """Both sides of the table."""
    left = sum((line.amount for line in lines if line.side == "DEBIT"), ZERO)
    right = sum((line.amount for line in lines if line.side == "CREDIT"), ZERO)
    return left + sum((item.amount for item in items), ZERO), right
