"""The rows of a field: its words, its place, its choices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.naming import labels_of, words
from modules.forms.rules.fields import CODE, MOST_CHOICES, MOST_FIELDS, WITH_CHOICES
from modules.forms.states import Feeds, FieldKind

PLACE = "SELECT coalesce(max(position), 0) + 1 FROM forms.form_field WHERE version = $1"
PARENT = "SELECT kind FROM forms.form_field WHERE version = $1 AND id = $2 AND parent IS NULL"
CODES = "SELECT code FROM forms.form_field WHERE version = $1 AND parent IS NOT DISTINCT FROM $2"
OF_FORM = """
    SELECT f.*, v.form, v.state FROM forms.form_field f JOIN forms.form_version v ON v.id = f.version
    WHERE f.id = $1 AND f.company = $2
"""


@dataclass(frozen=True)
class ChoiceDraft:
    """An answer that a choice offers; without a value of its own its Japanese words are the value."""

    label_ja: str
    label_en: str | None = None
    value: str | None = None


def described(
    kind: FieldKind,
    label_ja: str,
    label_en: str | None,
    hint_ja: str | None,
    hint_en: str | None,
    is_required: bool,
    is_listed: bool,
    default_value: str | None,
    sums: str | None,
    feeds: Feeds | None,
) -> dict[str, Any]:
    """What is said of a field, as its row keeps it."""
    ja, en = labels_of(label_ja, label_en, "labelJa")
    return {
        "kind": kind,
        "label_ja": ja,
        "label_en": en,
        "hint_ja": words(hint_ja, "hintJa"),
        "hint_en": words(hint_en, "hintEn"),
        "is_required": is_required and kind is not FieldKind.SUM,
        "is_listed": is_listed and kind is not FieldKind.TABLE,
        "default_value": words(default_value, "defaultValue"),
        "sums": words(sums, "sums"),
        "feeds": feeds,
    }


async def place_of(act: Act, version: UUID, parent: UUID | None) -> int:
    """The next place; a column needs a table of the same version."""
    if parent is not None:
        kind = await act.tx.value(PARENT, version, parent)
        if kind is None:
            raise NotFound("form_field", parent, field="parent")
        if kind != FieldKind.TABLE:
            raise BadInput("parent", "NOT_A_TABLE")
    position = int(await act.tx.value(PLACE, version))
    if position > MOST_FIELDS * 10:
        raise BadInput("form", "TOO_MANY_FIELDS")
    return position


async def next_code(act: Act, version: UUID, parent: UUID | None) -> str:
    """A code for a field whose designer gave none: `field_3`."""
    taken = {row["code"] for row in await act.tx.rows(CODES, version, parent)}
    return next(f"field_{at}" for at in range(1, 10_000) if f"field_{at}" not in taken)


async def write_field(
    act: Act, version: UUID, parent: UUID | None, code: str, position: int, values: dict[str, Any]
) -> UUID:
    """The row of a new field."""
    if not CODE.fullmatch(code):
        raise BadInput("code", "NOT_A_FIELD_CODE")
    if code in {row["code"] for row in await act.tx.rows(CODES, version, parent)}:
        raise BadInput("code", "CODE_TWICE")
    id = new_id()
    row = {"id": id, "company": act.company, "version": version, "parent": parent}
    await act.tx.insert(tables.FormField, [row | {"code": code, "position": position, **values}])
    return id


async def write_choices(act: Act, field: UUID, choices: Sequence[ChoiceDraft]) -> None:
    """The answers a field offers, instead of those it offered before."""
    await act.tx.run("DELETE FROM forms.form_choice WHERE field = $1", field)
    if len(choices) > MOST_CHOICES:
        raise BadInput("choices", "TOO_MANY_LINES")
    rows, seen = [], set[str]()
    for at, each in enumerate(choices):
        ja, en = labels_of(each.label_ja, each.label_en, f"choices.{at}.labelJa")
        value = words(each.value, f"choices.{at}.value", 100) or ja
        if value in seen:
            raise BadInput(f"choices.{at}.labelJa", "CHOICE_TWICE")
        seen.add(value)
        row = {"id": new_id(), "company": act.company, "field": field, "position": at}
        rows.append(row | {"value": re.sub(r"\s+", " ", value), "label_ja": ja, "label_en": en})
    await act.tx.insert(tables.FormChoice, rows)


async def field_row(act: Act, field: UUID) -> Any:
    """A field with its form and the state of its version."""
    row = await act.tx.row(OF_FORM, field, act.company)
    if row is None:
        raise NotFound("form_field", field, field="field")
    return row


__all__ = ["WITH_CHOICES", "ChoiceDraft", "described", "field_row", "next_code", "place_of", "write_choices"]
