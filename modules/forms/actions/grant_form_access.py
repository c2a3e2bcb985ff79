"""Grant access: somebody may see, send off or keep what belongs to a form."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.forms import tables
from modules.forms.designing import form_named
from modules.forms.states import AccessKind, Audience

THERE = {
    Audience.ROLE: "SELECT id FROM access.role WHERE id = $1",
    Audience.DEPARTMENT: "SELECT id FROM masterdata.department WHERE id = $1",
    Audience.USER: "SELECT id FROM access.app_user WHERE id = $1 AND is_active",
}
SAME = """
    SELECT id FROM forms.form_access
    WHERE form = $1 AND access = $2 AND audience = $3 AND target IS NOT DISTINCT FROM $4
"""


async def grant_form_access(
    *,
    act: Act,
    form: str,
    access: AccessKind,
    audience: Audience,
    role: UUID | None = None,
    department: UUID | None = None,
    user: UUID | None = None,
) -> UUID:
    """Let everyone, a role, a department or a person see, send off or keep; it counts at once.

    Whoever asked for something sees his own requests in any case, and whoever is asked to decide sees what he
    decides.
    """
    found = await form_named(act, form)
    given = {Audience.ROLE: role, Audience.DEPARTMENT: department, Audience.USER: user}
    target = given.get(audience)
    if audience is not Audience.EVERYONE:
        if target is None:
            raise BadInput(audience.value.lower(), "REQUIRED")
        if await act.tx.value(THERE[audience], target) is None:
            raise NotFound(audience.value.lower(), target, field=audience.value.lower())
    if await act.tx.value(SAME, found.id, access.value, audience.value, target) is None:
        row: dict[str, Any] = {"id": new_id(), "company": act.company, "form": found.id}
        row |= {"access": access, "audience": audience, "target": target}
        await act.tx.insert(tables.FormAccess, [row])
    return found.id
