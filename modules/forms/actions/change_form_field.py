"""Change a field: other words, another kind or other answers, on the version that is being designed."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import form_to_design
from modules.forms.field_rows import ChoiceDraft, described, field_row, write_choices
from modules.forms.refusals import VersionPublished
from modules.forms.states import Feeds, FieldKind, VersionState


async def change_form_field(
    *,
    act: Act,
    field: UUID,
    kind: FieldKind,
    label_ja: str,
    label_en: str | None = None,
    hint_ja: str | None = None,
    hint_en: str | None = None,
    is_required: bool = False,
    is_listed: bool = True,
    default_value: str | None = None,
    sums: str | None = None,
    feeds: Feeds | None = None,
    choices: list[ChoiceDraft] | None = None,
) -> UUID:
    """Say anew what a field asks; its code stays, for programs and older versions know it by that.

    Refuses a field of a published version: the next version is designed beside it.
    """
    row = await field_row(act, field)
    if row["state"] != VersionState.DRAFT:
        raise VersionPublished()
    form = await form_to_design(act, row["form"])
    values = described(
        kind, label_ja, label_en, hint_ja, hint_en, is_required, is_listed, default_value, sums, feeds
    )
    await act.tx.update(tables.FormField, [{"id": field, **values}])
    await write_choices(act, field, choices or ())
    return form.id
