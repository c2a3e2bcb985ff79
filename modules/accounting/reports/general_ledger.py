"""General ledger (総勘定元帳) and sub ledgers (補助元帳): an account line by line, a page at a time.

Each line has the balance after it. The balance a page begins with comes from the sums and from the lines of
its first day, never from all the lines before; so page 5,000 costs what page 1 costs. Lines are in the order
of their day and, within it, in the order in which they were written down.
"""

import base64
import binascii
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.money import ZERO
from modules.accounting.reports.statements import year_start
from modules.accounting.reports.sums import MARK, departments_of, require_forward

PAGE, LARGEST_PAGE = 50, 200
# Page sizes as the planner sees them: one it cannot see makes it plan anew for each page.
BOUNDS = (51, 101, 201)

# $1 company, $2 account, $3 first and $4 last day, $5 known at, $6 parties, $7 departments,
# $8 page size and one, $9 $10 $11 the line to go on from, $12 language.
NARROW = """($6::uuid[] IS NULL OR l.party = ANY ($6::uuid[]))
          AND ($7::uuid[] IS NULL OR l.department = ANY ($7::uuid[]))"""
KNOWN = "($5::timestamptz IS NULL OR e.recorded_at <= $5::timestamptz)"
PAGE_OF_LEDGER = f"""
WITH mark AS MATERIALIZED ({MARK.replace(":company", "$1")}), tail AS MATERIALIZED (
    -- By itself, and the account in words that no index knows, so that it is never looked for among all the
    -- lines of the account.
    SELECT l.account, l.effective_on, l.party, l.department, l.debit, l.credit
    FROM accounting.journal_line l WHERE l.company = $1 AND l.tx >= (SELECT upto FROM mark)
      AND CASE WHEN l.account = $2 THEN true END
), picked AS MATERIALIZED (
    SELECT l.id, l.entry, l.line_no, l.effective_on, l.debit, l.credit, l.party, l.memo,
           e.number, e.description, e.cause
    FROM accounting.journal_line l JOIN accounting.journal_entry e ON e.id = l.entry
    WHERE l.company = $1 AND l.account = $2 AND l.effective_on >= $3::date AND l.effective_on <= $4::date
      AND {{narrow}} AND {KNOWN} AND {{beyond}}
    ORDER BY l.effective_on {{way}}, l.entry {{way}}, l.line_no {{way}} LIMIT {{bound}}
), page AS MATERIALIZED (
    SELECT p.* FROM picked p ORDER BY p.effective_on {{way}}, p.entry {{way}}, p.line_no {{way}} LIMIT $8 - 1
), start AS MATERIALIZED (
    SELECT f.effective_on, f.entry, f.line_no, date_trunc('month', f.effective_on)::date AS month FROM (
        (SELECT effective_on, entry, line_no FROM page ORDER BY effective_on, entry, line_no LIMIT 1)
        UNION ALL SELECT coalesce($9::date, $3::date), $10::uuid, $11::int + 1
        WHERE NOT EXISTS (SELECT FROM page)
    ) f
), brought AS (
    SELECT coalesce(sum(b.debit - b.credit), 0) AS balance FROM (
        {{sums}}
        UNION ALL
        SELECT l.debit, l.credit FROM start JOIN tail l
            ON l.account = $2 AND l.effective_on < start.effective_on
        WHERE {NARROW}
        UNION ALL
        SELECT l.debit, l.credit FROM start JOIN accounting.journal_line l
            ON l.company = $1 AND l.account = $2 AND l.effective_on = start.effective_on
            AND (l.entry, l.line_no) < (start.entry, start.line_no)
        WHERE {NARROW}
        {{unlearnt}}
    ) b
)
SELECT a.id AS account_id, a.code AS account_code,
       CASE WHEN $12 = 'ja' THEN a.name_ja ELSE a.name_en END AS account_name, a.kind,
       brought.balance AS opening,
       (SELECT count(*) FROM picked) >= $8 AS more,
       (SELECT coalesce(json_agg(n ORDER BY n.effective_on, n.entry_id, n.line_no), '[]') FROM (
           SELECT p.id AS line_id, p.entry AS entry_id, p.line_no, p.number AS entry_number, p.effective_on,
                  coalesce(p.memo, p.description) AS description, y.name AS party_name,
                  p.debit::text, p.credit::text,
                  (brought.balance + sum(p.debit - p.credit)
                      OVER (ORDER BY p.effective_on, p.entry, p.line_no))::text AS balance,
                  p.cause AS cause_id, d.kind AS cause_kind, d.number AS cause_number
           FROM page p LEFT JOIN masterdata.party y ON y.id = p.party
           LEFT JOIN kernel.document d ON d.id = p.cause
       ) n)::text AS nodes
FROM masterdata.account a CROSS JOIN brought WHERE a.id = $2
"""
# What was written down later is taken off again: from the few entries to their lines, never the other way.
UNLEARNT = f"""
        UNION ALL
        SELECT -l.debit, -l.credit FROM start CROSS JOIN (
            SELECT k.account, k.effective_on, k.entry, k.line_no, k.party, k.department, k.debit, k.credit
            FROM accounting.journal_entry e JOIN accounting.journal_line k ON k.entry = e.id
            WHERE e.company = $1 AND e.recorded_at > $5::timestamptz OFFSET 0
        ) l
        WHERE l.account = $2 AND {NARROW}
          AND (l.effective_on, l.entry, l.line_no) < (start.effective_on, start.entry, start.line_no)
"""
WHOLE = """
        SELECT s.debit, s.credit FROM start JOIN accounting.account_month s
            ON s.company = $1 AND s.account = $2 AND s.month < start.month
        WHERE (SELECT upto FROM mark) > 0
        UNION ALL
        SELECT s.debit, s.credit FROM start JOIN accounting.account_day s
            ON s.company = $1 AND s.account = $2 AND s.day >= start.month AND s.day < start.effective_on
        WHERE (SELECT upto FROM mark) > 0
"""
IN_MONTH = f"""
        UNION ALL
        SELECT l.debit, l.credit FROM start JOIN accounting.journal_line l
            ON l.company = $1 AND l.account = $2 AND l.effective_on >= start.month
            AND l.effective_on < start.effective_on
        WHERE l.tx < (SELECT upto FROM mark) AND {NARROW}
"""
OF_PARTY = f"""
        SELECT s.debit, s.credit FROM start JOIN accounting.party_month s
            ON s.company = $1 AND s.account = $2 AND s.party = ANY ($6::uuid[]) AND s.month < start.month
        WHERE (SELECT upto FROM mark) > 0 {IN_MONTH}
"""
OF_DEPARTMENTS = f"""
        SELECT s.debit, s.credit FROM start JOIN accounting.department_month s
            ON s.company = $1 AND s.account = $2 AND s.department = ANY ($7::uuid[]) AND s.month < start.month
        WHERE (SELECT upto FROM mark) > 0 {IN_MONTH}
"""
# A first line is after every id that comes before all ids.
NOWHERE = UUID(int=0)


