"""Remove a field from the version that is being designed; versions before keep theirs."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.designing import form_to_design
from modules.forms.field_rows import field_row
from modules.forms.refusals import VersionPublished
from modules.forms.states import VersionState

CHOICES = """
    DELETE FROM forms.form_choice c USING forms.form_field f
    WHERE f.id = c.field AND (f.id = $1 OR f.parent = $1)
"""


async def remove_form_field(*, act: Act, field: UUID) -> UUID:
    """Remove a question with its answers and columns. What people entered on older versions stays."""
    row = await field_row(act, field)
    if row["state"] != VersionState.DRAFT:
        raise VersionPublished()
    form = await form_to_design(act, row["form"])
    await act.tx.run(CHOICES, field)
    await act.tx.run("DELETE FROM forms.form_field WHERE parent = $1", field)
    await act.tx.run("DELETE FROM forms.form_field WHERE id = $1", field)
    return form.id
