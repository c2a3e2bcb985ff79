"""Figures to look at rather than to read: profit and balances month by month, for charts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.dates import last_of_month
from erp.kernel.errors import BadInput
from erp.kernel.money import ZERO
from modules.accounting.reports.statements import year_start
from modules.accounting.reports.sums import Span, account_sums, merged, require_forward
from modules.accounting.rules.statements import Figure, RowKind, composed

MOST_MONTHS = 120


def months_of(first: date, last: date) -> list[tuple[date, date]]:
    """The first and last day of each month from one day to another.

    >>> found = months_of(date(2026, 1, 15), date(2026, 2, 3))
    >>> [(start.isoformat(), end.isoformat()) for start, end in found]
    [('2026-01-01', '2026-01-31'), ('2026-02-01', '2026-02-28')]
    """
    require_forward(first, last)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > MOST_MONTHS:
        raise BadInput("to", "TOO_MANY_MONTHS", most=MOST_MONTHS)
    ends = [last_of_month(first, at) for at in range(count)]
    return [(end.replace(day=1), end) for end in ends]


async def profit_by_month(
    asking: Asking, database: Database, *, to: date, **given: Any
) -> list[dict[str, Any]]:
    """Sales and the profits of each month."""
    months = months_of(given["from"], to)
    spans = [Span(first, last, "LEFT_OUT") for first, last in months]
    sums = merged(await account_sums(asking, database, spans))
    figures = [
        Figure(each.line.value, tuple(each.amount(at) for at in range(len(spans))))
        for each in sums
        if each.is_result
    ]
    rows = {
        row.key: row.amounts
        for row in composed("profit_and_loss", figures, len(spans))
        if row.kind in (RowKind.LINE, RowKind.TOTAL)
    }
    return [
        {
            "month": first,
            "sales": rows["SALES"][at],
            "gross_profit": rows["GROSS_PROFIT"][at],
            "operating_profit": rows["OPERATING_PROFIT"][at],
            "net_profit": rows["NET_PROFIT"][at],
        }
        for at, (first, _) in enumerate(months)
    ]


async def account_by_month(
    asking: Asking, database: Database, *, account: UUID, to: date | None = None, **given: Any
) -> list[dict[str, Any]]:
    """What an account came to at the end of each month, read as it usually is."""
    to = to or asking.today
    months = months_of(given["from"] or await year_start(asking, database, to), to)
    # Only the movements of each month are asked for; what stood before them is one span more.
    spans = [Span(None, months[0][0] - timedelta(days=1)), *(Span(first, last) for first, last in months)]
    own = [each for each in merged(await account_sums(asking, database, spans)) if each.id == account]
    balance, found = ZERO, []
    for at, (first, _) in enumerate(months):
        balance += sum((each.amount(at) for each in own), ZERO) if at == 0 else ZERO
        balance += sum((each.amount(at + 1) for each in own), ZERO)
        found.append({"month": first, "balance": balance})
    return found
