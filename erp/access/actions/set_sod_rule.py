"""Say that two permissions should, or must, not be held by one person."""

from uuid import UUID

from erp.access.rules.credentials import login_key
from erp.access.tables import SodMode
from erp.api import permissions as known_permissions
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id


async def set_sod_rule(
    *, act: Act, code: str, permission_a: str, permission_b: str, mode: SodMode, reason: str
) -> UUID:
    """Make a rule or set it anew.

    It counts from the next role that is given; who breaks it already is listed.
    """
    known = known_permissions()
    for field, permission in (("permissionA", permission_a), ("permissionB", permission_b)):
        if permission not in known:
            raise BadInput(field, "UNKNOWN_PERMISSION", given=permission)
    if permission_a == permission_b:
        raise BadInput("permissionB", "SAME_PERMISSION")
    return await act.tx.value(
        """INSERT INTO access.sod_rule (id, code, permission_a, permission_b, mode, reason)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (code) DO UPDATE SET permission_a = excluded.permission_a,
               permission_b = excluded.permission_b, mode = excluded.mode, reason = excluded.reason
           RETURNING id""",
        new_id(),
        login_key(code),
        permission_a,
        permission_b,
        mode.value,
        reason,
    )
