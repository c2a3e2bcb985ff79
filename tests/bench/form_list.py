"""How long a list of requests takes that 100,000 people sent off: first page, deep page, and back again.

Asked inside the process, in the order of a field that people designed, as one statement. The requests are
loaded by SQL on a form that comes with the house, so the database is one to throw away.
"""

import json
from statistics import median

from erp.access import asking_for_token
from erp.api import execute
from erp.kernel import clock
from erp.kernel.database import Database
from tests.bench.filling import filling
from tests.bench.house import House
from tests.bench.rows import Row

ENTRIES, TIMES = 100_000, 30
GOAL_MS, PASSED_OVER_MS = 100.0, 2_000.0
DOCUMENT = """query ($first: Int, $after: String, $last: Int, $before: String,
    $where: [FieldConditionInput!]) {
    requests(form: "ringi", sort: "amount", first: $first, after: $after, last: $last, before: $before,
             where: $where) {
        nodes { id number state title cells { label text } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
ENTERED = """
    WITH form AS (
        SELECT f.id, v.id AS version, u.id AS person FROM forms.form f
        JOIN forms.form_version v ON v.form = f.id AND v.state = 'PUBLISHED'
        CROSS JOIN (SELECT id FROM access.app_user WHERE login = 'bench') u
        WHERE f.company = $1 AND f.code = 'ringi'
    ), made AS (
        INSERT INTO forms.request (id, company, form, version, number, state, title, "values", search,
            amount, currency, risks, requested_by, drafted_at, submitted_at, decided_at)
        SELECT uuidv7(), $1, form.id, form.version, 'RG-' || lpad(n::text, 6, '0'), 'APPROVED',
            '見本の稟議 ' || n,
            jsonb_build_object('title', '見本の稟議 ' || n, 'amount', (n * 7919 % 1000000)::text),
            '見本の稟議 ' || n, n * 7919 % 1000000, 'JPY', '[]', form.person,
            now() - make_interval(mins => n), now() - make_interval(mins => n), now()
        FROM form, generate_series(1, $2) AS n RETURNING id, form, version, number, title, amount
    )
    INSERT INTO forms.field_value (id, company, record, form, version, field, kind, position, row, sort,
        text, number)
    SELECT uuidv7(), $1, m.id, m.form, m.version, v.field, v.kind, v.position, 0, v.sort, v.text, v.number
    FROM made m CROSS JOIN LATERAL (VALUES
        ('_number', 'TEXT', 0, m.number, m.number, NULL::numeric),
        ('title', 'TEXT', 1, m.title, m.title, NULL),
        ('amount', 'MONEY', 2, (10000000000000000000000 + m.amount * 1000000)::numeric(30, 0)::text, NULL,
         m.amount)) AS v (field, kind, position, sort, text, number)
"""
DEEP = """
    SELECT record || '|amount|' || sort FROM forms.field_value WHERE field = 'amount' AND row = 0
    ORDER BY sort COLLATE "C", record OFFSET 90000 LIMIT 1
"""


async def bench(house: House) -> list[Row]:
    """Load, then ask for three kinds of pages again and again."""
    async with filling(house) as owner:
        await owner.execute(ENTERED, house.company, ENTRIES)
        await owner.execute("ANALYZE forms.request, forms.field_value")
        deep = await owner.fetchval(DEEP)
    database = await Database.open(house.url)
    try:
        asking = await asking_for_token(database, house.token)
        assert asking is not None
        pages = {
            "first page": {"first": 50},
            "page at row 90,000": {"first": 50, "after": deep},
            "page before row 90,000": {"last": 50, "before": deep},
            "first page from an amount on": {
                "first": 50, "where": [{"field": "amount", "fromValue": "500000"}],
            },
        }  # fmt: skip
        rows = []
        for name, given in pages.items():
            took = []
            for _ in range(TIMES):
                before, began = database.statements, clock.monotonic()
                answer = await execute(DOCUMENT, given, asking, database)
                took.append((clock.monotonic() - began) * 1000)
                statements = database.statements - before
            told = json.loads(answer.body)
            assert len(told["data"]["requests"]["nodes"]) == 50, answer.body[:300]
            # A condition is tried row by row: half of all is passed over before the first that fits.
            goal = PASSED_OVER_MS if "where" in given else GOAL_MS
            rows.append(Row(f"{name} of 100,000 requests", "ms", median(took), None, at_most=goal))
        rows.append(Row("statements of such a page", "statements", float(statements), None, at_most=1.0))
        return rows
    finally:
        await database.close()
