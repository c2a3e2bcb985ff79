"""How long the inbox of one person takes who has 10,000 open cases, and how many statements it needs.

Asked inside the process, so that only our own work and the database's are measured. A tenth of the cases
waits for somebody he stands in for. Cases are loaded by SQL, so the database is one to throw away.
"""

from statistics import median

from erp.access import asking_for_token
from erp.api import execute
from erp.kernel import clock
from erp.kernel.database import Database
from tests.bench.filling import filling
from tests.bench.house import House
from tests.bench.rows import Row

CASES, TIMES = 10_000, 40
GOAL_MS = 100.0
DOCUMENT = """query { approvalInbox(first: 50) { nodes { id basis openedAt person { name } step { dueOn }
    approvalCase { id number kind title currency amount party { name } requester { name } } }
    totalCount } }"""
RULE = """
    INSERT INTO approval.authority_rule
        (id, company, kind, version, amount_from, valid_from, made_by, made_at)
    SELECT uuidv7(), $1, 'entry_draft', 1, 0, DATE '2020-01-01', id, now() FROM access.app_user LIMIT 1
"""
PEOPLE = """
    INSERT INTO access.app_user (id, login, name, language, password_is_initial, is_active, is_service,
        is_developer, home_company, created_at)
    SELECT uuidv7(), 'bench-' || n, '見本 ' || n, 'ja', false, true, false, false, $1, now()
    FROM generate_series(1, 20) AS n
"""
LOADED = """
    WITH made AS (
        INSERT INTO approval.approval_case (id, company, number, state, kind, document, title, amount,
            currency, risks, fingerprint, requester, submitted_by, submitted_on, submitted_at,
            rule, rule_version,
            current_step, after_the_fact)
        SELECT uuidv7(), $1, 'AP-' || n, 'PENDING', 'entry_draft', uuidv7(), '見本の申請 ' || n, n, 'JPY',
            '[]', 'x', p.id, p.id, DATE '2026-01-01' + n % 90, now() - make_interval(mins => n),
            r.id, 1, 1, false
        FROM generate_series(1, $2) AS n JOIN access.app_user p ON p.login = 'bench-' || (2 + n % 19)
        CROSS JOIN approval.authority_rule r
        RETURNING id, number, submitted_at
    ), stepped AS (
        INSERT INTO approval.case_step (id, company, approval_case, step_no, mode, needed, state, opened_at)
        SELECT uuidv7(), $1, id, 1, 'ANY', 1, 'OPEN', submitted_at FROM made
        RETURNING id, approval_case, opened_at
    )
    INSERT INTO approval.case_task (id, company, approval_case, step, person, state, basis, opened_at)
    SELECT uuidv7(), $1, s.approval_case, s.id,
        CASE WHEN right(m.number, 1) = '0' THEN other.id ELSE own.id END, 'OPEN', 'PERSON', s.opened_at
    FROM stepped s JOIN made m ON m.id = s.approval_case
    CROSS JOIN (SELECT id FROM access.app_user WHERE login = 'bench') AS own
    CROSS JOIN (SELECT id FROM access.app_user WHERE login = 'bench-1') AS other
"""
STANDS_IN = """
    INSERT INTO approval.delegation (id, company, grantor, delegate, valid_from, valid_to, made_by, made_at)
    SELECT uuidv7(), $1, a.id, b.id, DATE '2020-01-01', DATE '2099-12-31', a.id, now()
    FROM access.app_user a, access.app_user b WHERE a.login = 'bench-1' AND b.login = 'bench'
"""


async def bench(house: House) -> list[Row]:
    """Load, then ask for the first page again and again."""
    async with filling(house) as owner:
        for sql in (RULE, PEOPLE, STANDS_IN):
            await owner.execute(sql, house.company)
        await owner.execute(LOADED, house.company, CASES)
        await owner.execute("ANALYZE approval.approval_case, approval.case_task, approval.case_step")
    database = await Database.open(house.url)
    try:
        asking = await asking_for_token(database, house.token)
        assert asking is not None
        took = []
        for _ in range(TIMES):
            before, began = database.statements, clock.monotonic()
            answer = await execute(DOCUMENT, {}, asking, database)
            took.append((clock.monotonic() - began) * 1000)
            statements = database.statements - before
        assert f'"totalCount":{CASES}'.encode() in answer.body, answer.body[:300]
    finally:
        await database.close()
    return [
        Row("inbox of a person with 10,000 open cases", "ms", median(took), None, at_most=GOAL_MS),
        Row("statements of that inbox", "statements", float(statements), None, at_most=1.0),
    ]
