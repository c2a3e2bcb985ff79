"""Plans: the difference between what should be and what is, with the reason of each line."""

from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import (
    choice,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company
from modules.identity.states import Cause, PlanState, Want
from modules.identity.tables.accounts import Account
from modules.identity.tables.systems import System


class IdentityPlan(Table, schema="identity", tablename="identity_plan"):
    """What would be done, made at a moment. It is done only when somebody (or a system's setting) says so."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(PlanState)
    person = key_of_document(null=True)
    system = ref(System, null=True)
    made_by = ref(User)
    made_at = instant()
    items = whole(default=0)
    stops = whole(default=0)
    brake = text(null=True)
    released_by = ref(User, null=True)
    released_at = instant(null=True)
    release_reason = text(null=True)
    ended_by = ref(User, null=True)
    ended_at = instant(null=True)


class PlanItem(Table, schema="identity", tablename="plan_item"):
    """One person's account in one system: how it should be, the steps to it, and why.

    `wish_version` is the order that stood when the plan was made: if another stands now, the line is stale.
    """

    id = key()
    company = ref(Company)
    identity_plan = ref(IdentityPlan, index=True)
    system = ref(System)
    person = key_of_document(null=True)
    account = ref(Account, null=True)
    cause = choice(Cause)
    want = choice(Want)
    wanted = document_json()
    groups = document_json()
    groups_to_leave = document_json()
    licences = document_json()
    licences_to_take = document_json()
    hand_over_to = text(null=True)
    is_leaver = flag()
    is_stop = flag()
    at_once = flag()
    steps = document_json()
    reasons = document_json()
    fingerprint = text()
    wish_version = whole(default=0)
    applied = flag()


TABLES = (IdentityPlan, PlanItem)
