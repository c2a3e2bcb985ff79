"""Remove an effect from the version that is being designed."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.forms.designing import form_to_design

OF_FORM = """
    SELECT v.form FROM forms.form_effect e JOIN forms.form_version v ON v.id = e.version
    WHERE e.id = $1 AND e.company = $2
"""


async def remove_form_effect(*, act: Act, effect: UUID) -> UUID:
    """Nothing of this sort follows from the next version; published versions keep theirs."""
    form = await act.tx.value(OF_FORM, effect, act.company)
    if form is None:
        raise NotFound("form_effect", effect, field="effect")
    found = await form_to_design(act, form)
    await act.tx.run("DELETE FROM forms.form_effect WHERE id = $1", effect)
    return found.id
