"""Whatever happens to people while a thousand cases run: each has somebody able, and nobody decides his own.

The company loses and gains people, roles, managers and delegations at random, and people decide; after
every change each open step has to have enough people who would answer, and no decision is about oneself.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from uuid import UUID

from erp.approval import jobs
from erp.approval.rules.asking import Approver, asked, kept_role, substitutes, why_moved
from erp.approval.rules.staff import Plea, Staff, StandIn
from tests.approval.company import Company, a_company
from tests.approval.test_people import run
from tests.facade import Erp

CASES, CHANGES, PEOPLE = 1_000, 40, 24
DAY = date(2026, 4, 1)

UNABLE = """
    WITH open_step AS (
        SELECT s.id, s.needed, c.id AS of_case, c.requester, c.submitted_by
        FROM approval.case_step s JOIN approval.approval_case c ON c.id = s.approval_case
        WHERE s.state = 'OPEN' AND c.state = 'PENDING'
    ), answered AS (
        SELECT o.id, o.needed, count(*) FILTER (
            WHERE t.state = 'DECIDED' OR (
                t.state = 'OPEN' AND t.person NOT IN (o.requester, o.submitted_by)
                AND approval.is_able(t.person, $1)
                AND (NOT EXISTS (SELECT FROM approval.absence a
                                 WHERE a.person = t.person AND $2 BETWEEN a.valid_from AND a.valid_to)
                     OR EXISTS (SELECT FROM approval.delegation d WHERE d.grantor = t.person
                                AND approval.is_able(d.delegate, $1)
                                AND approval.standing_in(d.delegate, t.person, o.of_case, $2) = d.id)))
        ) AS there
        FROM open_step o JOIN approval.case_task t ON t.step = o.id GROUP BY o.id, o.needed
    )
    SELECT id FROM answered WHERE there < needed
