"""The roles that come with the house follow what is installed: a new module's permissions reach them."""

from erp.access import tables
from erp.access.rules.permissions import BUILT_IN, covered
from erp.api import permissions as known_permissions
from erp.kernel.asking import Act
from erp.kernel.keys import new_id

GONE = """
    DELETE FROM access.role_permission p USING access.role r
    WHERE r.id = p.role AND r.code = $1 AND p.permission <> ALL ($2::text[])
"""
HELD = """
    SELECT r.id, r.code, ARRAY(
        SELECT p.permission FROM access.role_permission p WHERE p.role = r.id) AS held
    FROM access.role r WHERE r.is_built_in
"""


async def keep_built_in_roles(act: Act) -> None:
    """Give every built-in role what its patterns cover today; unchanged rights are not written."""
    known = known_permissions()
    there = {row["code"]: row for row in await act.tx.rows(HELD)}
    fresh = [
        {
            "id": new_id(),
            "code": each.code,
            "name_ja": each.name_ja,
            "name_en": each.name_en,
            "is_built_in": True,
        }
        for each in BUILT_IN
        if each.code not in there
    ]
    await act.tx.insert(tables.Role, fresh)
    ids = {row["code"]: row["id"] for row in [*there.values(), *fresh]}
    missing = []
    for role in BUILT_IN:
        wanted = covered(role.patterns, known)
        held = set(there[role.code]["held"]) if role.code in there else set()
        if held - set(wanted):
            await act.tx.run(GONE, role.code, wanted)
        missing += [
            {"id": new_id(), "role": ids[role.code], "permission": each}
            for each in wanted
            if each not in held
        ]
    await act.tx.insert(tables.RolePermission, missing)
