"""Connections to outside systems: what is set, what is secret, how much may be called, and what was called.

Health and budget change with every call, so they stand apart from the connection, whose history people read.
"""

from piccolo.constraints import Unique
from piccolo.table import Table

from erp.access.tables import User
from erp.kernel.columns import choice, document_json, flag, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company
from erp.sync.states import ConnectionState, RunKind, RunState, TokenState


class Connection(Table, schema="sync", tablename="connection"):
    """One outside system, as one company reaches it. A budget of 0 is no limit of ours."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    adapter = text()
    settings = document_json()
    # Inner addresses that this connection alone may call, such as a directory in the office.
    inner_addresses = text(default="")
    owner = ref(User)
    state = choice(ConnectionState)
    state_since = instant()
    state_reason = text(null=True)
    at_once = whole()
    per_minute = whole()
    per_hour = whole()
    per_day = whole()
    # Times of the day in which nobody calls, as 08:30-10:00.
    quiet_hours = text(default="")
    checked_at = instant(null=True)
    check_said = text(null=True)
    check_went_well = flag(default=False)
    connected_by = ref(User)
    connected_at = instant()
    once_per_code = Unique([company, code])


class ConnectionSecret(Table, schema="sync", tablename="connection_secret"):
    """One secret setting, encrypted for its row; never shown again."""

    id = key()
    company = ref(Company)
    connection = ref(Connection)
    name = text()
    value_sealed = text(secret=True)
    changed_at = instant()
    once_per_name = Unique([connection, name])


class ConnectionToken(Table, schema="sync", tablename="connection_token"):
    """What the vendor gave us to sign in with, and who is fetching a newer one just now."""

    id = key()
    company = ref(Company)
    connection = ref(Connection, unique=True)
    state = choice(TokenState)
    access_sealed = text(null=True, secret=True)
    refresh_sealed = text(null=True, secret=True)
    expires_at = instant(null=True)
    # Grows with each pair, so that nobody uses a pair that was replaced.
    version = whole(default=0)
    refresher = key_of_document(null=True)
    refreshing_until = instant(null=True)
    reason = text(null=True)
    changed_at = instant()


class ConsentRequest(Table, schema="sync", tablename="consent_request"):
    """Somebody was sent to the vendor to say yes; the answer must come back to the same person, once."""

    id = key()
    company = ref(Company)
    connection = ref(Connection, index=True)
    state_hash = text(unique=True, secret=True)
    verifier_sealed = text(secret=True)
    asked_by = ref(User)
    asked_at = instant()
    expires_at = instant()
    used_at = instant(null=True)


class CallBudget(Table, schema="sync", tablename="call_budget"):
    """How much of a connection's budget is used, until when nobody calls, and how its last calls went."""

    id = key()
    company = ref(Company)
    connection = ref(Connection, unique=True)
    pause_until = instant(null=True)
    minute_began = instant(null=True)
    minute_used = whole(default=0)
    hour_began = instant(null=True)
    hour_used = whole(default=0)
    day_began = instant(null=True)
    day_used = whole(default=0)
    failures = whole(default=0)
    last_ok_at = instant(null=True)
    last_failed_at = instant(null=True)
    last_reason = text(null=True)


class CallSlot(Table, schema="sync", tablename="call_slot"):
    """One of the calls a connection may make at once; held for as long as a call can live."""

    id = key()
    company = ref(Company)
    connection = ref(Connection)
    number = whole()
    holder = key_of_document(null=True)
    held_until = instant(null=True)
    once_per_number = Unique([connection, number])


class SyncRun(Table, schema="sync", tablename="sync_run"):
    """Work with an outside system: asked for, done under a lease, with how far it is."""

    id = key()
    company = ref(Company)
    connection = ref(Connection, index=True)
    kind = choice(RunKind)
    state = choice(RunState)
    asked_by = ref(User)
    asked_at = instant()
    started_at = instant(null=True)
    finished_at = instant(null=True)
    holder = key_of_document(null=True)
    lease_until = instant(null=True)
    attempts = whole(default=0)
    total = whole(null=True)
    done = whole(default=0)
    failed = whole(default=0)
    said = text(null=True)
    reason = text(null=True)
    # Grows with every step, so that a page knows what it has not shown yet.
    step = whole(default=0)


class CallAttempt(Table, schema="sync", tablename="call_attempt"):
    """One call as it may be kept, without secrets; never changed, forgotten after a while."""

    id = key()
    company = ref(Company)
    connection = ref(Connection)
    run = key_of_document(null=True)
    at = instant()
    method = text()
    url = text()
    request = document_json()
    status = whole(null=True)
    answer = text()
    outcome = text()
    reason = text()
    took_ms = whole()


class HookDelivery(Table, schema="sync", tablename="hook_delivery"):
    """What an outside system sent us, with a good signature; it is a hint to look, not a fact."""

    id = key()
    company = ref(Company)
    connection = ref(Connection)
    delivery_id = text()
    received_at = instant()
    body = text()
    heeded_at = instant(null=True)
    run = key_of_document(null=True)
    once_per_delivery = Unique([connection, delivery_id])


TABLES = (
    Connection,
    ConnectionSecret,
    ConnectionToken,
    ConsentRequest,
    CallBudget,
    CallSlot,
    SyncRun,
    CallAttempt,
    HookDelivery,
)
