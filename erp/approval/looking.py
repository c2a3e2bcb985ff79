"""How a document stands: whether somebody has to be asked, who is being asked, and who may do what about
it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from erp.approval.approvables import approvables, declared, facts_statement, read_facts
from erp.approval.routing import RULES, rule_of
from erp.approval.rules.choosing import governing
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound

CASE = """
    SELECT c.id, c.number, c.state, c.fingerprint, ARRAY(
               SELECT u.name FROM approval.case_task t JOIN access.app_user u ON u.id = t.person
               WHERE t.approval_case = c.id AND t.state = 'OPEN' ORDER BY u.name) AS waiting_for,
           EXISTS (SELECT FROM approval.case_task t WHERE t.approval_case = c.id AND t.state = 'OPEN'
                   AND $3 NOT IN (c.requester, c.submitted_by)
                   AND (t.person = $3 OR approval.standing_in($3, t.person, c.id, $4) IS NOT NULL)) AS
                       may_decide
    FROM approval.approval_case c WHERE c.kind = $1 AND c.document = $2
    ORDER BY c.submitted_at DESC, c.id DESC LIMIT 1
"""
STANDS = ("PENDING", "APPROVED")


async def document_approval(
    asking: Asking, database: Database, *, kind: str, document: UUID
) -> Mapping[str, Any]:
    """What the box on a document's page shows. A kind nobody speaks for is free."""
    free: dict[str, Any] = {
        "standing": "FREE",
        "number": None,
        "waiting_for": [],
        "may_decide": False,
        "case_id": None,
    }
    if declared(kind) not in approvables():
        return free | {"may_submit": False}
    company = asking.company
    told = await database.rows(facts_statement(kind), [document], company, company=company)
    visible = "SELECT kernel.may_see($1, $2, $3)"
    head = kind.partition(":")[0]
    if not told or not await database.read(visible, head, document, asking.actor, company=company):
        raise NotFound(kind, document)
    facts = read_facts(dict(told[0]))
    rows = await database.rows(RULES, company, kind, asking.today, company=company)
    rule = governing([rule_of(row) for row in rows], facts.question)
    needed = rule is not None and bool(rule.steps)
    cases = await database.rows(CASE, kind, document, asking.actor, asking.today, company=company)
    if not cases:
        return free | {"standing": "NEEDED" if needed else "FREE", "may_submit": needed}
    case = dict(cases[0])
    state = case["state"]
    if state in STANDS and case["fingerprint"] != facts.fingerprint:
        state = "VOIDED"
    return {
        "standing": state,
        "number": case["number"],
        "waiting_for": case["waiting_for"],
        "may_decide": case["may_decide"] and state == "PENDING",
        "may_submit": needed and state not in STANDS,
        "case_id": case["id"],
    }
