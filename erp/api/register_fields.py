"""What can be asked of everything at once: the register of documents, chains, the search box, history.

A kind of document is shown to those who may read its type (`ordering.read_sales_order` shows kind
`sales_order`), so the register never tells more than the lists do.
"""

from datetime import date, datetime

from strawberry import ID

from erp.api.declarations import (
    Many,
    Mutation,
    One,
    Report,
    computed,
    many,
    node,
    one,
    report,
    row,
)
from erp.kernel import tables
from erp.kernel.money import Money

READ_DOCUMENT = "kernel.read_document"
READ_HISTORY = "kernel.read_history"
VISIBLE = "(d.company IS NULL OR d.company = :company) AND d.kind = ANY(:readable_kinds)"


@node(
    tables.Document,
    permission=READ_DOCUMENT,
    rows="({t}.company IS NULL OR {t}.company = :company) AND {t}.kind = ANY(:readable_kinds)",
)
class Document:
    """A line of the one register: any document or master, by its number."""

    id: ID
    kind: str
    number: str
    title: str
    party_name: str | None = computed("(SELECT p.name FROM masterdata.party p WHERE p.id = {t}.party)")
    amount: Money | None
    currency: str | None
    on: date | None


@row
class ChainStep:
    """One document of a chain; causes have a depth below zero, effects above, the asked one is zero."""

    document_id: ID
    kind: str
    number: str
    title: str
    amount: Money | None
    currency: str | None
    on: date | None
    depth: int


@row
class HistoryEntry:
    """Who changed what of a record, when and by which verb: each field with its value before and after."""

    at: datetime
    actor_name: str | None
    verb: str | None
    via: str
    login: str | None
    kind: str
    table_name: str
    changes: dict


CHAIN = f"""
    WITH RECURSIVE up (id, depth) AS (
        SELECT :id::uuid, 0
        UNION
        SELECT k.cause, u.depth - 1 FROM up u JOIN kernel.document_link k ON k.effect = u.id
        WHERE u.depth > -8
    ), down (id, depth) AS (
        SELECT :id::uuid, 0
        UNION
        SELECT k.effect, w.depth + 1 FROM down w JOIN kernel.document_link k ON k.cause = w.id
        WHERE w.depth < 8
    ), step (id, depth) AS (
        -- The longest way from the asked document decides: an entry stands behind what it books.
        SELECT id, CASE WHEN min(depth) < 0 THEN min(depth) ELSE max(depth) END
        FROM (SELECT * FROM up UNION ALL SELECT * FROM down) every GROUP BY id
    )
    SELECT d.id AS document_id, d.kind, d.number, d.title, d.amount, d.currency, d."on", s.depth
    FROM step s JOIN kernel.document d ON d.id = s.id
    WHERE {VISIBLE} ORDER BY s.depth, d."on", d.number LIMIT 200
"""

HISTORY = """
    SELECT a.at, coalesce(u.name, a.login) AS actor_name, a.verb, a.via, a.login, a.kind, a.table_name,
           kernel.audit_changes(a.kind, a.changes) AS changes
    FROM kernel.audit a LEFT JOIN access.app_user u ON u.id = a.actor
    WHERE a.row_id = :id::uuid AND (a.company IS NULL OR a.company = :company)
      AND a.table_name = ANY(:readable_tables)
    ORDER BY a.id DESC LIMIT least(:first, 200)
"""

SEARCH = f"""
    SELECT d.id AS document_id, d.kind, d.number, d.title, d.amount, d.currency, d."on", 0 AS depth
    FROM kernel.document d
    WHERE {VISIBLE} AND length(:text) > 0
      AND NOT EXISTS (SELECT 1 FROM regexp_split_to_table(lower(normalize(:text, NFKC)), '\\s+') AS word
                      WHERE word <> '' AND position(word IN d.search) = 0)
    ORDER BY (lower(d.number) = lower(:text)) DESC, d.company IS NOT NULL, d."on" DESC NULLS LAST, d.number DESC
    LIMIT least(:first, 50)
"""

QUERY: list[One | Many | Report] = [
    one(Document),
    many(
        Document,
        filters=("kind", "on"),
        search=("number", "title", "search"),
        sorts=("number", "on"),
        default_sort="-on",
    ),
    report("document_chain", ChainStep, sql=CHAIN, args={"id": ID}, permission=READ_DOCUMENT, expected=10),
    report(
        "search",
        ChainStep,
        sql=SEARCH,
        args={"text": str, "first": int},
        permission=READ_DOCUMENT,
        expected=20,
    ),
    report(
        "history",
        HistoryEntry,
        sql=HISTORY,
        args={"id": ID, "first": int},
        permission=READ_HISTORY,
        expected=50,
    ),
]
MUTATION: list[Mutation] = []
