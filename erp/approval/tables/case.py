"""A case: one document on its way to a yes, the route frozen when it was submitted, and each decision."""

from piccolo.table import Table

from erp.access.tables import Role, User
from erp.approval.states import (
    CaseState,
    ReturnReason,
    StepMode,
    StepState,
    TaskBasis,
    TaskState,
    Verdict,
)
from erp.approval.tables.matrix import AuthorityRule
from erp.approval.tables.people import Delegation
from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Account, Company, Department, Party


class ApprovalCase(Table, schema="approval", tablename="approval_case"):
    """What was asked about a document, as it was when it was submitted."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(CaseState)
    kind = text()
    document = key_of_document()
    title = text()
    amount = money()
    currency = text()
    department = ref(Department, null=True)
    account = ref(Account, null=True)
    party = ref(Party, null=True)
    risks = document_json()
    fingerprint = text()
    requester = ref(User)
    submitted_by = ref(User)
    submitted_on = day()
    submitted_at = instant()
    rule = ref(AuthorityRule)
    rule_version = whole()
    current_step = whole()
    after_the_fact = flag()
    split_total = money(null=True)
    note = text(null=True)
    previous = ref("self", null=True)
    decided_at = instant(null=True)


class CaseStep(Table, schema="approval", tablename="case_step"):
    """One step of the frozen route."""

    id = key()
    company = ref(Company)
    approval_case = ref(ApprovalCase, index=True)
    step_no = whole()
    mode = choice(StepMode)
    needed = whole()
    state = choice(StepState)
    opened_at = instant(null=True)
    due_on = day(null=True)
    passed_at = instant(null=True)


class CaseTask(Table, schema="approval", tablename="case_task"):
    """One person who is asked in one step; `role` is the one he is asked for, if it is for a role."""

    id = key()
    company = ref(Company)
    approval_case = ref(ApprovalCase, index=True)
    step = ref(CaseStep, index=True)
    person = ref(User, index=True)
    state = choice(TaskState)
    basis = choice(TaskBasis)
    role = ref(Role, null=True)
    moved_from = ref("self", null=True)
    opened_at = instant(null=True)
    told_at = instant(null=True)
    reminded_on = day(null=True)


class Decision(Table, schema="approval", tablename="decision"):
    """What somebody decided, in whose place, and the rule and version that allowed it."""

    id = key()
    company = ref(Company)
    approval_case = ref(ApprovalCase, index=True)
    step = ref(CaseStep)
    task = ref(CaseTask)
    verdict = choice(Verdict)
    decided_by = ref(User)
    on_behalf_of = ref(User, null=True)
    delegation = ref(Delegation, null=True)
    reason = choice(ReturnReason, null=True)
    note = text(null=True)
    rule = ref(AuthorityRule)
    rule_version = whole()
    decided_at = instant()


class Passage(Table, schema="approval", tablename="passage"):
    """A document was let through: by a case, or because the matrix asked nobody."""

    id = key()
    company = ref(Company)
    kind = text()
    document = key_of_document(index=True)
    approval_case = ref(ApprovalCase, null=True)
    rule = ref(AuthorityRule, null=True)
    rule_version = whole(null=True)
    fingerprint = text()
    amount = money()
    party = ref(Party, null=True)
    split_total = money(null=True)
    passed_by = ref(User)
    passed_on = day()
    passed_at = instant()
