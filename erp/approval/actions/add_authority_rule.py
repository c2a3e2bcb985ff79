"""Add a rule to the authority matrix: for these documents, these are asked, from a day on."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.approval import tables
from erp.approval.approvables import approvable
from erp.approval.drafting import RouteLine, refuse_nobody, steps_of
from erp.approval.refusals import RulesOverlap
from erp.approval.routing import Step
from erp.approval.rules.choosing import Rule, overlap
from erp.approval.staffing import staff_on
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money

THERE = """
    SELECT version, amount_from, amount_below, department, account, risk FROM approval.authority_rule
    WHERE company = $1 AND kind = $2 AND (valid_to IS NULL OR valid_to >= $3)
      AND ($4::date IS NULL OR valid_from <= $4) AND (valid_to IS NULL OR valid_to >= valid_from)
"""
NEXT = "SELECT coalesce(max(version), 0) + 1 FROM approval.authority_rule WHERE company = $1 AND kind = $2"


async def add_authority_rule(
    *,
    act: Act,
    kind: str,
    amount_from: Money,
    route: list[RouteLine],
    valid_from: date,
    amount_below: Money | None = None,
    department: UUID | None = None,
    account: UUID | None = None,
    risk: str | None = None,
    valid_to: date | None = None,
    note: str | None = None,
) -> UUID:
    """Add a rule under the next version of its kind; an empty route says that nobody has to be asked.

    Refuses `ROUTE_WITH_NOBODY`, and `RULES_OVERLAP` where another rule speaks of the same amounts and days.
    """
    approvable(kind)
    if amount_from < 0:
        raise BadInput("amountFrom", "NEGATIVE")
    if amount_below is not None and amount_below <= amount_from:
        raise BadInput("amountBelow", "BAND_IS_EMPTY")
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "ENDS_BEFORE_IT_BEGINS")
    if department is not None:
        await masterdata.require_department(act.tx, department, valid_from)
    steps = steps_of(route)
    refuse_nobody(steps, department, await staff_on(act.tx, max(act.today, valid_from)))
    await lock_name(act, "authority", act.company, kind)
    risk = (risk or "").strip() or None
    new = Rule(0, amount_from, amount_below, department, account, risk)
    for row in await act.tx.rows(THERE, act.company, kind, valid_from, valid_to):
        if overlap(new, Rule(**row)):
            raise RulesOverlap(kind=kind, version=row["version"], field="amountFrom")
    rule = new_id()
    version = await act.tx.value(NEXT, act.company, kind)
    band = {"amount_from": amount_from, "amount_below": amount_below}
    fits = {"department": department, "account": account, "risk": risk}
    days = {"valid_from": valid_from, "valid_to": valid_to, "note": (note or "").strip() or None}
    made = {"made_by": act.actor, "made_at": act.at}
    head = {"id": rule, "company": act.company, "kind": kind, "version": version}
    await act.tx.insert(tables.AuthorityRule, [head | band | fits | days | made])
    await _write_steps(act, rule, steps)
    return rule


async def _write_steps(act: Act, rule: UUID, steps: list[Step]) -> None:
    rows, approvers = [], []
    for number, step in enumerate(steps, 1):
        id = new_id()
        own = {"id": id, "company": act.company, "rule": rule, "step_no": number}
        rows.append(own | {"mode": step.mode, "needed": step.needed})
        for each in step.approvers:
            found_by = {"kind": each.kind, "role": each.role, "levels": each.levels, "person": each.person}
            approvers.append({"id": new_id(), "company": act.company, "step": id, **found_by})
    await act.tx.insert(tables.AuthorityStep, rows)
    await act.tx.insert(tables.AuthorityApprover, approvers)
