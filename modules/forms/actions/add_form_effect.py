"""Add an effect: what happens when a request of this form is approved."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.designing import form_named, form_to_design
from modules.forms.naming import labels_of
from modules.forms.states import EffectKind, FormKind

PLACE = "SELECT coalesce(max(position), 0) + 1 FROM forms.form_effect WHERE version = $1"
MOST_EFFECTS = 10


@dataclass(frozen=True)
class MappingDraft:
    """What is filled (`target`) from which field of the request (`source`), or with a fixed text."""

    target: str
    source: str | None = None
    fixed: str | None = None


async def add_form_effect(
    *,
    act: Act,
    form: str,
    kind: EffectKind,
    title_ja: str,
    title_en: str | None = None,
    register: str | None = None,
    verb: str | None = None,
    role: UUID | None = None,
    user: UUID | None = None,
    due_days: int | None = None,
    due_field: str | None = None,
    mapping: list[MappingDraft] | None = None,
) -> UUID:
    """Open a task for a role or a person, add a record to a register, or carry out a verb of master data.

    Whether all of it can be done is checked when the form is published.
    """
    found = await form_to_design(act, form)
    ja, en = labels_of(title_ja, title_en, "titleJa")
    position = int(await act.tx.value(PLACE, found.draft))
    if position > MOST_EFFECTS:
        raise BadInput("form", "TOO_MANY_LINES")
    _check(kind, role or user, register, verb, due_days)
    into = await form_named(act, register) if register else None
    if into is not None and into.kind is not FormKind.REGISTER:
        raise BadInput("register", "NOT_A_REGISTER")
    row = {
        "id": new_id(),
        "company": act.company,
        "version": found.draft,
        "position": position,
        "kind": kind,
        "title_ja": ja,
        "title_en": en,
        "register": into.id if into else None,
        "verb": verb if kind is EffectKind.CHANGE_MASTER else None,
        "role": role,
        "holder": user,
        "due_days": due_days,
        "due_field": due_field or None,
        "mapping": [
            {"target": each.target, "source": each.source, "fixed": each.fixed} for each in mapping or ()
        ],
    }
    await act.tx.insert(tables.FormEffect, [row])
    return found.id


def _check(
    kind: EffectKind, whom: UUID | None, register: str | None, verb: str | None, due_days: int | None
) -> None:
    needed = {
        EffectKind.OPEN_TASK: ("role", whom),
        EffectKind.ADD_RECORD: ("register", register),
        EffectKind.CHANGE_MASTER: ("verb", verb),
    }
    name, given = needed[kind]
    if not given:
        raise BadInput(name, "REQUIRED")
    if due_days is not None and not 0 <= due_days <= 3660:
        raise BadInput("dueDays", "OUT_OF_RANGE", least=0, most=3660)
