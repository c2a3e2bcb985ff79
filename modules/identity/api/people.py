"""People and their accounts, exceptions for them, and readings of the personnel records."""

from datetime import date, datetime

from erp.access.api import User
from erp.api import ID, computed, computed_children, computed_link, link, many, mutation, node, one
from modules.hr.api import Person
from modules.identity import tables
from modules.identity.actions.believe_source import believe_source
from modules.identity.actions.decline_access import decline_access
from modules.identity.actions.end_access import end_access
from modules.identity.actions.grant_access import grant_access
from modules.identity.actions.name_successor import name_successor
from modules.identity.actions.request_access import request_access
from modules.identity.actions.withdraw_access_request import withdraw_access_request
from modules.identity.api.accounts import IdentityAccount, holder
from modules.identity.api.systems import Entitlement, IdentitySystem
from modules.identity.api.work import AccountWish
from modules.identity.states import AccessRequestState, ReadingState, RequestEffect, StopProof

# Proved only when every account that is known, and every order, is proved: the least sure one counts.
PROOF = """(SELECT CASE WHEN EXISTS (
        SELECT FROM identity.account a WHERE a.person = {t}.person AND a.company = {t}.company
            AND a.gone_at IS NULL AND a.standing <> 'SUSPENDED')
        OR EXISTS (SELECT FROM identity.wish w WHERE w.person = {t}.person AND w.company = {t}.company
            AND w.stop_proof = 'OPEN') THEN 'OPEN'
    WHEN EXISTS (SELECT FROM identity.wish w WHERE w.person = {t}.person AND w.company = {t}.company
            AND w.stop_proof = 'PROVED') THEN 'PROVED' ELSE 'SETTLED' END)"""


@node(tables.Holder)
class AccountHolder:
    """A person as the personnel records told of him last, with his accounts."""

    id: ID
    person: ID
    record: Person | None = computed_link("{c}.id = {t}.person")
    number: str
    display_name: str
    department_name: str
    title: str
    employment_type: str
    employment_state: str = computed("{t}.state")
    starts_on: date | None
    last_day: date | None
    stops_at: datetime | None
    has_left: bool = computed("({t}.state = 'LEFT')")
    read_at: datetime
    stop_proof: StopProof = computed(PROOF)
    successor: str | None = computed(
        "(SELECT h.display_name FROM identity.arrangement o JOIN identity.holder h ON h.person = o.successor"
        " AND h.company = o.company WHERE o.person = {t}.person AND o.company = {t}.company)"
    )
    accounts: list[IdentityAccount] = computed_children(
        "{c}.person = {t}.person AND {c}.gone_at IS NULL", by="user_name", expected=4
    )
    wishes: list[AccountWish] = computed_children("{c}.person = {t}.person", by="ordered_at", expected=4)
    requests: list["AccessRequest"] = computed_children("{c}.person = {t}.person", by="-number", expected=2)


# Who asks sees his own, who is asked sees what he is asked, and who looks after accounts sees all.
SEES = """({t}.requested_by = :actor OR EXISTS (
        SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
        WHERE g.holder = :actor AND p.permission = 'identity.read_identity_plan'
          AND (g.in_company IS NULL OR g.in_company = :company))
    OR EXISTS (SELECT FROM approval.case_task k JOIN approval.approval_case c ON c.id = k.approval_case
        WHERE c.kind = 'access_request' AND c.document = {t}.id AND k.person = :actor))"""


@node(tables.AccessRequest, rows=SEES)
class AccessRequest:
    """An exception to the rules for one person."""

    id: ID
    number: str
    state: AccessRequestState
    effect: RequestEffect
    person: ID
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    system: IdentitySystem = link("system")
    entitlement: Entitlement | None = link("entitlement")
    valid_from: date
    valid_to: date | None
    counts_today: bool = computed(
        "({t}.state = 'GRANTED' AND {t}.valid_from <= :today AND coalesce({t}.valid_to >= :today, true))"
    )
    reason: str
    requested_by: User = link("requested_by")
    requested_at: datetime
    decided_by: User | None = link("decided_by")
    decided_at: datetime | None
    decision_note: str | None
    ended_on: date | None


@node(tables.SourceReading)
class SourceReading:
    """The whole of the personnel records was read."""

    id: ID
    state: ReadingState
    people: int
    employed: int
    before: int
    reason: str | None
    read_at: datetime
    accepted_by: User | None = link("accepted_by")


QUERY = [
    one(AccountHolder),
    many(
        AccountHolder,
        filters=("has_left", "person", "last_day", "stop_proof"),
        search=("number", "display_name", "department_name"),
        sorts=("number", "last_day", "starts_on"),
        default_sort="number",
    ),
    one(AccessRequest),
    many(
        AccessRequest,
        filters=("state", "effect", "system", "person", "valid_to", "counts_today"),
        search=("number", "reason"),
        sorts=("number", "valid_to"),
        default_sort="-number",
    ),
    many(SourceReading, filters=("state", "read_at"), sorts=("read_at",), default_sort="-read_at"),
]
MUTATION = [
    mutation(name_successor, AccountHolder),
    mutation(believe_source, SourceReading),
    mutation(request_access, AccessRequest),
    mutation(grant_access, AccessRequest),
    mutation(decline_access, AccessRequest),
    mutation(withdraw_access_request, AccessRequest),
    mutation(end_access, AccessRequest),
]