async def general_ledger(
    asking: Asking,
    database: Database,
    *,
    account: UUID,
    to: date | None = None,
    known_at: datetime | None = None,
    party: UUID | None = None,
    department: UUID | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    **given: Any,
) -> dict[str, Any]:
    """One page of an account, with what was brought to it and what is carried on."""
    to = to or asking.today
    start = given["from"] or await year_start(asking, database, to)
    require_forward(start, to)
    if party is not None and department is not None:
        raise BadInput("department", "NOT_TOGETHER")
    backward = last is not None or before is not None
    if backward and (first is not None or after is not None):
        raise BadInput("last", "NOT_TOGETHER")
    wanted = last if backward else first
    size = PAGE if wanted is None else wanted
    if not 1 <= size <= LARGEST_PAGE:
        raise BadInput("last" if backward else "first", "OUT_OF_RANGE", least=1, most=LARGEST_PAGE)
    text = before if backward else after
    cursor = read_cursor(text, "before" if backward else "after") if text else None
    if cursor:
        # The page lies on this side of the line it goes on from; a day is what the index can begin with.
        start, to = (start, min(to, cursor[0])) if backward else (max(start, cursor[0]), to)
    parties = await parties_of(database, party)
    rows = await database.rows(
        _written(size, backward, cursor is not None, parties, department, known_at),
        asking.company, account, start, to, known_at, parties, await departments_of(database, department),
        size + 1, *(cursor or (None, NOWHERE, 0)), asking.language,
        company=asking.company, planned_once=True,
    )  # fmt: skip
    if not rows:
        raise NotFound("Account", account, field="account")
    return _page(dict(rows[0]), backward, text is not None)


