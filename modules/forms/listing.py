"""The list of what was entered on one form: narrowed and sorted by any of its fields, in one statement.

A list stands in the order of one field, walked by its index from a cursor on; the number of the
record decides between equals. What may not be seen is left out here as everywhere. A cursor names the record,
the field the list stands in the order of, and that record's place in it.
"""

import re
from collections.abc import Mapping
from typing import Any

from erp.kernel.errors import BadInput

# What a condition on a field asks of one value; nothing in it can go wrong, whatever was typed.
FITS = """
    EXISTS (
        SELECT FROM forms.field_value v WHERE v.record = r.id AND v.field = w ->> 'field'
        AND (w ->> 'value' IS NULL OR CASE
             WHEN v.kind IN ('NUMBER', 'MONEY', 'SUM') THEN trim_scale(v.number)::text = w ->> 'value'
             WHEN v.kind = 'DATE' THEN to_char(v.day, 'YYYY-MM-DD') = w ->> 'value'
             WHEN v.reference IS NOT NULL THEN v.reference::text = lower(w ->> 'value')
             ELSE v.text = w ->> 'value' END)
        AND (w ->> 'from_value' IS NULL OR CASE
             WHEN v.kind IN ('NUMBER', 'MONEY', 'SUM')
             THEN CASE WHEN w ->> 'from_value' ~ '^-?[0-9]{1,15}(\\.[0-9]{1,6})?$'
                       THEN v.number >= (w ->> 'from_value')::numeric ELSE false END
             WHEN v.kind = 'DATE' THEN to_char(v.day, 'YYYY-MM-DD') >= w ->> 'from_value'
             ELSE v.text >= w ->> 'from_value' END)
        AND (w ->> 'to_value' IS NULL OR CASE
             WHEN v.kind IN ('NUMBER', 'MONEY', 'SUM')
             THEN CASE WHEN w ->> 'to_value' ~ '^-?[0-9]{1,15}(\\.[0-9]{1,6})?$'
                       THEN v.number <= (w ->> 'to_value')::numeric ELSE false END
             WHEN v.kind = 'DATE' THEN to_char(v.day, 'YYYY-MM-DD') <= w ->> 'to_value'
             ELSE v.text <= w ->> 'to_value' END)
        AND (w ->> 'contains' IS NULL
             OR position(lower(normalize(w ->> 'contains', NFKC))
                         IN lower(normalize(coalesce(forms.shown(v, :language, :readable_kinds),
                         ''), NFKC))) > 0)
        AND (v.text IS NOT NULL OR v.number IS NOT NULL OR v.day IS NOT NULL OR v.reference IS NOT NULL)
    )
"""
CONDITIONS = f"""
    (cardinality(coalesce(:state, ARRAY[]::text[])) = 0 OR r.state = ANY(:state))
    AND (coalesce(btrim(:search), '') = '' OR NOT EXISTS (
        SELECT FROM regexp_split_to_table(left(lower(normalize(:search, NFKC)), 200), '\\s+') word
        WHERE word <> '' AND position(word IN r.search) = 0))
    AND NOT EXISTS (SELECT FROM unnest(coalesce(:where, ARRAY[]::jsonb[])) w WHERE NOT {FITS})
    AND (:by IS NULL OR EXISTS (
        SELECT FROM jsonb_build_object('field', :by, 'value', :value, 'from_value', :from, 'to_value', :to,
                                       'contains', :contains) w WHERE {FITS}))
"""
# One field of one form, so that the index gives the order and where to begin; the limit is a figure, so
# that it is known to be few. `{ends}` lies before or behind every value there is.
WALK = """
    SELECT * FROM (
        SELECT s.record, s.sort FROM forms.field_value s
        WHERE s.form = (SELECT id FROM asked) AND s.field = (SELECT by FROM asked) AND s.row = 0
          AND (s.sort COLLATE "C", s.record) {than} (
              (SELECT coalesce(after_sort, {ends}) FROM asked) COLLATE "C",
              (SELECT coalesce(after_record, '{last}'::uuid) FROM asked))
          AND EXISTS (SELECT FROM {table} r WHERE r.id = s.record AND {visible} AND {conditions})
        ORDER BY s.sort COLLATE "C" {way}, s.record {way} LIMIT 101
    ) walked WHERE {wanted}
"""
# The lists stand from the last to the first number unless something else is asked.
LISTING = """
    WITH asked AS (
        SELECT f.id, coalesce(:sort, '_number') AS by,
               coalesce(:descending, :sort IS NULL) AS down,
               coalesce(:last, :first, 50) AS size,
               (:last IS NOT NULL OR :before IS NOT NULL) AS backward,
               (SELECT v.id FROM forms.form_version v WHERE v.form = f.id AND v.state <> 'DRAFT'
                ORDER BY v.number DESC LIMIT 1) AS version,
               forms.may(f.id, 'SEE', :actor) AS sees,
               substr(coalesce(:after, :before), 39 + length(coalesce(:sort, '_number'))) AS after_sort,
               left(coalesce(:after, :before), 36)::uuid AS after_record
        FROM forms.form f WHERE f.company = :company AND f.kind = '{kind}'
          AND (f.code = :form OR f.id::text = :form) AND forms.may_know(f.id, :actor)
    ), walked AS MATERIALIZED (
        ({up}) UNION ALL ({down})
    ), placed AS (
        SELECT w.*, row_number() OVER (ORDER BY
            CASE WHEN a.down <> a.backward THEN NULL ELSE w.sort COLLATE "C" END,
            CASE WHEN a.down <> a.backward THEN NULL ELSE w.record END,
            w.sort COLLATE "C" DESC, w.record DESC) AS walked
        FROM walked w CROSS JOIN asked a
    ), page AS (
        SELECT p.record, p.sort, CASE WHEN a.backward THEN -p.walked ELSE p.walked END AS place
        FROM placed p CROSS JOIN asked a WHERE p.walked <= a.size
    ), beyond AS (SELECT (SELECT count(*) FROM placed) > (SELECT count(*) FROM page) AS more),
    heads AS MATERIALIZED (
        SELECT h.code, h.position, CASE WHEN :language = 'ja' THEN h.label_ja ELSE h.label_en END AS label
        FROM asked a JOIN forms.form_field h ON h.version = a.version
        WHERE h.parent IS NULL AND h.is_listed AND h.kind <> 'TABLE'
    )
    SELECT coalesce((SELECT jsonb_agg(jsonb_build_object(
            'id', r.id, 'number', r.number, 'state', r.state, 'title', r.title, 'person', (
                SELECT u.name FROM access.app_user u WHERE u.id = r.{person}),
            'on', (r.{at} AT TIME ZONE 'Asia/Tokyo')::date, 'values', r."values",
            'cells', coalesce((SELECT jsonb_agg(jsonb_build_object('label', h.label, 'text', (
                SELECT string_agg(forms.shown(v, :language, :readable_kinds), '、' ORDER BY v.row)
                FROM forms.field_value v WHERE v.record = r.id AND v.field = h.code)) ORDER BY
                h.position, h.code) FROM heads h), '[]'::jsonb)) ORDER BY p.place)
            FROM page p JOIN {table} r ON r.id = p.record), '[]'::jsonb) AS nodes,
        jsonb_build_object(
            'has_next_page', CASE WHEN backward THEN :before IS NOT NULL ELSE more END,
            'has_previous_page', CASE WHEN backward THEN more ELSE :after IS NOT NULL END,
            'start_cursor', (SELECT concat_ws('|', p.record, by, p.sort) FROM page p
                             ORDER BY p.place LIMIT 1),
            'end_cursor', (SELECT concat_ws('|', p.record, by, p.sort) FROM page p
                           ORDER BY p.place DESC LIMIT 1)) AS page_info
    FROM asked CROSS JOIN beyond
"""
FIRST = {"ends": "''", "last": "00000000-0000-0000-0000-000000000000"}
LAST = {"ends": "chr(1114111)", "last": "ffffffff-ffff-ffff-ffff-ffffffffffff"}
SEES_REQUEST = """((SELECT sees FROM asked) OR r.requested_by = :actor
    OR forms.may_see_request(r.id, :actor))"""
