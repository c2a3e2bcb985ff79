"""Change a form: its names and the hint above it; what it asks is changed by its next version."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import form_named
from modules.forms.naming import labels_of, words


async def change_form(
    *,
    act: Act,
    form: str,
    name_ja: str,
    name_en: str | None = None,
    hint_ja: str | None = None,
    hint_en: str | None = None,
    is_yearly: bool = True,
) -> UUID:
    """Say anew what a form is called. Its code and the letters of its numbers stay."""
    found = await form_named(act, form)
    ja, en = labels_of(name_ja, name_en, "nameJa")
    row = {"id": found.id, "name_ja": ja, "name_en": en, "is_yearly": is_yearly}
    row |= {"hint_ja": words(hint_ja, "hintJa"), "hint_en": words(hint_en, "hintEn")}
    await act.tx.update(tables.Form, [row])
    return found.id
