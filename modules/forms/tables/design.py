"""How forms are designed: a form, its versions, the fields of each version, and who may do what with it.

What is asked belongs to a version, so a running request keeps what it began with; who may see and send off
belongs to the form, so a right that is taken away counts at once.
"""

from piccolo.constraints import Unique
from piccolo.table import Table

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
from modules.forms.states import (
    AccessKind,
    Audience,
    EffectKind,
    Feeds,
    FieldKind,
    FormKind,
    FormState,
    NoticeUnit,
    VersionState,
)


class Form(Table, schema="forms", tablename="form"):
    """A request form or a register."""

    id = key()
    company = ref(Company)
    code = text()
    kind = choice(FormKind)
    state = choice(FormState)
    name_ja = text()
    name_en = text()
    hint_ja = text(null=True)
    hint_en = text(null=True)
    prefix = text()
    is_yearly = flag(default=True)
    drafted_by = key_of_document()
    drafted_at = instant()


class FormVersion(Table, schema="forms", tablename="form_version"):
    """What a form asked from a moment on until the next version."""

    id = key()
    company = ref(Company)
    form = ref(Form)
    number = whole()
    state = choice(VersionState)
    drafted_by = key_of_document()
    drafted_at = instant()
    published_by = key_of_document(null=True)
    published_at = instant(null=True)
    once_per_form = Unique([form, number])


class FormField(Table, schema="forms", tablename="form_field"):
    """One question of a version; a column of a table has the table as its parent."""

    id = key()
    company = ref(Company)
    version = ref(FormVersion)
    parent = ref("self", null=True, index=True)
    position = whole()
    code = text()
    kind = choice(FieldKind)
    label_ja = text()
    label_en = text()
    hint_ja = text(null=True)
    hint_en = text(null=True)
    is_required = flag()
    is_listed = flag(default=True)
    default_value = text(null=True)
    sums = text(null=True)
    feeds = choice(Feeds, null=True)


class FormChoice(Table, schema="forms", tablename="form_choice"):
    """One answer a choice offers."""

    id = key()
    company = ref(Company)
    field = ref(FormField)
    position = whole()
    value = text()
    label_ja = text()
    label_en = text()
    once_per_field = Unique([field, value])


class FormEffect(Table, schema="forms", tablename="form_effect"):
    """What happens when a request of this version is approved."""

    id = key()
    company = ref(Company)
    version = ref(FormVersion, index=True)
    position = whole()
    kind = choice(EffectKind)
    title_ja = text()
    title_en = text()
    register = ref(Form, null=True)
    verb = text(null=True)
    role = key_of_document(null=True)
    holder = key_of_document(null=True)
    due_days = whole(null=True)
    due_field = text(null=True)
    mapping = document_json()


class FormAlert(Table, schema="forms", tablename="form_alert"):
    """A deadline the records of a register have: when to tell, and what ends it."""

    id = key()
    company = ref(Company)
    version = ref(FormVersion, index=True)
    position = whole()
    title_ja = text()
    title_en = text()
    day_field = text()
    notice_field = text(null=True)
    notice_unit = choice(NoticeUnit)
    lead_days = whole()
    done_field = text(null=True)
    role = key_of_document(null=True)


class FormAccess(Table, schema="forms", tablename="form_access"):
    """Who may see, send off or keep what belongs to a form."""

    id = key()
    company = ref(Company)
    form = ref(Form, index=True)
    access = choice(AccessKind)
    audience = choice(Audience)
    target = key_of_document(null=True)


TABLES: tuple[type[Table], ...] = (
    Form,
    FormVersion,
    FormField,
    FormChoice,
    FormEffect,
    FormAlert,
    FormAccess,
)
