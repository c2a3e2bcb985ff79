"""The authority matrix as people and programs see it, and what it would say of a document."""

from datetime import date, datetime
from decimal import Decimal

from erp.access.api import Role, User
from erp.api import ID, children, computed, link, many, mutation, node, one, report, row
from erp.approval import tables
from erp.approval.actions.add_authority_rule import add_authority_rule
from erp.approval.actions.end_authority_rule import end_authority_rule
from erp.approval.actions.set_approval_policy import set_approval_policy
from erp.approval.states import ApproverKind, StepMode
from erp.approval.trying import approvable_kinds, delegable_kinds, try_route
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department

READ = "approval.read_authority_rule"


@node(tables.AuthorityRule)
class AuthorityRule:
    """For documents of one kind from an amount on and below another: who has to be asked."""

    id: ID
    kind: str
    version: int
    amount_from: Money
    amount_below: Money | None
    department: Department | None = link("department")
    account: Account | None = link("account")
    risk: str | None
    valid_from: date
    valid_to: date | None
    note: str | None
    made_by: User = link("made_by")
    made_at: datetime
    holds_today: bool = computed(
        "({t}.valid_from <= :today AND ({t}.valid_to IS NULL OR {t}.valid_to >= :today))"
    )
    steps: list["AuthorityStep"] = children("rule", by="step_no", expected=2)


@node(tables.AuthorityStep, part_of=AuthorityRule)
class AuthorityStep:
    """One step of a rule."""

    id: ID
    step_no: int
    mode: StepMode
    needed: int | None
    approvers: list["AuthorityApprover"] = children("step", by="id", expected=1)


@node(tables.AuthorityApprover, part_of=AuthorityRule)
class AuthorityApprover:
    """By what the people of a step are found."""

    id: ID
    kind: ApproverKind
    role: Role | None = link("role")
    levels: int | None
    person: User | None = link("person")


@node(tables.ApprovalPolicy, permission=READ)
class ApprovalPolicy:
    """What holds for all approvals of the company from a day on."""

    id: ID
    valid_from: date
    fallback_role: Role = link("fallback_role")
    reminder_days: int
    escalation_days: int
    split_days: int
    lower_share: Decimal
    set_by: User = link("set_by")


@row
class TriedStep:
    """One person who would be asked in one step."""

    step_no: int
    mode: StepMode
    needed: int | None
    is_empty: bool
    person: User | None = link("person_id")
    rule: AuthorityRule = link("rule_id")


@row
class ApprovableKind:
    """A kind of document that may need approval; its own name is that of its type."""

    kind: str
    name: str | None
    rules: int
    pending: int


@row
class DelegableKind:
    """A kind of document somebody may stand in for; its own name is that of its type."""

    kind: str
    name: str | None


MATRIX_QUERIES = [
    one(AuthorityRule),
    many(
        AuthorityRule,
        filters=("kind", "department", "account", "valid_from", "holds_today"),
        search=("kind", "note", "risk"),
        sorts=("kind", "version", "amount_from", "valid_from"),
        default_sort="kind",
    ),
    many(ApprovalPolicy, sorts=("valid_from",), default_sort="-valid_from", permission=READ),
    report(
        "try_route",
        TriedStep,
        permission=READ,
        run=try_route,
        args={
            "kind": str,
            "amount": Money,
            "requester": ID | None,
            "on": date | None,
            "department": ID | None,
            "account": ID | None,
            "risk": str | None,
        },
        expected=5,
    ),
    report(
        "delegable_kinds",
        DelegableKind,
        permission="approval.read_reporting_line",
        run=delegable_kinds,
        expected=10,
    ),
    report("approvable_kinds", ApprovableKind, permission=READ, run=approvable_kinds, expected=10),
]
MATRIX_MUTATIONS = [
    mutation(add_authority_rule, AuthorityRule),
    mutation(end_authority_rule, AuthorityRule),
    mutation(set_approval_policy, ApprovalPolicy),
]
