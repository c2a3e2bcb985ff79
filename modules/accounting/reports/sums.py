"""What accounts come to over spans of days: the one statement below every statement of accounts.

Whole months come from the month sums, the days of a month that a span cuts from the day sums, and what the
roll-up has not seen yet from the lines themselves, all from one moment: so figures are exact at any time and
cost the same however many lines there are. What we did not know at `known_at` is taken off again, and so are
the carry-forward entries that a statement leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.money import ZERO
from erp.masterdata.states import AccountKind, StatementLine

# A mark from another cluster (a dump that was loaded here) says nothing about this cluster's transactions.
MARK = """
    SELECT coalesce(max(upto), 0) AS upto FROM accounting.roll_up_mark
    WHERE company = :company AND upto <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""

# $1 company, $2 and $3 first and last days of the spans, $4 known at, $5 departments or nothing for all,
# $6 which carry-forward entries each span leaves out, $7 language.
SUMS = f"""
WITH mark AS MATERIALIZED ({MARK.replace(":company", "$1")}), spans AS MATERIALIZED (
    SELECT s.* FROM unnest($2::date[], $3::date[], $6::text[]) WITH ORDINALITY AS s(first, last, closing, no)
), reach AS MATERIALIZED (
    SELECT min(coalesce(first, '-infinity'::date)) AS low, max(last) AS high FROM spans
), cut AS MATERIALIZED (
    SELECT DISTINCT date_trunc('month', b.day)::date AS month
    FROM (SELECT first AS day FROM spans UNION SELECT last + 1 FROM spans) b
    WHERE b.day <> date_trunc('month', b.day)::date
), parts AS (
    SELECT s.account, NULL::uuid AS department, s.currency, s.month AS day, NULL::date AS carried_on,
           s.debit, s.credit
    FROM accounting.account_month s
    WHERE $5::uuid[] IS NULL AND s.company = $1 AND (SELECT upto FROM mark) > 0
      AND s.month >= (SELECT date_trunc('month', low)::date FROM reach)
      AND s.month <= (SELECT high FROM reach)
      AND s.month NOT IN (SELECT month FROM cut)
    UNION ALL
    SELECT s.account, NULL, s.currency, s.day, NULL, s.debit, s.credit
    FROM cut JOIN accounting.account_day s ON s.company = $1 AND s.day >= cut.month
        AND s.day < (cut.month + interval '1 month')::date
    WHERE $5::uuid[] IS NULL AND (SELECT upto FROM mark) > 0
    UNION ALL
    SELECT s.account, s.department, s.currency, s.month, NULL, s.debit, s.credit
    FROM accounting.department_month s
    WHERE s.department = ANY ($5::uuid[]) AND s.company = $1 AND (SELECT upto FROM mark) > 0
      AND s.month >= (SELECT date_trunc('month', low)::date FROM reach)
      AND s.month <= (SELECT high FROM reach)
      AND s.month NOT IN (SELECT month FROM cut)
    UNION ALL
    SELECT l.account, l.department, l.currency, l.effective_on, NULL, l.debit, l.credit
    FROM cut JOIN accounting.journal_line l ON l.company = $1 AND l.effective_on >= cut.month
        AND l.effective_on < (cut.month + interval '1 month')::date
    WHERE l.department = ANY ($5::uuid[]) AND l.tx < (SELECT upto FROM mark)
    UNION ALL
    SELECT l.account, l.department, l.currency, l.effective_on, NULL, l.debit, l.credit
    FROM accounting.journal_line l
    WHERE l.company = $1 AND l.tx >= (SELECT upto FROM mark) AND l.effective_on <= (SELECT high FROM reach)
      AND ($5::uuid[] IS NULL OR l.department = ANY ($5::uuid[]))
    UNION ALL
    SELECT l.account, l.department, l.currency, l.effective_on, NULL, -l.debit, -l.credit
    FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
    WHERE e.company = $1 AND e.recorded_at > $4::timestamptz AND e.effective_on <= (SELECT high FROM reach)
      AND ($5::uuid[] IS NULL OR l.department = ANY ($5::uuid[]))
    UNION ALL
    SELECT l.account, l.department, l.currency, l.effective_on, l.effective_on, -l.debit, -l.credit
    FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
    WHERE e.company = $1 AND e.kind = 'CARRY_FORWARD' AND e.effective_on <= (SELECT high FROM reach)
      AND ($4::timestamptz IS NULL OR e.recorded_at <= $4::timestamptz)
      AND ($5::uuid[] IS NULL OR l.department = ANY ($5::uuid[]))
), sums AS (
    SELECT p.account, p.currency, CASE WHEN $5::uuid[] IS NULL THEN NULL ELSE p.department END AS department,
           s.no, sum(p.debit) AS debit, sum(p.credit) AS credit
    FROM parts p JOIN spans s ON p.day >= coalesce(s.first, '-infinity'::date) AND p.day <= s.last
        AND (p.carried_on IS NULL OR s.closing = 'LEFT_OUT'
             OR (s.closing = 'NOT_YET' AND p.carried_on = s.last))
    GROUP BY 1, 2, 3, 4
    HAVING sum(p.debit) <> 0 OR sum(p.credit) <> 0
)
SELECT a.id, a.code, CASE WHEN $7 = 'ja' THEN a.name_ja ELSE a.name_en END AS name, a.kind, a.statement_line,
       s.currency, s.department, s.no, s.debit, s.credit
FROM sums s JOIN masterdata.account a ON a.id = s.account
ORDER BY a.code, s.currency, s.no
"""

