"""Forms and how they are designed."""

from datetime import datetime
from typing import Any

from erp.api import ID, children, computed, computed_children, computed_link, link, many, mutation, node, one
from modules.forms import tables
from modules.forms.actions.add_form_alert import add_form_alert
from modules.forms.actions.add_form_effect import add_form_effect
from modules.forms.actions.add_form_field import add_form_field
from modules.forms.actions.change_form import change_form
from modules.forms.actions.change_form_field import change_form_field
from modules.forms.actions.draft_form import draft_form
from modules.forms.actions.grant_form_access import grant_form_access
from modules.forms.actions.move_form_field import move_form_field
from modules.forms.actions.publish_form import publish_form
from modules.forms.actions.reinstate_form import reinstate_form
from modules.forms.actions.remove_form_alert import remove_form_alert
from modules.forms.actions.remove_form_effect import remove_form_effect
from modules.forms.actions.remove_form_field import remove_form_field
from modules.forms.actions.retire_form import retire_form
from modules.forms.actions.revise_form import revise_form
from modules.forms.actions.revoke_form_access import revoke_form_access
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


def said(column: str) -> str:
    """The words of a column pair in the language of who asks."""
    return f"CASE WHEN :language = 'ja' THEN {{t}}.{column}_ja ELSE {{t}}.{column}_en END"


def person(column: str) -> str:
    """The name of the person whose key is in a column."""
    return f"(SELECT u.name FROM access.app_user u WHERE u.id = {{t}}.{column})"


def role_name(column: str) -> str:
    """The name of the role whose key is in a column."""
    named = "CASE WHEN :language = 'ja' THEN r.name_ja ELSE r.name_en END"
    return f"(SELECT {named} FROM access.role r WHERE r.id = {{t}}.{column})"


TARGET = f"""CASE {{t}}.audience WHEN 'ROLE' THEN {role_name("target")} WHEN 'USER' THEN {person("target")}
    WHEN 'DEPARTMENT' THEN (SELECT d.name FROM masterdata.department d WHERE d.id = {{t}}.target) END"""


@node(tables.Form, rows="forms.may_know({t}.id, :actor)")
class Form:
    """A request form or a register that people designed."""

    id: ID
    code: str
    kind: FormKind
    state: FormState
    name: str = computed(said("name"))
    hint: str | None = computed(said("hint"))
    name_ja: str
    name_en: str
    hint_ja: str | None
    hint_en: str | None
    prefix: str
    is_yearly: bool
    drafted_by: str | None = computed(person("drafted_by"))
    drafted_at: datetime
    may_submit: bool = computed("forms.may({t}.id, 'SUBMIT', :actor)")
    may_keep: bool = computed("forms.may({t}.id, 'KEEP', :actor)")
    version: "FormVersion | None" = computed_link("{c}.form = {t}.id AND {c}.state = 'PUBLISHED'")
    draft: "FormVersion | None" = computed_link("{c}.form = {t}.id AND {c}.state = 'DRAFT'")
    versions: list["FormVersion"] = children("form", by="-number", expected=3)
    access: list["FormAccess"] = children("form", by="access", expected=3)


@node(tables.FormVersion, part_of=Form)
class FormVersion:
    """What a form asks from a moment on; a published version never changes."""

    id: ID
    form: Form | None = link("form")
    number: int
    state: VersionState
    published_at: datetime | None
    published_by: str | None = computed(person("published_by"))
    fields: list["FormField"] = computed_children(
        "{c}.version = {t}.id AND {c}.parent IS NULL", by="position", expected=10
    )
    effects: list["FormEffect"] = children("version", by="position", expected=1)
    alerts: list["FormAlert"] = children("version", by="position", expected=1)


@node(tables.FormField, part_of=Form)
class FormField:
    """One question; a table has columns."""

    id: ID
    version: FormVersion = link("version")
    code: str
    kind: FieldKind
    label: str = computed(said("label"))
    hint: str | None = computed(said("hint"))
    label_ja: str
    label_en: str
    hint_ja: str | None
    hint_en: str | None
    is_required: bool
    is_listed: bool
    default_value: str | None
    sums: str | None
    feeds: Feeds | None
    choices: list["FormChoice"] = children("field", by="position", expected=2)
    columns: list["FormField"] = children("parent", by="position", expected=1)


@node(tables.FormChoice, part_of=Form)
class FormChoice:
    """One answer a choice offers."""

    id: ID
    value: str
    label: str = computed(said("label"))
    label_ja: str
    label_en: str


@node(tables.FormEffect, part_of=Form)
class FormEffect:
    """What happens when a request is approved."""

    id: ID
    kind: EffectKind
    title: str = computed(said("title"))
    register: Form | None = link("register")
    verb: str | None
    role: str | None = computed(role_name("role"))
    holder: str | None = computed(person("holder"))
    due_days: int | None
    due_field: str | None
    mapping: Any


@node(tables.FormAlert, part_of=Form)
class FormAlert:
    """A deadline the records of a register have."""

    id: ID
    title: str = computed(said("title"))
    day_field: str
    notice_field: str | None
    notice_unit: NoticeUnit
    lead_days: int
    done_field: str | None
    role: str | None = computed(role_name("role"))


@node(tables.FormAccess, part_of=Form)
class FormAccess:
    """Who may see, send off or keep."""

    id: ID
    access: AccessKind
    audience: Audience
    target: str | None = computed(TARGET)


QUERY = [
    one(Form),
    many(
        Form,
        filters=("kind", "state", "may_submit", "may_keep", "code"),
        search=("code", "name_ja", "name_en"),
        sorts=("code", "name_ja"),
        default_sort="code",
    ),
    one(FormField),
]
MUTATION = [
    mutation(draft_form, Form),
    mutation(change_form, Form),
    mutation(add_form_field, Form),
    mutation(change_form_field, Form),
    mutation(move_form_field, Form),
    mutation(remove_form_field, Form),
    mutation(add_form_effect, Form),
    mutation(remove_form_effect, Form),
    mutation(add_form_alert, Form),
    mutation(remove_form_alert, Form),
    mutation(grant_form_access, Form),
    mutation(revoke_form_access, Form),
    mutation(publish_form, Form),
    mutation(revise_form, Form),
    mutation(retire_form, Form),
    mutation(reinstate_form, Form),
]
