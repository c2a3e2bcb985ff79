"""Trying the matrix out: who would be asked about such a document, without one being there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.approval.approvables import approvable, approvables
from erp.approval.refusals import RouteWithNobody
from erp.approval.routing import RULES, resolved, rule_of
from erp.approval.rules.choosing import Question, Rule, governing
from erp.approval.rules.staff import Plea
from erp.approval.staffing import STAFF, staff_from
from erp.kernel.asking import Asking
from erp.kernel.database import Database

KINDS = """
    SELECT given.kind,
           (SELECT count(*) FROM approval.authority_rule r
            WHERE r.company = $2 AND r.kind = given.kind AND r.valid_from <= $3
              AND (r.valid_to IS NULL OR r.valid_to >= $3))::int AS rules,
           (SELECT count(*) FROM approval.approval_case c
            WHERE c.company = $2 AND c.kind = given.kind AND c.state = 'PENDING')::int AS pending
    FROM unnest($1::text[]) WITH ORDINALITY AS given (kind, place) ORDER BY given.place
"""


async def try_route(
    asking: Asking,
    database: Database,
    *,
    kind: str,
    amount: Decimal,
    requester: UUID | None = None,
    on: date | None = None,
    department: UUID | None = None,
    account: UUID | None = None,
    risk: str | None = None,
) -> Sequence[dict[str, Any]]:
    """The steps and their people, for oneself or somebody else; nothing where nobody would be asked.

    A step in which there is nobody says so; it would refuse a submission.
    """
    approvable(kind)
    day = on or asking.today
    company = asking.company
    question = Question(amount, department, account, frozenset({risk} if risk else ()))
    rows = await database.rows(RULES, company, kind, day, company=company)
    rule = governing([rule_of(row) for row in rows], question)
    if rule is None:
        return []
    staff = staff_from(await database.read(STAFF, company, day, company=company))
    plea = Plea(kind, amount, requester or asking.actor, department)
    try:
        steps = resolved(rule.steps, plea, staff)
    except RouteWithNobody as nobody:
        return [_row(rule, int(nobody.facts["step"]), None)]
    return [_row(rule, step.step_no, each.person) for step in steps for each in step.people]


def _row(rule: Rule, number: int, person: UUID | None) -> dict[str, Any]:
    step = rule.steps[number - 1]
    told = {"step_no": number, "mode": step.mode, "needed": step.needed}
    return told | {"person_id": person, "rule_id": rule.id, "is_empty": person is None}


async def approvable_kinds(asking: Asking, database: Database) -> Sequence[dict[str, Any]]:
    """Every kind of document some part speaks for, and those people made, with today's rules and open
    cases.
    """
    names = await _names(asking, database)
    given = [list(names), asking.company, asking.today]
    rows = await database.rows(KINDS, *given, company=asking.company)
    return [dict(row) | {"name": names[row["kind"]]} for row in rows]


async def delegable_kinds(asking: Asking, database: Database) -> Sequence[dict[str, Any]]:
    """The same without figures, for whoever names somebody to stand in."""
    names = await _names(asking, database)
    return [{"kind": kind, "name": name} for kind, name in names.items()]


async def _names(asking: Asking, database: Database) -> dict[str, str | None]:
    """The kinds, with the names people gave to theirs."""
    names: dict[str, str | None] = {}
    for kind, each in sorted(approvables().items()):
        if each.kinds is None:
            names[kind] = None
            continue
        made = each.kinds.replace(":company", "$1::uuid")
        for row in await database.rows(made, asking.company, company=asking.company):
            names[row["kind"]] = row["name_ja"] if asking.language == "ja" else row["name_en"]
    return names
