"""Outside systems, what they can give, and the rules that say who gets what."""

from decimal import Decimal

from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    rate,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company, Department
from modules.identity.states import Applies, EntitlementKind


class System(Table, schema="identity", tablename="system"):
    """A system with accounts of people; the built-in one is this house itself."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    connection = key_of_document(null=True)
    adapter = text()
    is_built_in = flag()
    is_active = flag(default=True)
    can_groups = flag()
    can_licences = flag()
    can_sessions = flag()
    can_rename = flag()
    can_delete = flag()
    can_hand_over = flag()
    can_last_used = flag()
    by_hand = flag()
    owner = ref(User, null=True)
    user_name_pattern = text(default="{given_latin}.{family_latin}")
    email_pattern = text(default="")
    days_before = whole(default=0)
    delete_after_days = whole(null=True)
    suspends_on_leave = flag()
    applies = choice(Applies, default=Applies.LEAVERS)
    brake_share = rate(default=Decimal("0.1"))
    brake_count = whole(default=10)
    quiet_s = whole(default=300)
    escalate_after_min = whole(default=15)
    inventory_every_min = whole(default=60)
    unused_after_days = whole(default=60)
    # Names of fields that are theirs: shown, never written.
    their_fields = document_json(default="[]")
    registered_at = instant()


class WorkDesk(Table, schema="identity", tablename="work_desk"):
    """What was handed out to a system's runner last; one row a system, under the system's own key."""

    id = key()
    company = ref(Company)
    last_take = key_of_document(null=True)
    taken_at = instant(null=True)


class Entitlement(Table, schema="identity", tablename="entitlement"):
    """A group or a licence of a system; a licence has a price a month and seats that are paid for."""

    id = key()
    company = ref(Company)
    system = ref(System, index=True)
    kind = choice(EntitlementKind)
    external_id = text()
    name = text()
    note = text(null=True)
    is_sensitive = flag()
    monthly_price = money(null=True)
    seats = whole(null=True)
    seen_at = instant(null=True)
    gone_at = instant(null=True)


class AccessRule(Table, schema="identity", tablename="access_rule"):
    """Who is meant gets an account in the system and what the rule grants; an empty condition means all."""

    id = key()
    company = ref(Company)
    system = ref(System, index=True)
    name = text()
    department = ref(Department, null=True)
    includes_below = flag(default=True)
    position = text(null=True)
    rank_from = whole(null=True)
    employment_type = text(null=True)
    place = text(null=True)
    project = text(null=True)
    valid_from = day()
    valid_to = day(null=True)
    reason = text()
    set_by = ref(User)
    set_at = instant()


class RuleGrant(Table, schema="identity", tablename="rule_grant"):
    """What a rule gives besides the account."""

    id = key()
    company = ref(Company)
    rule = ref(AccessRule, index=True)
    entitlement = ref(Entitlement)


TABLES = (System, WorkDesk, Entitlement, AccessRule, RuleGrant)