"""
# Who would speak in a step where so many different people have to: by item, everybody who may answer it.
SPEAKERS = """
    SELECT s.id AS step, s.needed, t.id AS task, d.decided_by AS spoke, who.person AS speaker
    FROM approval.case_step s
    JOIN approval.approval_case c ON c.id = s.approval_case AND c.state = 'PENDING'
    JOIN approval.case_task t ON t.step = s.id AND t.state IN ('OPEN', 'DECIDED')
    LEFT JOIN LATERAL (SELECT x.decided_by FROM approval.decision x
                       WHERE x.task = t.id AND t.state = 'DECIDED' ORDER BY x.id DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL (
        SELECT t.person WHERE NOT EXISTS (SELECT FROM approval.absence a
            WHERE a.person = t.person AND $2 BETWEEN a.valid_from AND a.valid_to)
        UNION SELECT g.delegate FROM approval.delegation g WHERE g.grantor = t.person
            AND approval.standing_in(g.delegate, t.person, c.id, $2) = g.id) who
        ON t.state = 'OPEN' AND approval.is_able(t.person, $1) AND approval.is_able(who.person, $1)
           AND t.person NOT IN (c.requester, c.submitted_by)
    WHERE s.state = 'OPEN' AND s.mode = 'SOME'
"""
PAIRS = """
    SELECT array_agg(t.person ORDER BY t.id) AS people
    FROM approval.case_task t JOIN approval.case_step s ON s.id = t.step
    WHERE t.state = 'OPEN' AND s.mode = 'SOME' AND s.state = 'OPEN'
    GROUP BY t.step HAVING count(*) = 2 ORDER BY t.step LIMIT 200
"""
OWN = """
    SELECT d.id FROM approval.decision d JOIN approval.approval_case c ON c.id = d.approval_case
    WHERE d.decided_by IN (c.requester, c.submitted_by)
"""
RUNNING = """
    INSERT INTO approval.approval_case (id, company, number, state, kind, document, title, amount, currency,
        risks, fingerprint, requester, submitted_by, submitted_on, submitted_at, rule, rule_version,
        current_step)
    SELECT uuidv7(), c.company, 'X' || n, 'PENDING', c.kind, uuidv7(), c.title, n, c.currency, c.risks,
        md5(c.submitted_on::text), p.id, p.id, c.submitted_on, c.submitted_at, c.rule, c.rule_version, 1
    FROM approval.approval_case c, generate_series(1, $2) AS n
    CROSS JOIN LATERAL (SELECT id FROM unnest($3::uuid[]) WITH ORDINALITY AS u (id, place)
                        WHERE place = 1 + n % cardinality($3::uuid[])) AS p
    WHERE c.id = $1::text::uuid
"""
# A draft without lines: what it says of itself never changes.
DRAFTS = """
    INSERT INTO accounting.entry_draft (id, company, effective_on, description, state, drafted_by, drafted_at)
    SELECT document, company, submitted_on, title, 'DRAFT', requester, now()
    FROM approval.approval_case WHERE number LIKE 'X%'
"""
STEPS = """
    INSERT INTO approval.case_step (id, company, approval_case, step_no, mode, needed, state, opened_at)
    SELECT uuidv7(), company, id, 1,
        CASE right(number, 1)::int % 3 WHEN 0 THEN 'ANY' WHEN 1 THEN 'ALL' ELSE 'SOME' END,
        CASE right(number, 1)::int % 3 WHEN 0 THEN 1 ELSE 2 END, 'OPEN', now()
    FROM approval.approval_case WHERE number LIKE 'X%'
"""
TASKS = """
    INSERT INTO approval.case_task (id, company, approval_case, step, person, state, basis, role, opened_at)
    SELECT uuidv7(), s.company, s.approval_case, s.id, p.id, 'OPEN', 'PERSON', NULL, now()
    FROM approval.case_step s JOIN approval.approval_case c ON c.id = s.approval_case AND c.number LIKE 'X%'
    CROSS JOIN LATERAL (
        SELECT id FROM unnest($1::uuid[]) AS u (id) WHERE id <> c.requester
        ORDER BY md5(u.id::text || c.number) LIMIT 2) AS p
"""


def test_no_reorganisation_leaves_a_case_without_somebody_able_nor_lets_anybody_decide_his_own(
    erp: Erp,
) -> None:
    chance = random.Random(20260401)
    firm = a_company(erp)
    firm.policy()
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    model = firm.submit("clerk", firm.draft("clerk", "1"))
    logins = [f"p{at}" for at in range(PEOPLE)]
    for login in logins:
        firm.add(login)
    ids = [UUID(firm.id(login)) for login in logins]
    erp.sql(RUNNING, model, CASES, ids)
    erp.sql(DRAFTS)
    erp.sql(STEPS)
    erp.sql(TASKS, ids)

    done = [reorganise(firm, logins, chance) for _ in range(CHANGES)]
    assert {"leave", "manager", "absence", "delegation", "for a colleague", "decide"} <= set(done)
    assert erp.sql("SELECT count(*) AS n FROM approval.case_task WHERE moved_from IS NOT NULL")[0]["n"] > 100
    assert erp.sql("SELECT count(*) AS n FROM approval.decision")[0]["n"] > 0
    assert erp.sql(OWN) == []


def reorganise(firm: Company, logins: list[str], chance: random.Random) -> str:
    """One change of the house, and what has to hold after it."""
    what = chance.choice(
        [
            "leave",
            "come back",
            "role",
            "manager",
            "absence",
            "delegation",
            "for a colleague",
            "decide",
            "decide",
        ]
    )
    one, other = chance.sample(logins, 2)
    active = {row["login"] for row in firm.erp.sql("SELECT login FROM access.app_user WHERE is_active")}
    day = {"valid_from": DAY, "valid_to": DAY + timedelta(days=chance.randrange(5))}
    role = firm.role("accounting")
    moves: dict[str, Callable[[], object]] = {
        "leave": lambda: firm.erp.disable_user(user=firm.id(one)),
        "come back": lambda: firm.erp.enable_user(user=firm.id(one)),
        "role": lambda: firm.erp.take_role(user=firm.id(one), role=role, company=firm.erp.company),
        "manager": lambda: firm.reports_to(one, other),
        "absence": lambda: firm.erp.record_absence(person=firm.id(one), **day),
        "delegation": lambda: firm.erp.appoint_delegate(grantor=firm.id(one), delegate=firm.id(other), **day),
        "for a colleague": lambda: stand_in(firm, chance, day),
        "decide": lambda: decide(firm, one if one in active else other),
    }
    try:
        moves[what]()
    except Exception as refused:
        if type(refused).__name__ != "Refused" or getattr(refused, "code", "") == "INTERNAL":
            raise
        what = f"{what} refused"
    run(firm, jobs.reroute_open_cases)
    stranded = firm.erp.sql(UNABLE, UUID(firm.erp.company), DAY)
    assert stranded == [], what
    assert hanging(firm) == [], what
    return what


def hanging(firm: Company) -> list[UUID]:
    """Steps in which fewer different people would speak than have to, by trying every choice."""
    steps: dict[UUID, tuple[int, set[UUID], dict[UUID, list[UUID]]]] = {}
    for row in firm.erp.sql(SPEAKERS, UUID(firm.erp.company), DAY):
        _, spoke, ways = steps.setdefault(row["step"], (row["needed"], set(), {}))
        if row["spoke"] is not None:
            spoke.add(row["spoke"])
        elif row["speaker"] is not None:
            ways.setdefault(row["task"], []).append(row["speaker"])
    return [step for step, (needed, spoke, ways) in steps.items() if most(spoke, ways) < needed]


def most(spoke: set[UUID], ways: dict[UUID, list[UUID]]) -> int:
    """The largest number of different people any choice of one speaker for each item comes to."""
    free = [[each for each in people if each not in spoke] or [None] for people in ways.values()]
    return len(spoke) + max((len(set(choice) - {None}) for choice in product(*free)), default=0)


def stand_in(firm: Company, chance: random.Random, day: dict[str, date]) -> None:
    """One of two who both have to say yes goes away, and the other one answers for him."""
    one, other = chance.choice(firm.erp.sql(PAIRS))["people"]
    firm.erp.appoint_delegate(grantor=str(one), delegate=str(other), **day)
    firm.erp.record_absence(person=str(one), **day)


def decide(firm: Company, login: str) -> None:
    """Say yes to the oldest that wait for somebody."""
    for each in firm.inbox(login)[:4]:
        firm.people[login].decide_cases(cases=[each["approvalCase"]["id"]], decision="APPROVE")


def test_the_rules_find_somebody_able_whoever_is_there() -> None:
    for seed in range(500):
        find_somebody(random.Random(seed))


def find_somebody(chance: random.Random) -> None:
    """One company by chance: whoever could be asked is found, and nobody else."""
    people = [UUID(int=n + 1) for n in range(chance.randrange(3, 12))]
    role, fallback = UUID(int=900), UUID(int=901)
    able = frozenset(chance.sample(people, chance.randrange(2, len(people) + 1)))
    managers = {each: chance.choice(people) for each in people if chance.random() < 0.7}
    staff = Staff(
        able=able,
        managers={each: above for each, above in managers.items() if each != above},
        holders={role: tuple(chance.sample(people, 2)), fallback: tuple(people)},
        absent=frozenset(chance.sample(people, chance.randrange(len(people)))),
        stand_ins=tuple(
            StandIn(UUID(int=500 + at), *chance.sample(people, 2), frozenset(), Decimal(100))
            for at in range(3)
        ),
        fallback_role=fallback,
    )
    plea = Plea("purchase_order", Decimal(chance.randrange(200)), chance.choice(people))
    could = [each for each in people if staff.answers(each, plea)]

    for approver in (Approver("MANAGER", levels=1), Approver("PERSON", person=chance.choice(people))):
        found = asked(approver, plea, staff)
        assert bool(found) == bool(could)
        assert all(each.person != plea.requester and staff.answers(each.person, plea) for each in found)
    for person in people:
        if why_moved(person, None, plea, staff) is not None:
            instead = list(substitutes(person, role, plea, staff))
            assert set(instead) == {each for each in could if each != person}
            assert all(kept_role(each, role, staff) in (None, role) for each in instead)
