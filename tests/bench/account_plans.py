"""How long a plan takes for 10,000 employees and ten systems, how many statements it needs,
    and one leaver.

People, rules and accounts are copied in: nine of ten accounts are as they should be,
    a tenth differs. What is
measured is what the house does by itself: naming, comparing, writing down the lines with their reasons.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from erp.api import permissions
from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from modules.identity.built_in_reading import read_built_in
from modules.identity.naming import give_names
from modules.identity.planning import difference
from tests.bench.filling import filling
from tests.bench.house import House
from tests.bench.rows import Row
from tests.people import founder

PEOPLE, SYSTEMS, TIMES = 10_000, 10, 15
TODAY = date(2026, 4, 1)
PLAN_S, LEAVER_MS, STATEMENTS = 5.0, 50.0, 40.0
DEPARTMENTS = """
    INSERT INTO masterdata.department (id, code, name, valid_from)
    SELECT uuidv7(), 'B' || n, '部' || n, DATE '2020-01-01' FROM generate_series(1, 20) AS n
"""
HOLDERS = """
    INSERT INTO identity.holder (company, person, number, family_name, given_name, family_kana,
        given_kana,
        family_latin, given_latin, display_name, employment_type, state, starts_on, projects,
            work_email, language,
        department_name, title, place, name_key, fingerprint)
    SELECT $1, uuidv7(), 'B' || n, '姓' || n, '名', 'セイ', 'メイ', 'Family' || n, 'Given',
        '姓' || n || ' 名', 'REGULAR',
        'EMPLOYED', DATE '2020-04-01', '[]', '', 'ja', '部' || (1 + n % 20), '', '本社', 'k' || n, 'f'
    FROM generate_series(1, $2::int) AS n
"""
POSTS = """
    INSERT INTO identity.holder_post (company, person, department, position, rank, place, is_main)
    SELECT h.company, h.person, d.id, 'P', 100, '本社', true FROM identity.holder h
    JOIN masterdata.department d ON d.name = h.department_name
"""
SYSTEM = """
    INSERT INTO identity.system (company, code, name, adapter, can_groups, can_rename, can_delete,
        is_built_in, applies)
    SELECT $1, 'S' || n, 'S' || n, 'scim', true, true, true, false, 'ALL' FROM generate_series(1,
        $2::int) AS n
"""
READ = """
    INSERT INTO identity.inventory (company, system, state)
    SELECT company, id, 'BELIEVED' FROM identity.system
"""
GROUPS = """
    INSERT INTO identity.entitlement (company, system, kind, external_id, name, is_sensitive)
    SELECT s.company, s.id, 'GROUP', 'g' || n, 'g' || n, false FROM identity.system s,
        generate_series(0, 3) AS n
"""
RULES = """
    INSERT INTO identity.access_rule (company, system, name, department, valid_from, reason, set_by)
    SELECT s.company, s.id, 'all', NULL, DATE '2020-01-01', 'bench', u.id
    FROM identity.system s, access.app_user u WHERE u.login = 'bench'
    UNION ALL SELECT s.company, s.id, d.name, d.id, DATE '2020-01-01', 'bench', u.id
    FROM identity.system s, access.app_user u, masterdata.department d
    WHERE u.login = 'bench' AND d.name IN ('部1', '部2', '部3')
"""
GRANTS = """
    INSERT INTO identity.rule_grant (company, rule, entitlement)
    SELECT r.company, r.id, e.id FROM identity.access_rule r
        JOIN identity.entitlement e ON e.system = r.system
    WHERE e.external_id = CASE r.name WHEN 'all' THEN 'g0' ELSE 'g' || right(r.name, 1) END
"""
ACCOUNTS = """
    INSERT INTO identity.account (company, system, external_id, key, user_name, email, family_name,
        given_name,
        display_name, department, title, standing, person, matched_by, is_administrator)
    SELECT h.company, s.id, h.number, h.number, 'given.' || lower(h.family_latin), '', h.family_name,
        h.given_name,
        h.display_name, h.department_name, '', 'ACTIVE', h.person, 'KEY', false
    FROM identity.holder h, identity.system s WHERE NOT s.is_built_in AND h.number NOT LIKE '%7'
"""
HELD = """
    INSERT INTO identity.account_entitlement (company, account, entitlement)
    SELECT a.company, a.id, e.id FROM identity.account a
        JOIN identity.entitlement e ON e.system = a.system
    JOIN identity.holder h ON h.person = a.person
    WHERE e.external_id = 'g0' OR e.name = 'g' || CASE WHEN h.department_name IN ('部1', '部2', '部3')
        THEN right(h.department_name, 1) ELSE 'none' END
"""
LEFT = """
    UPDATE identity.holder SET state = 'LEFT', last_day = DATE '2026-03-31' WHERE number = 'B' || $1::int
    RETURNING person
"""
ANALYZE = (
    "holder",
    "holder_post",
    "account",
    "account_entitlement",
    "entitlement",
    "access_rule",
    "rule_grant",
)


async def bench(house: House, people: int = PEOPLE) -> list[Row]:
    """The whole plan with its names, and then one leaver after the other."""
    async with filling(house) as owner:
        await owner.execute(DEPARTMENTS)
        await owner.execute(HOLDERS, house.company, people)
        await owner.execute(POSTS)
        await owner.execute(SYSTEM, house.company, SYSTEMS)
        for sql in (READ, GROUPS, RULES, GRANTS, ACCOUNTS, HELD):
            await owner.execute(sql)
        for table in ANALYZE:
            await owner.execute(f"ANALYZE identity.{table}")
    database = await Database.open(house.url, statement_timeout_ms=0)
    asking = replace(founder(house.company), today=TODAY, permissions=frozenset(permissions()))

    async def timed(work: Callable[[Act], Awaitable[Any]]) -> tuple[float, int]:
        before, began = database.statements, clock.monotonic()
        async with database.transaction(asking=asking, verb="bench") as tx:
            await work(Act(tx=tx, asking=asking, verb="bench"))
        return clock.monotonic() - began, database.statements - before

    async def named(act: Act) -> None:
        await read_built_in(act, None)
        await give_names(act, None, None)

    async def whole(act: Act) -> None:
        await give_names(act, None, None)
        assert await difference(act) is not None

    try:
        await timed(named)
        took, statements = await timed(whole)
        leavers = []
        for at in range(1, 10 * TIMES, 10):

            async def leaves(act: Act, at: int = at) -> None:
                person = await act.tx.value(LEFT, at)
                await give_names(act, None, [person])
                assert await difference(act, people=[person]) is not None

            leavers.append((await timed(leaves))[0] * 1000)
    finally:
        await database.close()
    return [
        Row(f"accounts: plan of {people:,} × {SYSTEMS}", "s", took, None, at_most=PLAN_S),
        Row("accounts: statements of a plan", "", float(statements), None, at_most=STATEMENTS),
        Row("accounts: one leaver planned", "ms", median(leavers), None, at_most=LEAVER_MS),
    ]
