"""Trying the matrix out: who would be asked about such a document, without one being there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.approval.approvables import approvable, approvables
from erp.approval.routing import RULES, resolved, rule_of
from erp.approval.rules.choosing import Question, governing
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
    requester: UUID,
    amount: Decimal,
    on: date | None = None,
    department: UUID | None = None,
    account: UUID | None = None,
    risk: str | None = None,
) -> Sequence[dict[str, Any]]:
    """The steps and their people; nothing where nobody would be asked. Refuses as a submission does."""
    approvable(kind)
    day = on or asking.today
    company = asking.company
    question = Question(amount, department, account, frozenset({risk} if risk else ()))
    rows = await database.rows(RULES, company, kind, day, company=company)
    rule = governing([rule_of(row) for row in rows], question)
    if rule is None:
        return []
    staff = staff_from(await database.read(STAFF, company, day, company=company))
    steps = resolved(rule.steps, Plea(kind, amount, requester, department), staff)
    return [
        {
            "step_no": step.step_no,
            "mode": step.mode,
            "needed": step.needed,
            "person_id": each.person,
            "rule_id": rule.id,
        }
        for step in steps
        for each in step.people
    ]


async def approvable_kinds(asking: Asking, database: Database) -> Sequence[dict[str, Any]]:
    """Every kind of document some part speaks for, with its rules of today and its open cases."""
    kinds = sorted(approvables())
    rows = await database.rows(KINDS, kinds, asking.company, asking.today, company=asking.company)
    return [dict(row) for row in rows]
