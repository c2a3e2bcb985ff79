"""Move a field: one place up or down among its neighbours."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.designing import form_to_design
from modules.forms.field_rows import field_row
from modules.forms.refusals import VersionPublished
from modules.forms.states import VersionState

NEIGHBOURS = """
    SELECT id FROM forms.form_field WHERE version = $1 AND parent IS NOT DISTINCT FROM $2
    ORDER BY position, id
"""


async def move_form_field(*, act: Act, field: UUID, up: bool = True) -> UUID:
    """Change places with the neighbour above, or below; the first stays the first."""
    row = await field_row(act, field)
    if row["state"] != VersionState.DRAFT:
        raise VersionPublished()
    form = await form_to_design(act, row["form"])
    order = [each["id"] for each in await act.tx.rows(NEIGHBOURS, row["version"], row["parent"])]
    at = order.index(field)
    to = max(0, at - 1) if up else min(len(order) - 1, at + 1)
    order[at], order[to] = order[to], order[at]
    await act.tx.update(
        tables.FormField, [{"id": id, "position": place} for place, id in enumerate(order, 1)]
    )
    return form.id
