"""What is really there: accounts and what they hold, as the outside systems told."""

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
from modules.identity.states import AccountStanding, InventoryState, MatchedBy, MatchState
from modules.identity.tables.systems import Entitlement, System


class Inventory(Table, schema="identity", tablename="inventory"):
    """One reading of a whole system. What is not whole is kept and believed in nothing."""

    id = key()
    company = ref(Company)
    system = ref(System, index=True)
    state = choice(InventoryState)
    started_at = instant()
    finished_at = instant(null=True)
    accounts = whole(default=0)
    before = whole(default=0)
    reason = text(null=True)
    believed_by = ref(User, null=True)


class InventoryPage(Table, schema="identity", tablename="inventory_page"):
    """A part of a reading as it was brought; it goes when the next reading of the system is believed."""

    id = key()
    company = ref(Company)
    inventory = ref(Inventory, index=True)
    accounts = document_json()
    groups = document_json()


class Account(Table, schema="identity", tablename="account"):
    """An account in a system, and whose it is. Another person's it never becomes."""

    id = key()
    company = ref(Company)
    system = ref(System, index=True)
    external_id = text()
    key = text(null=True)
    user_name = text()
    email = text()
    family_name = text()
    given_name = text()
    display_name = text()
    department = text()
    title = text()
    standing = choice(AccountStanding)
    version = text(null=True)
    last_used_at = instant(null=True)
    is_administrator = flag()
    person = key_of_document(null=True, index=True)
    matched_by = choice(MatchedBy, null=True)
    service_owner = ref(User, null=True)
    service_purpose = text(null=True)
    first_seen_at = instant()
    seen_at = instant()
    gone_at = instant(null=True)


class AccountEntitlement(Table, schema="identity", tablename="account_entitlement"):
    """What an account holds now."""

    id = key()
    company = ref(Company)
    account = ref(Account, index=True)
    entitlement = ref(Entitlement, index=True)


class MatchCandidate(Table, schema="identity", tablename="match_candidate"):
    """An account that may be somebody's, for a person to decide."""

    id = key()
    company = ref(Company)
    system = ref(System)
    account = ref(Account, index=True)
    person = key_of_document()
    matched_by = choice(MatchedBy)
    state = choice(MatchState)
    found_at = instant()
    decided_by = ref(User, null=True)
    decided_at = instant(null=True)
    note = text(null=True)


TABLES = (Inventory, InventoryPage, Account, AccountEntitlement, MatchCandidate)
