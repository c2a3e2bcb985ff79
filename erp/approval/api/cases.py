"""Cases as people and programs see them: who is asked, who decided what, and how a document stands.

A case is seen by who asked, by who is or was asked, by who stands in for them, and by who may see every case.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from erp.access.api import User
from erp.api import ID, children, computed, link, many, mutation, node, one, report, row
from erp.approval import tables
from erp.approval.actions.decide_cases import decide_cases
from erp.approval.actions.name_approver import name_approver
from erp.approval.actions.pull_up_case import pull_up_case
from erp.approval.actions.return_case import return_case
from erp.approval.actions.submit_for_approval import submit_for_approval
from erp.approval.actions.withdraw_case import withdraw_case
from erp.approval.looking import document_approval
from erp.approval.states import (
    CaseState,
    ReturnReason,
    StepMode,
    StepState,
    StuckReason,
    TaskBasis,
    TaskState,
    Verdict,
)
from erp.approval.stuck import stuck_cases
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party

EVERY = "approval.read_every_case"
SEEN = """(:actor IN ({t}.requester, {t}.submitted_by) OR 'approval.read_every_case' = ANY(:permissions)
    OR EXISTS (SELECT FROM approval.case_task mine WHERE mine.approval_case = {t}.id
               AND (mine.person = :actor OR EXISTS (
                   SELECT FROM approval.delegation d WHERE d.grantor = mine.person AND d.delegate = :actor
                   AND :today BETWEEN d.valid_from AND d.valid_to))))"""
# Who is above the asker is asked once for the whole list; a list of ten thousand must not ask it per row.
MINE = """({t}.state = 'OPEN' AND {t}.person = ANY(ARRAY(
        SELECT :actor UNION SELECT d.grantor FROM approval.delegation d
        WHERE d.delegate = :actor AND d.company = :company AND :today BETWEEN d.valid_from AND d.valid_to))
    AND ({t}.person = :actor OR EXISTS (
        SELECT FROM approval.delegation d JOIN approval.approval_case c ON c.id = {t}.approval_case
        WHERE d.grantor = {t}.person AND d.delegate = :actor AND :today BETWEEN d.valid_from AND d.valid_to
          AND (d.amount_limit IS NULL OR abs(c.amount) <= d.amount_limit)
          AND :actor NOT IN (c.requester, c.submitted_by)
          AND (NOT EXISTS (SELECT FROM approval.delegation_kind k WHERE k.delegation = d.id)
               OR c.kind IN (SELECT k.kind FROM approval.delegation_kind k WHERE k.delegation = d.id))
          AND c.requester <> ALL(ARRAY(SELECT approval.superiors(:actor, :today))))))"""
ANSWERED = """EXISTS (SELECT FROM approval.case_task mine WHERE mine.approval_case = {t}.id AND
    mine.state = 'OPEN'
    AND :actor NOT IN ({t}.requester, {t}.submitted_by) AND (mine.person = :actor
        OR approval.standing_in(:actor, mine.person, {t}.id, :today) IS NOT NULL))"""
LATER = """EXISTS (SELECT FROM approval.case_task mine WHERE mine.approval_case = {t}.id AND mine.state =
    'WAITING'
    AND mine.person = :actor AND {t}.state = 'PENDING' AND :actor NOT IN ({t}.requester, {t}.submitted_by))"""


class Standing(StrEnum):
    """How a document stands."""

    FREE = "FREE"
    NEEDED = "NEEDED"
    PENDING = "PENDING"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    VOIDED = "VOIDED"


@node(tables.ApprovalCase, rows=SEEN)
class ApprovalCase:
    """What was asked about a document, and what came of it."""

    id: ID
    number: str
    state: CaseState
    kind: str
    document: ID
    title: str
    amount: Money
    currency: str
    department: Department | None = link("department")
    account: Account | None = link("account")
    party: Party | None = link("party")
    risks: list[Any]
    requester: User = link("requester")
    submitted_by: User = link("submitted_by")
    submitted_on: date
    submitted_at: datetime
    rule_version: int
    current_step: int
    after_the_fact: bool
    split_total: Money | None
    note: str | None
    previous: "ApprovalCase | None" = link("previous")
    decided_at: datetime | None
    steps: list["CaseStep"] = children("approval_case", by="step_no", expected=3)
    decisions: list["Decision"] = children("approval_case", by="decided_at", expected=5)
    waiting_for: list[str] = computed(
        """ARRAY(SELECT u.name FROM approval.case_task w JOIN access.app_user u ON u.id = w.person
                 WHERE w.approval_case = {t}.id AND w.state = 'OPEN' ORDER BY u.name)"""
    )
    is_stale: bool = computed(
        "EXISTS (SELECT FROM approval.case_step s WHERE s.approval_case = {t}.id AND s.state = 'OPEN'"
        " AND s.due_on < :today)"
    )
    may_decide: bool = computed(ANSWERED)
    may_pull_up: bool = computed(LATER)
    may_withdraw: bool = computed("({t}.state = 'PENDING' AND :actor IN ({t}.requester, {t}.submitted_by))")


@node(tables.CaseStep, part_of=ApprovalCase)
class CaseStep:
    """One step of the frozen route."""

    id: ID
    step_no: int
    mode: StepMode
    needed: int
    state: StepState
    opened_at: datetime | None
    due_on: date | None
    passed_at: datetime | None
    tasks: list["CaseTask"] = children("step", by="id", expected=2)


@node(tables.CaseTask, part_of=ApprovalCase)
class CaseTask:
    """One person who is asked in a step, and why it is this one."""

    id: ID
    approval_case: ApprovalCase = link("approval_case")
    step: CaseStep = link("step")
    person: User = link("person")
    state: TaskState
    basis: TaskBasis
    opened_at: datetime | None
    for_somebody_else: bool = computed("({t}.person <> :actor)")


@node(tables.Decision, part_of=ApprovalCase)
class Decision:
    """What somebody decided, in whose place, and the version of the matrix that allowed it."""

    id: ID
    verdict: Verdict
    decided_by: User = link("decided_by")
    on_behalf_of: User | None = link("on_behalf_of")
    step: CaseStep = link("step")
    reason: ReturnReason | None
    note: str | None
    rule_version: int
    decided_at: datetime


@row
class DocumentApproval:
    """How a document stands with approvals: whether one is needed, and who is being asked."""

    standing: Standing
    number: str | None
    waiting_for: list[str]
    may_submit: bool
    may_decide: bool
    approval_case: ApprovalCase | None = link("case_id")


@row
class StuckCase:
    """A case that nobody can decide, and why."""

    approval_case: ApprovalCase = link("case_id")
    step_no: int
    reason: StuckReason
    needed: int
    answering: int


CASE_QUERIES = [
    one(ApprovalCase),
    many(
        ApprovalCase,
        filters=("state", "kind", "requester", "party", "submitted_on", "amount", "after_the_fact"),
        search=("number", "title", "requester.name"),
        sorts=("number", "submitted_at", "amount"),
        default_sort="-submitted_at",
    ),
    many(
        ApprovalCase,
        name="my_requests",
        filters=("state", "kind"),
        search=("number", "title"),
        sorts=("submitted_at", "amount"),
        default_sort="-submitted_at",
        where=":actor IN ({t}.requester, {t}.submitted_by)",
    ),
    many(
        ApprovalCase,
        name="every_case",
        filters=("state", "kind", "requester", "submitted_on", "after_the_fact"),
        search=("number", "title", "requester.name"),
        sorts=("submitted_at", "amount"),
        default_sort="-submitted_at",
        permission=EVERY,
    ),
    many(
        CaseTask,
        name="approval_inbox",
        filters=("approval_case.kind", "approval_case.requester"),
        search=("approval_case.title", "approval_case.number"),
        sorts=("opened_at", "approval_case.amount"),
        default_sort="opened_at",
        where=MINE,
    ),
    report(
        "document_approval",
        DocumentApproval,
        permission="approval.read_document_approval",
        run=document_approval,
        args={"kind": str, "document": ID},
        single=True,
        expected=1,
    ),
    report("stuck_cases", StuckCase, permission=EVERY, run=stuck_cases, expected=10),
]
CASE_MUTATIONS = [
    mutation(submit_for_approval, ApprovalCase),
    mutation(decide_cases, ApprovalCase),
    mutation(return_case, ApprovalCase),
    mutation(pull_up_case, ApprovalCase),
    mutation(name_approver, ApprovalCase),
    mutation(withdraw_case, ApprovalCase),
]
