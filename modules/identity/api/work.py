"""Orders to outside systems: what is handed out, what was tried, and what is proved."""

from datetime import datetime
from typing import Any

from erp.access.api import User
from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    one,
)
from modules.identity import tables
from modules.identity.actions.confirm_manual_work import confirm_manual_work
from modules.identity.actions.report_identity_work import report_identity_work
from modules.identity.actions.retry_work import retry_work
from modules.identity.actions.take_identity_work import take_identity_work
from modules.identity.api.accounts import IdentityAccount, holder
from modules.identity.api.systems import IdentitySystem
from modules.identity.states import Cause, ReadState, StopProof, Want, WishState, WorkOutcome

EXTERNAL_ID = "(SELECT a.external_id FROM identity.account a WHERE a.id = {t}.account)"


@node(tables.Wish)
class AccountWish:
    """How one person's account in one system should be, and how far that is."""

    id: ID
    system: IdentitySystem = link("system")
    person: ID | None
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    account: IdentityAccount | None = link("account")
    version: int
    want: Want
    wanted: Any
    cause: Cause
    reasons: Any
    is_leaver: bool
    adopt: str | None
    ordered_at: datetime
    state: WishState
    attempts_made: int = computed("{t}.attempts")
    next_at: datetime | None
    last_outcome: WorkOutcome | None
    last_reason: str | None
    done_at: datetime | None
    read_state: ReadState | None
    read_how: str | None
    read_at: datetime | None
    groups_left: int | None
    stop_proof: StopProof
    proved_at: datetime | None
    clean_reads: int
    escalated: int
    restless_until: datetime | None
    manual_file: StoredFile | None = link("manual_file")
    attempts: list["WorkAttempt"] = children("wish", by="-reported_at", expected=5)
    versions: list["WishVersion"] = children("wish", by="-version", expected=3)
    escalations: list["Escalation"] = children("wish", by="-told_at", expected=1)


@node(tables.Attempt, part_of=AccountWish)
class WorkAttempt:
    """One try and what came of it."""

    id: ID
    version: int
    counts: bool
    outcome: WorkOutcome
    reason: str | None
    read_state: ReadState | None
    read_how: str | None
    groups_left: int | None
    steps: Any
    reported_by: User = link("reported_by")
    reported_at: datetime


@node(tables.WishVersion, part_of=AccountWish)
class WishVersion:
    """What was ordered, and why."""

    id: ID
    version: int
    want: Want
    wanted: Any
    groups: Any
    licences: Any
    cause: Cause
    reasons: Any
    ordered_by: User = link("ordered_by")
    ordered_at: datetime


@node(tables.Escalation, part_of=AccountWish)
class Escalation:
    """Somebody was told that a leaver's account is not proved to be closed."""

    id: ID
    level: int
    told: Any
    reason: str | None
    told_at: datetime


@node(tables.WorkDesk)
class IdentityWork:
    """What was taken to be done in a system."""

    id: ID
    taken_at: datetime | None
    items: list["IdentityWorkItem"] = computed_children(
        "{c}.system = {t}.id AND {c}.take = {t}.last_take", by="ordered_at", expected=20
    )


@node(tables.Wish, part_of=IdentityWork)
class IdentityWorkItem:
    """One piece of work: make this account so. `token` goes back with the report."""

    id: ID
    token: int = computed("{t}.lease")
    version: int
    person: ID | None
    is_leaver: bool
    account: str | None = computed(EXTERNAL_ID)
    want: Want
    wanted: "WantedAccount | None" = computed_link("{c}.id = {t}.id")
    adopt: str | None
    groups: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.groups))")
    groups_to_leave: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.groups_to_leave))")
    licences: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.licences))")
    licences_to_take: list[str] = computed("ARRAY(SELECT jsonb_array_elements_text({t}.licences_to_take))")
    hand_over_to: str | None
    end_sessions: bool


def said(name: str) -> str:
    """One value of what an account should say."""
    return f"coalesce({{t}}.wanted->>'{name}', '')"


@node(tables.Wish, part_of=IdentityWork)
class WantedAccount:
    """What an account should say."""

    id: ID
    key: str = computed(said("key"))
    user_name: str = computed(said("userName"))
    email: str = computed(said("email"))
    family_name: str = computed(said("familyName"))
    given_name: str = computed(said("givenName"))
    display_name: str = computed(said("displayName"))
    department: str = computed(said("department"))
    title: str = computed(said("title"))
    place: str = computed(said("place"))
    manager_key: str = computed(said("managerKey"))
    language: str = computed(said("language"))
    extra: Any = computed("coalesce({t}.wanted->'extra', jsonb_build_object())")


QUERY = [
    one(AccountWish),
    many(
        AccountWish,
        filters=("system", "person", "state", "want", "is_leaver", "stop_proof", "read_state"),
        sorts=("ordered_at", "next_at"),
        default_sort="-ordered_at",
    ),
]
MUTATION = [
    mutation(take_identity_work, IdentityWork),
    mutation(report_identity_work, AccountWish),
    mutation(confirm_manual_work, AccountWish),
    mutation(retry_work, AccountWish),
]
