"""Balance sheet (貸借対照表), profit and loss (損益計算書), their twelve months, and the year before.

Every figure of a line is the sum of its accounts, and each account leads to its ledger. The balance sheet
adds the profit of the running year to the retained earnings, so that it balances on every day, carried
forward or not.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.dates import last_of_month
from erp.kernel.labels import label
from erp.kernel.money import ZERO
from erp.masterdata.states import StatementLine
from modules.accounting.reports.sums import (
    AccountSums,
    Span,
    account_sums,
    departments_of,
    merged,
    require_forward,
)
from modules.accounting.rules.statements import Figure, Row, RowKind, StatementTotal, composed, ratio

DAY = timedelta(days=1)
YEAR_OF = """
SELECT coalesce(
    (SELECT y.starts_on FROM accounting.fiscal_year y
     WHERE y.company = c.id AND y.starts_on <= $2 AND y.ends_on >= $2),
    make_date(extract(year FROM $2::date)::int
              - (c.fiscal_year_start_month > extract(month FROM $2::date))::int, c.fiscal_year_start_month,
              1) ) FROM masterdata.company c WHERE c.id = $1
"""


class Statement(str, Enum):
    """Which of the two statements."""

    PROFIT_AND_LOSS = "PROFIT_AND_LOSS"
    BALANCE_SHEET = "BALANCE_SHEET"


async def year_start(asking: Asking, database: Database, on: date) -> date:
    """The first day of the fiscal year that holds a day."""
    found = await database.read(YEAR_OF, asking.company, on, company=asking.company)
    assert isinstance(found, date)
    return found


def a_year_before(on: date) -> date:
    """The same day last year; the last of February stays the last.

    >>> a_year_before(date(2027, 2, 28)), a_year_before(date(2025, 2, 28)), a_year_before(date(2026, 3, 31))
    (datetime.date(2026, 2, 28), datetime.date(2024, 2, 29), datetime.date(2025, 3, 31))
    """
    if (on + DAY).day == 1:
        return (on + DAY).replace(year=on.year - 1) - DAY
    return on.replace(year=on.year - 1)


async def profit_and_loss(
    asking: Asking,
    database: Database,
    *,
    to: date,
    known_at: datetime | None = None,
    department: UUID | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    """What was earned and spent between two days, beside the same days of the year before."""
    first = given["from"] or await year_start(asking, database, to)
    require_forward(first, to)
    spans = [Span(first, to, "LEFT_OUT"), Span(a_year_before(first), a_year_before(to), "LEFT_OUT")]
    departments = await departments_of(database, department)
    sums = await account_sums(asking, database, spans, known_at=known_at, departments=departments)
    figures = [_figure(each, [0, 1]) for each in merged(sums) if each.is_result]
    rows = composed("profit_and_loss", figures, 2)
    return [_compared(asking, row, of="SALES", rows=rows) for row in rows]


async def balance_sheet(
    asking: Asking,
    database: Database,
    *,
    as_of: date,
    known_at: datetime | None = None,
    department: UUID | None = None,
) -> list[dict[str, Any]]:
    """What there is and to whom it is owed at the end of a day, beside the same day a year before."""
    require_forward(None, as_of, "asOf")
    days = [as_of, a_year_before(as_of)]
    starts = [await year_start(asking, database, on) for on in days]
    spans = [Span(None, on, "NOT_YET") for on in days]
    spans += [Span(start, on, "NOT_YET") for start, on in zip(starts, days, strict=True)]
    departments = await departments_of(database, department)
    sums = merged(await account_sums(asking, database, spans, known_at=known_at, departments=departments))
    figures = [_figure(each, [0, 1]) for each in sums if not each.is_result]
    figures += _results(sums, [0, 1], [2, 3])
    rows = composed("balance_sheet", figures, 2)
    return [_compared(asking, row, of="TOTAL_ASSETS", rows=rows) for row in rows]


async def monthly_trend(
    asking: Asking,
    database: Database,
    *,
    statement: Statement,
    known_at: datetime | None = None,
    department: UUID | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    """Twelve months side by side: what each earned, or how things stood at its end."""
    first = given["from"] or await year_start(asking, database, asking.today)
    require_forward(first, first, "from")
    lasts = [last_of_month(first, at) for at in range(12)]
    months = [last.replace(day=1) for last in lasts]
    departments = await departments_of(database, department)
    if statement is Statement.PROFIT_AND_LOSS:
        spans = [Span(month, last, "LEFT_OUT") for month, last in zip(months, lasts, strict=True)]
        sums = await account_sums(asking, database, spans, known_at=known_at, departments=departments)
        figures = [_figure(each, range(12)) for each in merged(sums) if each.is_result]
        rows = composed("profit_and_loss", figures, 12)
    else:
        starts = [await year_start(asking, database, month) for month in months]
        spans = [Span(None, last, "NOT_YET") for last in lasts]
        spans += [Span(start, last, "NOT_YET") for start, last in zip(starts, lasts, strict=True)]
        found = await account_sums(asking, database, spans, known_at=known_at, departments=departments)
        figures = [_figure(each, range(12)) for each in merged(found) if not each.is_result]
        figures += _results(merged(found), range(12), range(12, 24))
        rows = composed("balance_sheet", figures, 12)
    return [_by_month(asking, row, months, statement) for row in rows]


async def profit_by_department(
    asking: Asking,
    database: Database,
    *,
    to: date,
    known_at: datetime | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    """Profit and loss with a column for each department, one for what names none, and the whole."""
    first = given["from"] or await year_start(asking, database, to)
    require_forward(first, to)
    spans = [Span(first, to, "LEFT_OUT")]
    there = await database.rows("SELECT id, code, name FROM masterdata.department ORDER BY code, id")
    ids = [each["id"] for each in there]
    whole = await account_sums(asking, database, spans, known_at=known_at)
    parts = await account_sums(asking, database, spans, known_at=known_at, departments=ids)
    amounts = {(each.id, each.department): each.amount(0) for each in parts}
    figures = []
    for each in (each for each in whole if each.is_result):
        own = [amounts.get((each.id, department), ZERO) for department in ids]
        rest = each.amount(0) - sum(own, ZERO)
        figures.append(Figure(each.line.value, (*own, rest, each.amount(0)), each))
    rows = composed("profit_and_loss", figures, len(ids) + 2)
    nobody = "部署なし" if asking.language == "ja" else "No department"
    names = [*(f"{each['code']} {each['name']}" for each in there), nobody]
    return [_by_department(asking, row, names) for row in rows]


def _figure(each: AccountSums, spans: Sequence[int]) -> Figure:
    return Figure(each.line.value, tuple(each.amount(at) for at in spans), each)


def _results(sums: Sequence[AccountSums], ever: Sequence[int], year: Sequence[int]) -> list[Figure]:
    """Profits that are in no balance sheet account yet: this year's, and those nobody carried forward."""
    results = [each for each in sums if each.is_result]
    all_time = [-sum((each.balance(at) for each in results), ZERO) for at in ever]
    this_year = [-sum((each.balance(at) for each in results), ZERO) for at in year]
    before = tuple(one - other for one, other in zip(all_time, this_year, strict=True))
    line = StatementLine.RETAINED_EARNINGS.value
    return [
        Figure(line, before, total=StatementTotal.PROFIT_NOT_CARRIED_FORWARD.value),
        Figure(line, tuple(this_year), total=StatementTotal.PROFIT_OF_THE_YEAR.value),
    ]


