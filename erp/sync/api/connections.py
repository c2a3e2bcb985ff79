"""Connections to outside systems: how they are, what was called, and what runs."""

from datetime import datetime
from typing import Any

from erp.access.api import User
from erp.api import ID, children, computed, link, many, mutation, node, once, one, report
from erp.sync import tables
from erp.sync.actions.ask_for_consent import ask_for_consent
from erp.sync.actions.change_connection import change_connection
from erp.sync.actions.check_connection import check_connection
from erp.sync.actions.close_connection import close_connection
from erp.sync.actions.connect_system import connect_system
from erp.sync.actions.limit_connection import limit_connection
from erp.sync.actions.open_hook import open_hook
from erp.sync.actions.pause_connection import pause_connection
from erp.sync.actions.remove_connection_secret import remove_connection_secret
from erp.sync.actions.resume_connection import resume_connection
from erp.sync.actions.start_sync_run import start_sync_run
from erp.sync.adapters import AdapterDescription, described
from erp.sync.states import ConnectionState, RunKind, RunState, TokenState


def budget(expression: str) -> str:
    """Something of the connection's budget; nothing before its first call."""
    return f"(SELECT {expression} FROM sync.call_budget b WHERE b.connection = {{t}}.id)"


def used(span: str) -> str:
    """How many calls of the running window are used."""
    began = f"b.{span}_began > now() - interval '1 {span}'"
    return f"coalesce({budget(f'CASE WHEN {began} THEN b.{span}_used ELSE 0 END')}, 0)"


@node(tables.Connection)
class SystemConnection:
    """One outside system, as one company reaches it."""

    id: ID
    code: str
    name: str
    adapter: str
    settings: Any
    inner_addresses: str
    owner: User = link("owner")
    state: ConnectionState
    state_since: datetime
    state_reason: str | None
    at_once: int
    per_minute: int
    per_hour: int
    per_day: int
    quiet_hours: str
    checked_at: datetime | None
    check_said: str | None
    check_went_well: bool
    connected_at: datetime
    paused_until: datetime | None = computed(budget("CASE WHEN b.pause_until > now() THEN b.pause_until END"))
    used_this_minute: int = computed(used("minute"))
    used_this_hour: int = computed(used("hour"))
    used_this_day: int = computed(used("day"))
    failures_in_a_row: int = computed(f"coalesce({budget('b.failures')}, 0)")
    last_ok_at: datetime | None = computed(budget("b.last_ok_at"))
    last_failed_at: datetime | None = computed(budget("b.last_failed_at"))
    last_reason: str | None = computed(budget("b.last_reason"))
    secrets: list["ConnectionSecret"] = children("connection", by="name", expected=3)
    hook_secret: str | None = once()
    consent_url: str | None = once()
    token_state: TokenState | None = computed(
        "(SELECT k.state FROM sync.connection_token k WHERE k.connection = {t}.id)"
    )
    token_reason: str | None = computed(
        "(SELECT k.reason FROM sync.connection_token k WHERE k.connection = {t}.id)"
    )


@node(tables.ConnectionSecret, part_of=SystemConnection)
class ConnectionSecret:
    """That a secret is kept, and since when; never what it is."""

    id: ID
    name: str
    changed_at: datetime


@node(tables.SyncRun)
class SyncRun:
    """Work with an outside system: how far it is, and what came of it."""

    id: ID
    connection: SystemConnection = link("connection")
    kind: RunKind
    state: RunState
    asked_by: User = link("asked_by")
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    tries: int = computed("{t}.attempts")
    total: int | None
    done: int
    failed: int
    said: str | None
    reason: str | None
    step: int


@node(tables.CallAttempt)
class CallAttempt:
    """One call of the outside as it may be kept, without secrets."""

    id: ID
    connection: SystemConnection = link("connection")
    run: ID | None
    at: datetime
    method: str
    url: str
    request: Any
    status: int | None
    answer: str
    outcome: str
    reason: str
    took_ms: int


QUERY = [
    one(SystemConnection),
    many(
        SystemConnection,
        filters=("state", "adapter"),
        search=("name", "code"),
        sorts=("name", "state_since"),
        default_sort="name",
    ),
    one(SyncRun),
    many(
        SyncRun,
        filters=("state", "kind", "connection"),
        sorts=("asked_at",),
        default_sort="-asked_at",
    ),
    one(CallAttempt),
    many(
        CallAttempt,
        filters=("connection", "run", "outcome", "at"),
        sorts=("at",),
        default_sort="-at",
    ),
    report(
        "adapters",
        AdapterDescription,
        run=described,
        args={"name": str | None},
        permission="sync.connect_system",
        expected=10,
    ),
]
MUTATION = [
    mutation(connect_system, SystemConnection),
    mutation(change_connection, SystemConnection),
    mutation(limit_connection, SystemConnection),
    mutation(remove_connection_secret, SystemConnection),
    mutation(check_connection, SyncRun),
    mutation(start_sync_run, SyncRun),
    mutation(pause_connection, SystemConnection),
    mutation(resume_connection, SystemConnection),
    mutation(close_connection, SystemConnection),
    mutation(open_hook, SystemConnection),
    mutation(ask_for_consent, SystemConnection),
]
