"""Define a role: a name for a set of permissions. Who holds it has exactly that set from the same moment."""

from uuid import UUID

from erp.access import tables
from erp.access.guarding import refuse_beyond_own, refuse_conflicting_duties
from erp.access.queries import end_sessions, locked_role, locked_user, permissions_of_role, rights_of
from erp.access.rules.credentials import login_key
from erp.access.rules.permissions import covered, unmatched
from erp.api import permissions as known_permissions
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id


class RoleIsBuiltIn(Refused):
    """A role that comes with the house cannot be changed; define one of your own."""


async def define_role(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    permissions: list[str],
    accept_conflicts: bool = False,
) -> UUID:
    """Make a role or set it anew; a permission may be a pattern such as `ordering.*`, expanded here and
    now.
    """
    code = login_key(code)
    if not code.replace("_", "").isascii() or not code.replace("_", "").isalnum():
        raise BadInput("code", "NOT_A_CODE")
    wanted = frozenset(_expanded(permissions))
    role = await act.tx.value("SELECT id FROM access.role WHERE code = $1", code)
    if role is None:
        await refuse_beyond_own(act, wanted, None)
        role = new_id()
        fresh = {"id": role, "code": code, "name_ja": name_ja, "name_en": name_en, "is_built_in": False}
        await act.tx.insert(tables.Role, [fresh])
        await _set_permissions(act, role, frozenset(), wanted)
        return role
    row = await locked_role(act, role)
    if row["is_built_in"]:
        raise RoleIsBuiltIn(role=code)
    before = await permissions_of_role(act.tx, role)
    await refuse_beyond_own(act, wanted - before, None)
    await act.tx.run(
        "UPDATE access.role SET name_ja = $2, name_en = $3 WHERE id = $1", role, name_ja, name_en
    )
    if wanted != before:
        await _change_for_holders(act, role, before, wanted, accept_conflicts)
    return role


async def _change_for_holders(
    act: Act, role: UUID, before: frozenset[str], wanted: frozenset[str], accepted: bool
) -> None:
    found = await act.tx.rows(
        "SELECT DISTINCT holder FROM access.role_grant WHERE role = $1 ORDER BY 1", role
    )
    holders = [row["holder"] for row in found]
    rights = {}
    for holder in holders:
        await locked_user(act, holder)
        rights[holder] = await rights_of(act.tx, holder)
    await _set_permissions(act, role, before, wanted)
    for holder in holders:
        after = await rights_of(act.tx, holder)
        await refuse_conflicting_duties(act, rights[holder], after, accepted=accepted)
    await end_sessions(act, holders)


async def _set_permissions(act: Act, role: UUID, before: frozenset[str], wanted: frozenset[str]) -> None:
    gone = sorted(before - wanted)
    if gone:
        await act.tx.run(
            "DELETE FROM access.role_permission WHERE role = $1 AND permission = ANY($2::text[])", role, gone
        )
    rows = [{"id": new_id(), "role": role, "permission": each} for each in sorted(wanted - before)]
    await act.tx.insert(tables.RolePermission, rows)


def _expanded(patterns: list[str]) -> list[str]:
    known = known_permissions()
    wrong = unmatched(patterns, known)
    if wrong:
        raise BadInput("permissions", "UNKNOWN_PERMISSION", given=wrong[0])
    return covered(patterns, known)
