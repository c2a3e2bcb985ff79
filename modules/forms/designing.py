"""Forms and versions as the verbs need them: found by code or key, read as rules, checked before
they are published."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.transaction import Transaction
from modules.forms import tables
from modules.forms.refusals import FormNotForYou, FormNotInUse, NotARequestForm, VersionPublished
from modules.forms.rules.fields import Field
from modules.forms.states import AccessKind, FieldKind, FormKind, FormState, VersionState

FORM = """
    SELECT f.*, p.id AS current, p.number AS current_number, d.id AS draft,
           forms.may(f.id, 'SUBMIT', $3) AS submits, forms.may(f.id, 'KEEP', $3) AS keeps,
           forms.may_know(f.id, $3) AS knows
    FROM forms.form f
    LEFT JOIN forms.form_version p ON p.form = f.id AND p.state = 'PUBLISHED'
    LEFT JOIN forms.form_version d ON d.form = f.id AND d.state = 'DRAFT'
    WHERE f.company = $1 AND (f.code = $2 OR f.id::text = $2)
"""
FIELDS = """
    SELECT f.*, ARRAY(SELECT c.value FROM forms.form_choice c WHERE c.field = f.id
                      ORDER BY c.position, c.id) AS choices
    FROM forms.form_field f WHERE f.version = $1 ORDER BY f.position, f.id
"""


@dataclass(frozen=True)
class FormRow:
    """A form as it stands, and what the asker may do with it."""

    id: UUID
    code: str
    kind: FormKind
    state: FormState
    name: str
    prefix: str
    is_yearly: bool
    current: UUID | None
    current_number: int | None
    draft: UUID | None
    submits: bool
    keeps: bool
    knows: bool


async def form_named(act: Act, given: str | UUID, *, as_house: bool = False) -> FormRow:
    """The form with that code or key; for who may know nothing of it there is none.

    What a published form brings about is done by the house, whoever may see the register it writes to.
    """
    row = await act.tx.row(FORM, act.company, str(given), act.actor)
    if row is None or not (row["knows"] or as_house or trusted(act)):
        raise NotFound("form", str(given)[:40], field="form")
    return FormRow(
        id=row["id"],
        code=row["code"],
        kind=FormKind(row["kind"]),
        state=FormState(row["state"]),
        name=row["name_ja"],
        prefix=row["prefix"],
        is_yearly=row["is_yearly"],
        current=row["current"],
        current_number=row["current_number"],
        draft=row["draft"],
        submits=row["submits"],
        keeps=row["keeps"],
        knows=row["knows"],
    )


def trusted(act: Act) -> bool:
    """The house itself at work: seeds and reactions act for people whose right was checked before."""
    return act.asking.via in ("command", "worker")


async def form_to_use(act: Act, given: str | UUID, kind: FormKind, access: AccessKind) -> FormRow:
    """The form of that kind, in use, open to who asks."""
    form = await form_named(act, given)
    if form.kind is not kind:
        raise NotARequestForm(form.code)
    if form.state is not FormState.PUBLISHED or form.current is None:
        raise FormNotInUse(form.code, form.state.value)
    may = form.submits if access is AccessKind.SUBMIT else form.keeps
    if not may and not trusted(act):
        raise FormNotForYou(form.code, access.value)
    return form


async def form_to_design(act: Act, given: str | UUID) -> FormRow:
    """A form whose next version is being designed; held until the end, so that two hands see each other."""
    found = await form_named(act, given)
    await lock_rows(act, tables.Form, [found.id])
    form = await form_named(act, given)
    if form.draft is None:
        raise VersionPublished()
    return form


async def fields_of(tx: Transaction, version: UUID) -> tuple[Field, ...]:
    """The questions of a version, as the rules know them."""
    return as_fields(await tx.rows(FIELDS, version))


def as_fields(rows: Any) -> tuple[Field, ...]:
    """Rows in their order; columns inside their tables."""
    inner: dict[UUID, list[Field]] = {}
    for row in rows:
        if row["parent"] is not None:
            inner.setdefault(row["parent"], []).append(_field(row, ()))
    return tuple(_field(row, tuple(inner.get(row["id"], ()))) for row in rows if row["parent"] is None)


def _field(row: Any, columns: tuple[Field, ...]) -> Field:
    return Field(
        code=row["code"],
        kind=FieldKind(row["kind"]),
        is_required=row["is_required"],
        default=row["default_value"],
        sums=row["sums"],
        feeds=row["feeds"],
        choices=tuple(row["choices"]),
        columns=columns,
    )


async def draft_version(act: Act, form: UUID, number: int) -> UUID:
    """The row of a version that is being designed."""
    id = new_id()
    row = {"id": id, "company": act.company, "form": form, "number": number, "state": VersionState.DRAFT}
    await act.tx.insert(tables.FormVersion, [row | {"drafted_by": act.actor}])
    return id


COPY_FIELDS = """
    WITH old AS (SELECT f.*, uuidv7() AS fresh FROM forms.form_field f WHERE f.version = $1),
    made AS (
        INSERT INTO forms.form_field (id, company, version, parent, position, code, kind, label_ja, label_en,
            hint_ja, hint_en, is_required, is_listed, default_value, sums, feeds)
        SELECT o.fresh, o.company, $2, (SELECT p.fresh FROM old p WHERE p.id = o.parent), o.position, o.code,
               o.kind, o.label_ja, o.label_en, o.hint_ja, o.hint_en, o.is_required, o.is_listed,
               o.default_value, o.sums, o.feeds
        FROM old o
    )
    SELECT o.id AS old, o.fresh FROM old o
"""
COPY_CHOICES = """
    INSERT INTO forms.form_choice (company, field, position, value, label_ja, label_en)
    SELECT c.company, k.fresh, c.position, c.value, c.label_ja, c.label_en
    FROM unnest($1::uuid[], $2::uuid[]) AS k (old, fresh) JOIN forms.form_choice c ON c.field = k.old
"""
COPY_EFFECTS = """
    INSERT INTO forms.form_effect (company, version, position, kind, title_ja, title_en, register, verb, role,
                                   holder, due_days, due_field, mapping)
    SELECT company, $2, position, kind, title_ja, title_en, register, verb, role, holder, due_days, due_field,
           mapping FROM forms.form_effect WHERE version = $1
"""
COPY_ALERTS = """
    INSERT INTO forms.form_alert (company, version, position, title_ja, title_en, day_field, notice_field,
                                  notice_unit, lead_days, done_field, role)
    SELECT company, $2, position, title_ja, title_en, day_field, notice_field, notice_unit, lead_days,
           done_field, role FROM forms.form_alert WHERE version = $1
"""


async def copy_design(act: Act, old: UUID, new: UUID) -> None:
    """Everything a version asks and brings about, once more for the next one."""
    pairs = await act.tx.rows(COPY_FIELDS, old, new)
    await act.tx.run(COPY_CHOICES, [row["old"] for row in pairs], [row["fresh"] for row in pairs])
    await act.tx.run(COPY_EFFECTS, old, new)
    await act.tx.run(COPY_ALERTS, old, new)