BELOW = """
WITH RECURSIVE below AS (
    SELECT id FROM masterdata.department WHERE id = $1
    UNION SELECT d.id FROM masterdata.department d JOIN below b ON d.parent = b.id
) SELECT id FROM below
"""

# The last of these years ends before anything a calendar can count.
LAST_YEAR = 9998


class Span(NamedTuple):
    """From one day to another, both included; without a first day from the beginning.

    Carry-forward entries are `COUNTED`, or `NOT_YET` when they are of the last day, on which the year is
    still told as it was, or `LEFT_OUT` altogether.
    """

    first: date | None
    last: date
    closing: str = "COUNTED"


@dataclass(frozen=True, slots=True)
class AccountSums:
    """An account (of a department, where they are told apart) with both sides of each span."""

    id: UUID
    code: str
    name: str
    kind: AccountKind
    line: StatementLine
    currency: str
    department: UUID | None
    debit: list[Decimal]
    credit: list[Decimal]

    @property
    def on_the_left(self) -> bool:
        """Whether a balance on the left is its usual one."""
        return self.kind in (AccountKind.ASSET, AccountKind.EXPENSE)

    @property
    def is_result(self) -> bool:
        """Whether it is an account of the profit and loss statement."""
        return self.kind in (AccountKind.REVENUE, AccountKind.EXPENSE)

    def balance(self, span: int) -> Decimal:
        """Left less right over a span."""
        return self.debit[span] - self.credit[span]

    def amount(self, span: int) -> Decimal:
        """The same as the account is usually read: sales and debts are positive."""
        return self.balance(span) if self.on_the_left else -self.balance(span)


async def account_sums(
    asking: Asking,
    database: Database,
    spans: Sequence[Span],
    *,
    known_at: datetime | None = None,
    departments: Sequence[UUID] | None = None,
) -> list[AccountSums]:
    """Every account with movements, in the order of their codes; one statement.

    With `departments` only what was posted to these, one row for each.
    """
    rows = await database.rows(
        SUMS,
        asking.company,
        [span.first for span in spans],
        [span.last for span in spans],
        known_at,
        None if departments is None else list(departments),
        [span.closing for span in spans],
        asking.language,
        company=asking.company,
    )
    found: dict[Any, AccountSums] = {}
    for row in rows:
        key = (row["code"], row["currency"], row["department"])
        if key not in found:
            found[key] = AccountSums(
                id=row["id"],
                code=row["code"],
                name=row["name"],
                kind=AccountKind(row["kind"]),
                line=StatementLine(row["statement_line"]),
                currency=row["currency"],
                department=row["department"],
                debit=[ZERO] * len(spans),
                credit=[ZERO] * len(spans),
            )
        found[key].debit[row["no"] - 1] = row["debit"]
        found[key].credit[row["no"] - 1] = row["credit"]
    return list(found.values())


def merged(sums: Sequence[AccountSums]) -> list[AccountSums]:
    """One for each account: those of several departments are added."""
    found: dict[UUID, AccountSums] = {}
    for each in sums:
        known = found.setdefault(each.id, each)
        if known is not each:
            for at in range(len(each.debit)):
                known.debit[at] += each.debit[at]
                known.credit[at] += each.credit[at]
    return list(found.values())


async def departments_of(database: Database, department: UUID | None) -> list[UUID] | None:
    """A department with all that belong to it; nothing where none is asked for."""
    if department is None:
        return None
    rows = await database.rows(BELOW, department)
    if not rows:
        raise NotFound("Department", department, field="department")
    return [row["id"] for row in rows]


def require_forward(first: date | None, last: date, field: str = "to") -> None:
    """Refuse a span that ends before it begins, or in a year that no calendar counts."""
    if first is not None and last < first:
        raise BadInput(field, "BEFORE_FROM")
    if last.year > LAST_YEAR or (first or last).year < 2:
        raise BadInput(field, "NO_SUCH_YEAR")
