"""Cash forecast (資金繰り予定): from what is in the bank, week by week, to where it is lowest.

What is to come is asked of every part of the house (`forecast.py`), what is planned stands in the plans, and
what is owed for taxes and wages is what their accounts hold. Nothing is stored: each posting changes it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput
from erp.kernel.forecast import COLUMNS, Contribution, contributions
from erp.kernel.money import ZERO
from modules.accounting.reports.sums import Span, account_sums, merged
from modules.accounting.rules.cash_plan import days_of

WEEKS, MOST_WEEKS = 13, 53
PLACES = {"company": "$1::uuid", "today": "$2::date", "until": "$3::date"}
PLANS = (
    "SELECT * FROM accounting.cash_plan WHERE company = $1 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY id"
)
BANKS = "SELECT DISTINCT account FROM accounting.bank_account WHERE company = $1 AND is_active"


def placed(sql: str) -> str:
    """A contribution with its placeholders numbered.

    >>> placed("a = :company AND b < :until::date")
    'a = $1::uuid AND b < $3::date::date'
    """
    return re.sub(r"(?<!:):(company|today|until)\b", lambda found: PLACES[found[1]], sql)


def statement(parts: Sequence[Contribution]) -> str:
    """All contributions as one statement."""
    asked = " UNION ALL ".join(
        f"SELECT {at} AS part, x.* FROM ({placed(each.sql)}) x({COLUMNS})" for at, each in enumerate(parts)
    )
    return f"""
        SELECT f.*, p.name AS party_name, d.kind AS document_kind
        FROM ({asked}) f
        LEFT JOIN masterdata.party p ON p.id = f.party LEFT JOIN kernel.document d ON d.id = f.document
        WHERE f.expected_on <= $3::date AND f.amount <> 0 AND $1::uuid IS NOT NULL AND $2::date IS NOT NULL
    """


async def _items(
    asking: Asking, database: Database, until: date, balances: Mapping[UUID, Decimal]
) -> list[dict[str, Any]]:
    """Every payment to be expected, in the order of days."""
    parts = contributions()
    japanese = asking.language == "ja"
    rows = await database.rows(statement(parts), asking.company, asking.today, until, company=asking.company)
    found = [
        {
            "expected_on": row["expected_on"],
            "due_on": row["due_on"],
            "kind": parts[row["part"]].ja if japanese else parts[row["part"]].en,
            "name": row["number"],
            "party_name": row["party_name"],
            "document_id": row["document"],
            "document_kind": row["document_kind"],
            "amount": row["amount"],
        }
        for row in rows
    ]
    plans = await database.rows(PLANS, asking.company, asking.today, company=asking.company)
    for plan in plans:
        found += _planned(plan, asking, until, balances)
    return sorted(found, key=lambda each: (each["expected_on"], each["kind"], each["name"] or ""))


def _planned(
    plan: Mapping[str, Any], asking: Asking, until: date, balances: Mapping[UUID, Decimal]
) -> list[dict[str, Any]]:
    days = days_of(
        plan["day_of_month"], plan["every_months"], plan["starts_on"], until, plan["ends_on"], asking.today
    )
    amount = plan["amount"]
    if plan["account"] is not None:
        # What an account holds today is paid once; what it will hold then nobody knows yet.
        amount, days = abs(balances.get(plan["account"], ZERO)), iter([*days][:1])
    return [
        {
            "expected_on": on,
            "due_on": on,
            "kind": "予定" if asking.language == "ja" else "Planned",
            "name": plan["name"],
            "party_name": None,
            "document_id": None,
            "document_kind": None,
            "amount": amount if plan["is_receipt"] else -amount,
        }
        for on in days
        if amount
    ]


async def _known(
    asking: Asking, database: Database, weeks: int | None
) -> tuple[Decimal, date, list[dict[str, Any]]]:
    """What is in the bank today, the last day looked at, and all that is expected until then."""
    count = WEEKS if weeks is None else weeks
    if not 1 <= count <= MOST_WEEKS:
        raise BadInput("weeks", "OUT_OF_RANGE", least=1, most=MOST_WEEKS)
    until = asking.today - timedelta(days=asking.today.weekday()) + timedelta(days=7 * count - 1)
    sums = merged(await account_sums(asking, database, [Span(None, asking.today)]))
    balances = {each.id: each.balance(0) for each in sums}
    banks = await database.rows(BANKS, asking.company, company=asking.company)
    cash = sum((balances.get(row["account"], ZERO) for row in banks), ZERO)
    return cash, until, await _items(asking, database, until, balances)


async def cash_forecast(
    asking: Asking, database: Database, *, weeks: int | None = None
) -> list[dict[str, Any]]:
    """Week by week from today's: what comes, what goes, what is left, and the lowest day of each."""
    balance, until, items = await _known(asking, database, weeks)
    start = asking.today - timedelta(days=asking.today.weekday())
    rows: list[dict[str, Any]] = []
    while start <= until:
        end = start + timedelta(days=6)
        own = [each for each in items if start <= each["expected_on"] <= end]
        row = _week(start, end, balance, own, asking.today)
        balance = row["closing"]
        rows.append(row)
        start = end + timedelta(days=1)
    lowest = min(rows, key=lambda row: row["lowest"])
    lowest["is_lowest"] = True
    return rows


def _week(
    start: date, end: date, opening: Decimal, items: Sequence[Mapping[str, Any]], today: date
) -> dict[str, Any]:
    balance, lowest, lowest_on = opening, opening, max(start, today)
    for on in sorted({each["expected_on"] for each in items}):
        balance += sum((each["amount"] for each in items if each["expected_on"] == on), ZERO)
        if balance < lowest:
            lowest, lowest_on = balance, on
    return {
        "starts_on": start,
        "ends_on": end,
        "opening": opening,
        "receipts": sum((each["amount"] for each in items if each["amount"] > 0), ZERO),
        "payments": -sum((each["amount"] for each in items if each["amount"] < 0), ZERO),
        "closing": balance,
        "lowest": lowest,
        "lowest_on": lowest_on,
        "is_lowest": False,
    }


async def cash_forecast_items(
    asking: Asking, database: Database, *, weeks: int | None = None
) -> list[dict[str, Any]]:
    """The payments behind the forecast, each with its document where there is one."""
    _, _, items = await _known(asking, database, weeks)
    return items