def _written(
    size: int,
    backward: bool,
    going_on: bool,
    parties: list[UUID] | None,
    department: UUID | None,
    known_at: datetime | None,
) -> str:
    beyond = (
        f"(l.effective_on, l.entry, l.line_no) {'<' if backward else '>'} ($9::date, $10::uuid, $11::int)"
    )
    # For the one party that there nearly always is, its lines lie in the index as they are shown.
    one = "l.party = ($6::uuid[])[1]" if parties and len(parties) == 1 else NARROW
    return PAGE_OF_LEDGER.format(
        bound=next(each for each in BOUNDS if each > size),
        narrow=one if parties or department else "true",
        beyond=beyond if going_on else "true",
        way="DESC" if backward else "ASC",
        unlearnt=UNLEARNT if known_at else "",
        sums=OF_PARTY if parties else OF_DEPARTMENTS if department else WHOLE,
    )


async def parties_of(database: Database, party: UUID | None) -> list[UUID] | None:
    """A party with those that were merged into it."""
    if party is None:
        return None
    rows = await database.rows(
        "SELECT id FROM masterdata.party WHERE id = $1 OR merged_into = $1 ORDER BY id <> $1", party
    )
    if not rows:
        raise NotFound("Party", party, field="party")
    return [row["id"] for row in rows]


def _page(row: dict[str, Any], backward: bool, went_on: bool) -> dict[str, Any]:
    nodes, more = json.loads(row.pop("nodes")), row.pop("more")
    debit = sum((Decimal(each["debit"]) for each in nodes), ZERO)
    credit = sum((Decimal(each["credit"]) for each in nodes), ZERO)
    info = {
        "has_next_page": went_on if backward else more,
        "has_previous_page": more if backward else went_on,
        "start_cursor": cursor_of(nodes[0]) if nodes else None,
        "end_cursor": cursor_of(nodes[-1]) if nodes else None,
    }
    return row | {
        "nodes": nodes,
        "debit": debit,
        "credit": credit,
        "closing": row["opening"] + debit - credit,
        "page_info": info,
    }


def cursor_of(node: dict[str, Any]) -> str:
    """After which line to go on; programs do not read it."""
    place = json.dumps([node["effective_on"], node["entry_id"], node["line_no"]])
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read_cursor(text: str, field: str) -> tuple[date, UUID, int]:
    """The line a cursor names, checked as if a stranger had made it up.

    >>> node = {"effective_on": "2026-04-01", "entry_id": str(NOWHERE), "line_no": 2}
    >>> read_cursor(cursor_of(node), "after") == (date(2026, 4, 1), NOWHERE, 2)
    True
    """
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        on, entry, line_no = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(line_no, int) or not 0 <= line_no < 2**31:
            raise ValueError
        return date.fromisoformat(on), UUID(entry), line_no
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
        raise BadInput(field, "BAD_CURSOR") from None
