"""Add a field: one more question on the version that is being designed."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.designing import form_to_design
from modules.forms.field_rows import ChoiceDraft, described, next_code, place_of, write_choices, write_field
from modules.forms.states import Feeds, FieldKind


async def add_form_field(
    *,
    act: Act,
    form: str,
    kind: FieldKind,
    label_ja: str,
    label_en: str | None = None,
    code: str | None = None,
    parent: UUID | None = None,
    hint_ja: str | None = None,
    hint_en: str | None = None,
    is_required: bool = False,
    is_listed: bool = True,
    default_value: str | None = None,
    sums: str | None = None,
    feeds: Feeds | None = None,
    choices: list[ChoiceDraft] | None = None,
) -> UUID:
    """Add a question at the end, or a column at the end of a table (`parent`).

    `sums` names the figures a sum adds up, such as `lines.price`; `feeds` says what the approval
    reads from the field. Refuses a code that is there, and a version that is published.
    """
    found = await form_to_design(act, form)
    assert found.draft is not None
    values = described(
        kind, label_ja, label_en, hint_ja, hint_en, is_required, is_listed, default_value, sums, feeds
    )
    position = await place_of(act, found.draft, parent)
    given = code or await next_code(act, found.draft, parent)
    field = await write_field(act, found.draft, parent, given, position, values)
    await write_choices(act, field, choices or ())
    return found.id
