"""What can be asked of everything at once: the register of documents, chains, the search box, the history.

Each of these looks across modules, so each narrows what it finds to the kinds and fields the asker may
read: a number in a chain or a value in a history says as much as the record itself.
"""

from datetime import date, datetime
from typing import Any

from strawberry import ID

from erp.api.declarations import (
    Many,
    Mutation,
    One,
    Report,
    computed,
    link,
    many,
    mutation,
    node,
    one,
    report,
    row,
)
from erp.api.retry_delivery import retry_delivery
from erp.kernel import tables
from erp.kernel.money import Money

OWN = "({t}.company IS NULL OR {t}.company = :company)"
READABLE = f"{OWN} AND {{t}}.kind = ANY(:readable_kinds) AND kernel.may_see({{t}}.kind, {{t}}.id, :actor)"
# A document's title names its party; who may not read parties sees the number there instead.
TITLE = """(CASE WHEN {t}.party IS NULL OR 'party' = ANY(:readable_kinds) THEN {t}.title
                 ELSE {t}.number END)"""


@node(tables.Document, permission="", rows=READABLE)
class Document:
    """One line of the register: any document or master record, whatever its kind."""

    id: ID
    kind: str
    number: str
    title: str = computed(TITLE)
    party: "Party | None" = link("party")  # type: ignore[name-defined]  # noqa: F821  # declared further up
    amount: Money | None
    currency: str | None
    on: date | None


@row
class ChainStep:
    """One document of a chain: causes have a depth below zero, effects above, the asked one is zero."""

    id: ID
    kind: str
    number: str
    title: str
    amount: Money | None
    currency: str | None
    on: date | None
    depth: int


@row
class Change:
    """What somebody did to a record, when and by which verb: each field with its value before and after."""

    id: ID
    at: datetime
    actor_name: str | None
    verb: str | None
    via: str
    login: str | None
    kind: str
    table_name: str
    changes: dict[str, Any]


@row
class HistoryPage:
    """Where in a history a page lies."""

    has_next_page: bool
    end_cursor: str | None


@row
class History:
    """The changes of one record, the last one first."""

    nodes: list[Change]
    page_info: HistoryPage


@node(tables.Delivery, permission="kernel.read_delivery", rows="{t}.company = :company")
class Delivery:
    """An event on its way to a reaction; one that failed for good waits here for a person."""

    id: ID
    event_kind: str = computed("(SELECT e.kind FROM kernel.event e WHERE e.id = {t}.event)")
    subject: ID
    reaction: str
    state: str
    attempts: int
    position: int
    next_at: datetime
    last_error: str | None
    done_at: datetime | None


CHAIN = """
    WITH RECURSIVE up (id, depth) AS (
        SELECT :id, 0
        UNION
        SELECT k.cause, u.depth - 1 FROM up u JOIN kernel.document_link k ON k.effect = u.id
        WHERE u.depth > -12
    ), down (id, depth) AS (
        SELECT :id, 0
        UNION
        SELECT k.effect, w.depth + 1 FROM down w JOIN kernel.document_link k ON k.cause = w.id
        WHERE w.depth < 12
    ), step (id, depth) AS (
        -- The longest way from the asked document decides: an entry stands behind what it books.
        SELECT id, CASE WHEN min(depth) < 0 THEN min(depth) ELSE max(depth) END
        FROM (SELECT * FROM up UNION ALL SELECT * FROM down) every GROUP BY id
    )
    SELECT d.id, d.kind, d.number,
           CASE WHEN d.party IS NULL OR 'party' = ANY(:readable_kinds) THEN d.title
                ELSE d.number END AS title,
           d.amount, d.currency, d."on", s.depth
    FROM step s JOIN kernel.document d ON d.id = s.id
    WHERE (d.company IS NULL OR d.company = :company) AND d.kind = ANY(:readable_kinds)
      AND kernel.may_see(d.kind, d.id, :actor)
      AND EXISTS (SELECT FROM kernel.document own WHERE own.id = :id AND own.kind = ANY(:readable_kinds)
                  AND (own.company IS NULL OR own.company = :company)
                  AND kernel.may_see(own.kind, own.id, :actor))
    ORDER BY s.depth, d."on", d.number LIMIT 200
"""

# The register keeps its texts in one width and case; what is looked for is brought into the same.
SEARCH = """
    SELECT d.* FROM kernel.document d
    WHERE (d.company IS NULL OR d.company = :company) AND d.kind = ANY(:readable_kinds)
      AND btrim(:text) <> ''
      AND NOT EXISTS (
        SELECT FROM regexp_split_to_table(left(lower(normalize(:text, NFKC)), 200), '\\s+') word
        WHERE word <> '' AND position(word IN CASE
            WHEN d.party IS NULL OR 'party' = ANY(:readable_kinds) THEN d.search
            ELSE lower(d.number) END) = 0)
      -- Asked only of the few kinds that have a wall, after everything else.
      AND (d.kind <> ALL (ARRAY(SELECT what FROM kernel.wall)) OR kernel.may_see(d.kind, d.id, :actor))
    ORDER BY lower(d.number) = lower(btrim(:text)) DESC, d.company IS NOT NULL,
             d."on" DESC NULLS LAST, d.number DESC
    LIMIT least(greatest(coalesce(:first, 20), 1), 50)
"""

# One more than asked for says whether there is more.
HISTORY = """
    WITH found AS (
        SELECT a.id, a.at, coalesce(u.name, a.login) AS actor_name, a.verb, a.via, a.login, a.kind,
               a.table_name, f.changes, row_number() OVER (ORDER BY a.id DESC) AS place
        FROM kernel.audit a
        LEFT JOIN access.app_user u ON u.id = a.actor
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(c.key, c.value ORDER BY c.key) AS changes
            FROM jsonb_each(kernel.audit_changes(a.kind, a.changes)) c
            WHERE :readable_fields -> a.table_name ? c.key
        ) f
        WHERE a.row_id = :id AND (a.company IS NULL OR a.company = :company) AND f.changes IS NOT NULL
          AND kernel.may_see(a.table_name, a.row_id, :actor)
          AND (:after::text IS NULL OR a.id < CASE WHEN :after ~ '^[0-9]{1,18}$' THEN :after::bigint END)
        ORDER BY a.id DESC
        LIMIT least(greatest(coalesce(:first, 50), 1), 100) + 1
    ), page AS (
        SELECT * FROM found WHERE place <= least(greatest(coalesce(:first, 50), 1), 100)
    )
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.place), '[]') FROM page p) AS nodes,
           jsonb_build_object('has_next_page', (SELECT count(*) FROM found) > (SELECT count(*) FROM page),
                              'end_cursor', (SELECT min(id)::text FROM page)) AS page_info
"""

QUERY: list[One | Many | Report] = [
    one(Document),
    many(
        Document,
        filters=("kind", "on"),
        search=("number", "title"),
        sorts=("number", "on"),
        default_sort="-on",
    ),
    report("document_chain", ChainStep, sql=CHAIN, args={"id": ID}, permission="", expected=10),
    report(
        "search",
        Document,
        sql=SEARCH,
        args={"text": str, "first": int | None},
        permission="",
        expected=20,
    ),
    report(
        "history",
        History,
        sql=HISTORY,
        args={"id": ID, "first": int | None, "after": str | None},
        permission="",
        single=True,
    ),
    many(
        Delivery,
        filters=("state", "subject"),
        sorts=("position",),
        default_sort="-position",
        name="deliveries",
    ),
]
MUTATION: list[Mutation] = [mutation(retry_delivery, Delivery, permission="kernel.retry_delivery")]
