"""Passing: what may be done, is done with a note of who let it through; what may not, is refused by name."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.approval import tables
from erp.approval.approvables import Facts, approvables, declared, facts_of_one
from erp.approval.refusals import ApprovalNeeded, ApprovalPending, ApprovalVoid
from erp.approval.routing import rules_on
from erp.approval.rules.choosing import governing
from erp.approval.splitting import split_total
from erp.approval.staffing import policy_on
from erp.approval.states import CaseState
from erp.approval.submitting import LAST
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows

GOVERNED = "SELECT EXISTS (SELECT FROM approval.authority_rule WHERE company = $1 AND kind = $2)"


async def passed(act: Act, kind: str, document: UUID) -> None:
    """Let a document through, and note by what: its case, or a matrix that asks nobody.

    Refuses `APPROVAL_NEEDED`, `APPROVAL_PENDING` while somebody is being asked, and `APPROVAL_VOID` when
    the document
    has changed since its yes. Where the company has no matrix for the kind, nothing is asked and nothing
    is written.
    """
    if declared(kind) not in approvables() or not await act.tx.value(GOVERNED, act.company, kind):
        return
    facts = await facts_of_one(act, kind, document)
    last = await act.tx.row(LAST, act.company, kind, document)
    if last is not None and last["state"] == CaseState.APPROVED.value:
        # Held until the end, so that nobody voids it meanwhile.
        (case,) = await lock_rows(act, tables.ApprovalCase, [last["id"]])
        if last["fingerprint"] == facts.fingerprint or await _lowered(act, facts, case):
            await _note(act, kind, facts, case=last["id"], rule=case["rule"], version=case["rule_version"])
            return
    rules = await rules_on(act.tx, kind, act.today)
    rule = governing(rules, facts.question)
    if rule is not None and rule.steps:
        raise _why(kind, document, last, facts)
    policy = await policy_on(act, act.today)
    split = await split_total(act, kind, facts, rules, policy["split_days"] if policy else None)
    rule_id, version = (rule.id, rule.version) if rule else (None, None)
    await _note(act, kind, facts, rule=rule_id, version=version, split=split)


async def _lowered(act: Act, facts: Facts, case: Any) -> bool:
    """Whether only the amount changed, downwards, and by no more than the company lets pass."""
    policy = await policy_on(act, act.today)
    same = (facts.party, facts.account) == (case["party"], case["account"])
    if policy is None or not policy["lower_share"] or not same or not 0 <= facts.amount < case["amount"]:
        return False
    return bool(case["amount"] - facts.amount <= case["amount"] * policy["lower_share"])


def _why(kind: str, document: UUID, last: Any, facts: Facts) -> Exception:
    told: dict[str, Any] = {"kind": kind, "document": document}
    if last is not None:
        told["number"] = last["number"]
        if last["state"] == CaseState.PENDING.value and last["fingerprint"] == facts.fingerprint:
            return ApprovalPending(**told)
        if last["state"] in (CaseState.APPROVED.value, CaseState.VOIDED.value, CaseState.PENDING.value):
            return ApprovalVoid(**told)
    return ApprovalNeeded(**told)


async def _note(
    act: Act,
    kind: str,
    facts: Facts,
    *,
    case: UUID | None = None,
    rule: UUID | None = None,
    version: int | None = None,
    split: Decimal | None = None,
) -> None:
    row = {
        "id": new_id(),
        "company": act.company,
        "kind": kind,
        "document": facts.document,
        "approval_case": case,
        "rule": rule,
        "rule_version": version,
        "fingerprint": facts.fingerprint,
        "amount": facts.amount,
        "party": facts.party,
        "split_total": split,
        "passed_by": act.actor,
        "passed_on": act.today,
        "passed_at": act.at,
    }
    await act.tx.insert(tables.Passage, [row])
