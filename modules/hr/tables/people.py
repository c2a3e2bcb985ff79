"""A person, known once for good: neither an employment nor a user of this system."""

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
from modules.hr.states import PrivateKind


class Person(Table, schema="hr", tablename="person"):
    """Somebody who works, will work or has worked here; shared by all companies, number and all."""

    id = key()
    number = text(unique=True)
    app_user = ref(User, null=True)
    work_email = text(null=True)
    language = text()
    # Today's name, for lists and search only; which name counts on a day is said by `person_name`.
    name = text()
    name_kana = text()
    note = text(null=True)
    registered_by = key_of_document()
    registered_at = instant()


class PersonName(Table, schema="hr", tablename="person_name"):
    """What somebody is called from a day on; the one before is kept."""

    id = key()
    person = ref(Person)
    valid_from = day()
    family_name = text()
    given_name = text()
    family_kana = text()
    given_kana = text()
    family_latin = text()
    given_latin = text()
    reason = text(null=True)
    # A name to come that was taken back before its day.
    is_withdrawn = flag()
    set_by = key_of_document()
    set_at = instant()


class PrivateValue(Table, schema="hr", tablename="private_value"):
    """One thing few may read, encrypted with the row's own place; plain text is never kept."""

    id = key()
    person = ref(Person)
    kind = choice(PrivateKind)
    sealed_value = text()
    set_by = key_of_document()
    set_at = instant()


class PrivateReading(Table, schema="hr", tablename="private_reading"):
    """Who read what of whom, and when."""

    id = key()
    company = ref(Company)
    person = ref(Person, index=True)
    kinds = document_json()
    read_by = key_of_document()
    read_at = instant()


class PeopleImport(Table, schema="hr", tablename="people_import"):
    """A list of people taken over from another system, and what came of it."""

    id = key()
    company = ref(Company)
    source = text()
    file = key_of_document()
    sha256 = text()
    only_try = flag()
    lines = whole()
    added = whole()
    changed = whole()
    missing = whole()
    confirmed_shrinking = flag()
    numbers = document_json()
    imported_by = key_of_document()
    imported_at = instant()
