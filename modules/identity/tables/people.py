"""People as the personnel records told of them last, and the names that were given to them."""

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
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company
from modules.identity.states import AccessRequestState, ReadingState, RequestEffect
from modules.identity.tables.systems import Entitlement, System


class Holder(Table, schema="identity", tablename="holder"):
    """Somebody who has or may have accounts, as the personnel records say; `fingerprint` tells a change."""

    id = key()
    company = ref(Company)
    person = key_of_document()
    number = text()
    family_name = text()
    given_name = text()
    family_kana = text()
    given_kana = text()
    family_latin = text()
    given_latin = text()
    display_name = text()
    employment_type = text()
    state = text()
    starts_on = day(null=True)
    last_day = day(null=True)
    stops_at = instant(null=True)
    projects = document_json(default="[]")
    manager = key_of_document(null=True)
    user = key_of_document(null=True)
    work_email = text()
    language = text()
    department_name = text()
    title = text()
    place = text()
    name_key = text()
    fingerprint = text()
    read_at = instant()


class HolderPost(Table, schema="identity", tablename="holder_post"):
    """One of the posts somebody holds; people may hold several at once."""

    id = key()
    company = ref(Company)
    person = key_of_document(index=True)
    department = key_of_document()
    position = text()
    rank = whole()
    place = text()
    is_main = flag()


class SourceReading(Table, schema="identity", tablename="source_reading"):
    """The whole of the personnel records was read: how many people, and whether that is believed."""

    id = key()
    company = ref(Company)
    state = choice(ReadingState)
    people = whole()
    employed = whole()
    before = whole()
    reason = text(null=True)
    read_at = instant()
    accepted_by = ref(User, null=True)


class HeldName(Table, schema="identity", tablename="held_name"):
    """A user name in a system, held by one person for ever: it is never given to another."""

    id = key()
    company = ref(Company)
    system = ref(System)
    user_name = text()
    email = text()
    person = key_of_document(index=True)
    base = text()
    name_key = text()
    is_current = flag(default=True)
    given_at = instant()


class Arrangement(Table, schema="identity", tablename="arrangement"):
    """Who takes over what somebody leaves behind."""

    id = key()
    company = ref(Company)
    person = key_of_document()
    successor = key_of_document()
    named_by = ref(User)
    named_at = instant()


class AccessRequest(Table, schema="identity", tablename="access_request"):
    """An exception to the rules for one person, from a day on and until one, with its reason."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(AccessRequestState)
    effect = choice(RequestEffect)
    person = key_of_document(index=True)
    system = ref(System)
    entitlement = ref(Entitlement, null=True)
    valid_from = day()
    valid_to = day(null=True)
    reason = text()
    requested_by = ref(User)
    requested_at = instant()
    decided_by = ref(User, null=True)
    decided_at = instant(null=True)
    decision_note = text(null=True)
    ended_on = day(null=True)
    review_item = key_of_document(null=True)


TABLES = (Holder, HolderPost, SourceReading, HeldName, Arrangement, AccessRequest)
