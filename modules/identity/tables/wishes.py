"""Orders to the outside: the newest wish per person and system, its versions, and every try."""

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
from erp.kernel.tables import StoredFile
from erp.masterdata.tables import Company
from modules.identity.states import Cause, ReadState, StopProof, Want, WishState, WorkOutcome
from modules.identity.tables.accounts import Account
from modules.identity.tables.systems import System


class Wish(Table, schema="identity", tablename="wish"):
    """How one person's account in one system should be: never a message, always the newest version.

    `lease` is the fencing token: whoever reports with an older one changes nothing. `restless_until` is the
    moment up to which a call whose answer was lost may still have its effect.
    """

    id = key()
    company = ref(Company)
    system = ref(System, index=True)
    person = key_of_document(null=True, index=True)
    account = ref(Account, null=True)
    version = whole()
    want = choice(Want)
    wanted = document_json()
    groups = document_json(default="[]")
    groups_to_leave = document_json(default="[]")
    licences = document_json(default="[]")
    licences_to_take = document_json(default="[]")
    hand_over_to = text(null=True)
    end_sessions = flag()
    is_leaver = flag()
    fingerprint = text()
    cause = choice(Cause)
    reasons = document_json(default="[]")
    adopt = text(null=True)
    ordered_at = instant()
    state = choice(WishState)
    lease = whole(default=0)
    leased_version = whole(default=0)
    leased_until = instant(null=True)
    take = key_of_document(null=True, index=True)
    next_at = instant(null=True)
    attempts = whole(default=0)
    restless_until = instant(null=True)
    last_outcome = choice(WorkOutcome, null=True)
    last_reason = text(null=True)
    done_at = instant(null=True)
    read_state = choice(ReadState, null=True)
    read_how = text(null=True)
    read_at = instant(null=True)
    groups_left = whole(null=True)
    stop_proof = choice(StopProof, default=StopProof.OPEN)
    proved_at = instant(null=True)
    clean_reads = whole(default=0)
    escalated = whole(default=0)
    manual_file = ref(StoredFile, null=True)


class WishVersion(Table, schema="identity", tablename="wish_version"):
    """What was ordered, and why: one row for each version of a wish."""

    id = key()
    company = ref(Company)
    wish = ref(Wish, index=True)
    version = whole()
    want = choice(Want)
    wanted = document_json()
    groups = document_json()
    licences = document_json()
    cause = choice(Cause)
    reasons = document_json()
    identity_plan = key_of_document(null=True)
    ordered_by = ref(User)
    ordered_at = instant()


class Attempt(Table, schema="identity", tablename="attempt"):
    """One try and what came of it, kept also when it came too late to count."""

    id = key()
    company = ref(Company)
    wish = ref(Wish, index=True)
    version = whole()
    lease = whole()
    counts = flag()
    outcome = choice(WorkOutcome)
    reason = text(null=True)
    read_state = choice(ReadState, null=True)
    read_how = text(null=True)
    groups_left = whole(null=True)
    steps = document_json(default="[]")
    reported_by = ref(User)
    reported_at = instant()


class Escalation(Table, schema="identity", tablename="escalation"):
    """Somebody was told that a leaver's account is not proved to be closed."""

    id = key()
    company = ref(Company)
    wish = ref(Wish, index=True)
    level = whole()
    told = document_json()
    reason = text(null=True)
    told_at = instant()


TABLES = (Wish, WishVersion, Attempt, Escalation)
