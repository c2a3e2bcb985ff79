"""The authority matrix: rules with their days, each the route for one kind of document, band and dimension.

A rule is never changed: it is ended and another one is added, under the next version of its kind.
"""

from piccolo.table import Table

from erp.access.tables import Role, User
from erp.approval.states import ApproverKind, StepMode
from erp.kernel.columns import choice, day, instant, key, money, rate, ref, text, whole
from erp.masterdata.tables import Account, Company, Department


class AuthorityRule(Table, schema="approval", tablename="authority_rule"):
    """For documents of one kind from an amount on and below another: who has to be asked.

    A dimension that is empty fits all. A rule without steps says that nobody has to be asked.
    """

    id = key()
    company = ref(Company)
    kind = text()
    version = whole()
    amount_from = money()
    amount_below = money(null=True)
    department = ref(Department, null=True)
    account = ref(Account, null=True)
    risk = text(null=True)
    valid_from = day()
    valid_to = day(null=True)
    note = text(null=True)
    made_by = ref(User)
    made_at = instant()


class AuthorityStep(Table, schema="approval", tablename="authority_step"):
    """One step of a rule; the next begins when this one has said yes."""

    id = key()
    company = ref(Company)
    rule = ref(AuthorityRule, index=True)
    step_no = whole()
    mode = choice(StepMode)
    needed = whole(null=True)


class AuthorityApprover(Table, schema="approval", tablename="authority_approver"):
    """By what the people of a step are found."""

    id = key()
    company = ref(Company)
    step = ref(AuthorityStep, index=True)
    kind = choice(ApproverKind)
    role = ref(Role, null=True)
    levels = whole(null=True)
    person = ref(User, null=True)


class ApprovalPolicy(Table, schema="approval", tablename="approval_policy"):
    """What holds for all cases of a company from a day on."""

    id = key()
    company = ref(Company)
    valid_from = day()
    fallback_role = ref(Role)
    reminder_days = whole()
    escalation_days = whole()
    split_days = whole()
    lower_share = rate()
    set_by = ref(User)
    set_at = instant()
