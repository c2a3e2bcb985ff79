"""Sub ledger (補助元帳) of an account: for each party what was brought forward, what moved, and what remains.

The rows add up to the account; what was posted without a party has a row of its own. A party's row leads to
its lines, which are the account's ledger narrowed to it.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.money import ZERO
from modules.accounting.reports.statements import year_start
from modules.accounting.reports.sums import MARK, Span, account_sums, merged, require_forward

# $1 company, $2 account, $3 first and $4 last day, $5 known at.
PARTIES = f"""
WITH mark AS MATERIALIZED ({MARK.replace(":company", "$1")}), cut AS MATERIALIZED (
    SELECT DISTINCT date_trunc('month', b.day)::date AS month
    FROM (VALUES ($3::date), ($4::date + 1)) b(day) WHERE b.day <> date_trunc('month', b.day)::date
), tail AS MATERIALIZED (
    SELECT l.account, l.party, l.effective_on, l.debit, l.credit
    FROM accounting.journal_line l WHERE l.company = $1 AND l.tx >= (SELECT upto FROM mark)
      AND CASE WHEN l.account = $2 THEN true END
), parts AS (
    SELECT s.party, s.month AS day, s.debit, s.credit FROM accounting.party_month s
    WHERE s.company = $1 AND s.account = $2 AND s.month <= $4::date AND s.month NOT IN (SELECT month FROM cut)
      AND (SELECT upto FROM mark) > 0
    UNION ALL
    SELECT l.party, l.effective_on, l.debit, l.credit
    FROM cut JOIN accounting.journal_line l ON l.company = $1 AND l.account = $2
        AND l.effective_on >= cut.month AND l.effective_on < (cut.month + interval '1 month')::date
    WHERE l.party IS NOT NULL AND l.tx < (SELECT upto FROM mark)
    UNION ALL
    SELECT l.party, l.effective_on, l.debit, l.credit FROM tail l
    WHERE l.account = $2 AND l.party IS NOT NULL
    UNION ALL
    SELECT l.party, l.effective_on, -l.debit, -l.credit
    FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
    WHERE e.company = $1 AND e.recorded_at > $5::timestamptz AND l.account = $2 AND l.party IS NOT NULL
)
SELECT p.id AS party_id, p.number AS party_number, p.name AS party_name,
       coalesce(sum(x.debit - x.credit) FILTER (WHERE x.day < $3::date), 0) AS opening,
       coalesce(sum(x.debit) FILTER (WHERE x.day >= $3::date), 0) AS debit,
       coalesce(sum(x.credit) FILTER (WHERE x.day >= $3::date), 0) AS credit
FROM parts x JOIN masterdata.party y ON y.id = x.party
JOIN masterdata.party p ON p.id = coalesce(y.merged_into, y.id)
WHERE x.day <= $4::date
GROUP BY p.id ORDER BY p.number
"""


async def sub_ledger(
    asking: Asking,
    database: Database,
    *,
    account: UUID,
    to: date | None = None,
    known_at: datetime | None = None,
    **given: Any,
) -> list[dict[str, Any]]:
    """The parties of an account, in the order of their numbers."""
    to = to or asking.today
    first = given["from"] or await year_start(asking, database, to)
    require_forward(first, to)
    if not await database.read("SELECT true FROM masterdata.account WHERE id = $1", account):
        raise NotFound("Account", account, field="account")
    rows = await database.rows(PARTIES, asking.company, account, first, to, known_at, company=asking.company)
    parties = [
        {**row, "balance": row["opening"] + row["debit"] - row["credit"]}
        for row in rows
        if row["opening"] or row["debit"] or row["credit"]
    ]
    spans = [Span(None, first - timedelta(days=1)), Span(first, to)]
    sums = merged(await account_sums(asking, database, spans, known_at=known_at))
    whole = [each for each in sums if each.id == account]
    rest = _without_party(asking, parties, whole)
    return [*parties, rest] if rest["opening"] or rest["debit"] or rest["credit"] else parties


def _without_party(asking: Asking, parties: list[dict[str, Any]], whole: list[Any]) -> dict[str, Any]:
    """What of the account names nobody."""
    opening = sum((each.balance(0) for each in whole), ZERO) - sum(
        (each["opening"] for each in parties), ZERO
    )
    debit = sum((each.debit[1] for each in whole), ZERO) - sum((each["debit"] for each in parties), ZERO)
    credit = sum((each.credit[1] for each in whole), ZERO) - sum((each["credit"] for each in parties), ZERO)
    return {
        "party_id": None,
        "party_number": None,
        "party_name": "取引先なし" if asking.language == "ja" else "No party",
        "opening": opening,
        "debit": debit,
        "credit": credit,
        "balance": opening + debit - credit,
    }