def _told(asking: Asking, row: Row) -> dict[str, Any]:
    """What a row is: its name, its level, and the account it leads to."""
    account: AccountSums | None = row.figure.account if row.figure else None
    total = row.figure.total if row.figure and row.figure.total else None
    if row.kind is RowKind.TOTAL:
        total = row.key
    if account is not None:
        name = account.name
    else:
        kind = "StatementTotal" if total else "StatementLine"
        name = label(f"{kind}.{total or row.key}", asking.language)
    return {
        "kind": row.kind,
        "line": None if row.kind is RowKind.TOTAL else row.key,
        "total_of": total,
        "account_id": account.id if account else None,
        "account_code": account.code if account else None,
        "name": name,
    }


def _compared(asking: Asking, row: Row, *, of: str, rows: Sequence[Row]) -> dict[str, Any]:
    whole = next(each.amounts[0] for each in rows if each.key == of and each.kind is not RowKind.ACCOUNT)
    now, then = row.amounts[0], row.amounts[1]
    return _told(asking, row) | {
        "amount": now,
        "share": ratio(now, whole),
        "year_before": then,
        "difference": now - then,
        "ratio": ratio(now, then),
    }


def _by_month(asking: Asking, row: Row, months: Sequence[date], statement: Statement) -> dict[str, Any]:
    total: Decimal | None = sum(row.amounts, ZERO) if statement is Statement.PROFIT_AND_LOSS else None
    cells = [{"month": month, "amount": amount} for month, amount in zip(months, row.amounts, strict=True)]
    return _told(asking, row) | {"months": cells, "total": total}


def _by_department(asking: Asking, row: Row, names: Sequence[str]) -> dict[str, Any]:
    *parts, total = row.amounts
    cells = [{"name": name, "amount": amount} for name, amount in zip(names, parts, strict=True)]
    return _told(asking, row) | {"departments": cells, "total": total}
