"""Trial balance (合計残高試算表): every account with what was brought forward, both sides, and what remains.

Without a first day it is all that was ever posted up to the day. With one it is told as accountants read it:
results begin anew with each fiscal year, and what earlier years earned without being carried forward yet
stands in a row of its own, so that both sides agree on every day.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.labels import label
from erp.kernel.money import ZERO
from erp.masterdata.states import AccountKind, StatementLine
from modules.accounting.reports.statements import year_start
from modules.accounting.reports.sums import (
    AccountSums,
    Span,
    account_sums,
    departments_of,
    merged,
    require_forward,
)

DAY = timedelta(days=1)


async def trial_balance(
    asking: Asking,
    database: Database,
    *,
    as_of: date,
    known_at: datetime | None = None,
    department: UUID | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    """The accounts in the order of their codes."""
    first: date | None = given.get("from")
    if first is None and given.get("of_year"):
        first = await year_start(asking, database, as_of)
    require_forward(first, as_of, "asOf")
    departments = await departments_of(database, department)
    spans = [Span(first, as_of, "NOT_YET")]
    if first is not None:
        begins = await year_start(asking, database, first)
        spans += [Span(None, begins - DAY), Span(begins, first - DAY)] if first > begins else []
        spans += [Span(None, first - DAY)] if first == begins else []
    sums = merged(await account_sums(asking, database, spans, known_at=known_at, departments=departments))
    rows = [_row(each, spans) for each in sums]
    if len(spans) > 1:
        earlier = sum((each.balance(1) for each in sums if each.is_result), ZERO)
        rows += [_not_carried_forward(asking, earlier)] if earlier else []
    return [row for row in rows if row["opening"] or row["debit"] or row["credit"]]


def _row(each: AccountSums, spans: list[Span]) -> dict[str, Any]:
    opening = ZERO
    if len(spans) > 1 and not each.is_result:
        opening += each.balance(1)
    if len(spans) > 2:
        opening += each.balance(2)
    return {
        "account_id": each.id,
        "account_code": each.code,
        "account_name": each.name,
        "kind": each.kind,
        "statement_line": each.line,
        "currency": each.currency,
        "opening": opening,
        "debit": each.debit[0],
        "credit": each.credit[0],
        "balance": opening + each.balance(0),
    }


def _not_carried_forward(asking: Asking, balance: Decimal) -> dict[str, Any]:
    """What earlier years earned and nobody has carried forward."""
    return {
        "account_id": None,
        "account_code": "",
        "account_name": label("StatementTotal.PROFIT_NOT_CARRIED_FORWARD", asking.language),
        "kind": AccountKind.EQUITY,
        "statement_line": StatementLine.RETAINED_EARNINGS,
        "currency": asking.currency,
        "opening": balance,
        "debit": ZERO,
        "credit": ZERO,
        "balance": balance,
    }
