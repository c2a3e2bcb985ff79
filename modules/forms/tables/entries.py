"""What people entered: requests, records of registers, and each value once more in columns.

`values` is what was entered, checked against its version. The rows of `field_value` say the same in typed
columns, so that lists sort and filter by them; they can be made again from the values at any time.
"""

from piccolo.columns import Numeric
from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.kernel.tables import StoredFile
from erp.masterdata.tables import Account, Company, Department, Party
from modules.forms.states import FieldKind, RecordState, RegisterImportState, RequestState
from modules.forms.tables.design import Form, FormVersion


class Request(Table, schema="forms", tablename="request"):
    """Somebody asks for something on a form."""

    id = key()
    company = ref(Company)
    form = ref(Form)
    version = ref(FormVersion, index=True)
    number = text()
    state = choice(RequestState)
    title = text()
    values = document_json()
    search = text()
    amount = money(null=True)
    currency = text()
    department = ref(Department, null=True)
    account = ref(Account, null=True)
    party = ref(Party, null=True)
    risks = document_json()
    requested_by = key_of_document()
    drafted_at = instant()
    submitted_at = instant(null=True)
    decided_at = instant(null=True)
    approval_case = key_of_document(null=True)


class RegisterRecord(Table, schema="forms", tablename="register_record"):
    """One record of a register."""

    id = key()
    company = ref(Company)
    form = ref(Form)
    version = ref(FormVersion, index=True)
    number = text()
    state = choice(RecordState)
    title = text()
    values = document_json()
    search = text()
    amount = money(null=True)
    party = ref(Party, null=True)
    replaces = ref("self", null=True, unique=True)
    origin = ref(Request, null=True, index=True)
    added_by = key_of_document()
    added_at = instant()
    retired_on = day(null=True)
    retire_reason = text(null=True)


class FieldValue(Table, schema="forms", tablename="field_value"):
    """One value of a request or a record in the column of its kind; `row` is 0 outside of tables."""

    id = key()
    company = ref(Company)
    record = key_of_document(index=True)
    form = ref(Form)
    version = ref(FormVersion)
    field = text()
    kind = choice(FieldKind)
    position = whole()
    row = whole()
    sort = text()
    text = text(null=True)
    number = Numeric(digits=(24, 6), null=True, default=None)
    day = day(null=True)
    reference = key_of_document(null=True)


class RegisterImport(Table, schema="forms", tablename="register_import"):
    """A file of records: tried, with what is wrong in which line; then taken in as a whole."""

    id = key()
    company = ref(Company)
    form = ref(Form)
    version = ref(FormVersion)
    file = ref(StoredFile)
    state = choice(RegisterImportState)
    lines = whole()
    added = whole()
    changed = whole()
    faults = document_json()
    tried_by = key_of_document()
    tried_at = instant()
    done_at = instant(null=True)


TABLES: tuple[type[Table], ...] = (Request, RegisterRecord, FieldValue, RegisterImport)