SEES_RECORD = "(SELECT sees FROM asked)"


def listing(kind: str, table: str, visible: str, person: str, at: str) -> str:
    """The statement for one of the two tables."""
    walk = {"table": table, "visible": visible, "conditions": CONDITIONS}
    return LISTING.format(
        kind=kind,
        table=table,
        person=person,
        at=at,
        up=WALK.format(than=">", way="ASC", wanted="(SELECT down = backward FROM asked)", **FIRST, **walk),
        down=WALK.format(than="<", way="DESC", wanted="(SELECT down <> backward FROM asked)", **LAST, **walk),
    )


REQUESTS = listing("REQUEST", "forms.request", SEES_REQUEST, "requested_by", "drafted_at")
RECORDS = listing("REGISTER", "forms.register_record", SEES_RECORD, "added_by", "added_at")
MOST_ROWS = 100
LONGEST_CURSOR = 400
CURSOR = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\|(?P<by>[a-z_][a-z0-9_]{0,60})\|[^\0]*", re.ASCII
)


def require_place(given: Mapping[str, Any]) -> None:
    """Refuse a place that is none: two directions at once, no rows, or a cursor of another order."""
    first, last, after, before = (given.get(name) for name in ("first", "last", "after", "before"))
    if (last is not None or before is not None) and (first is not None or after is not None):
        raise BadInput("last" if last is not None else "before", "NOT_TOGETHER")
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 1 <= size <= MOST_ROWS:
            raise BadInput(name, "OUT_OF_RANGE", least=1, most=MOST_ROWS)
    for name, text in (("after", after), ("before", before)):
        if text is None:
            continue
        found = CURSOR.fullmatch(text) if len(text) <= LONGEST_CURSOR else None
        if found is None or found["by"] != (given.get("sort") or "_number"):
            raise BadInput(name, "BAD_CURSOR")
