"""Revoke access: what was granted on a form is taken back, and counts no more from now on."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound

REVOKED = "DELETE FROM forms.form_access WHERE id = $1 AND company = $2 RETURNING form"


async def revoke_form_access(*, act: Act, access: UUID) -> UUID:
    """Take one right on a form back from everyone, a role, a department or a person."""
    form = await act.tx.value(REVOKED, access, act.company)
    if form is None:
        raise NotFound("form_access", access, field="access")
    return UUID(str(form))
