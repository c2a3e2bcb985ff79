"""Questions about people and their rights, asked in the transaction that is about to change them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from erp.access import tables
from erp.access.rules.duties import Duty
from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows

ADMINISTRATOR = "administrator"

Rights = Mapping[UUID | None, frozenset[str]]

HELD = """
    SELECT g.in_company, array_agg(DISTINCT p.permission) AS permissions
    FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
    WHERE g.holder = $1 GROUP BY g.in_company
"""
ADMINISTRATORS = """
    SELECT count(*) FROM access.app_user u
    WHERE u.is_active AND NOT u.is_service AND u.id <> $1 AND EXISTS (
        SELECT FROM access.role_grant g JOIN access.role r ON r.id = g.role
        WHERE g.holder = u.id AND g.in_company IS NULL AND r.code = 'administrator')
"""


async def locked_user(act: Act, user: UUID) -> Mapping[str, Any]:
    """A person's row, held until the end, so that two changes of one person's rights see each other."""
    found = await lock_rows(act, tables.User, [user])
    if not found:
        raise NotFound("user", user)
    return found[0]


async def locked_role(act: Act, role: UUID) -> Mapping[str, Any]:
    """A role's row, held until the end, so that it does not grow while it is being given."""
    found = await lock_rows(act, tables.Role, [role])
    if not found:
        raise NotFound("role", role)
    return found[0]


async def permissions_of_role(tx: Transaction, role: UUID) -> frozenset[str]:
    """What a role allows."""
    rows = await tx.rows("SELECT permission FROM access.role_permission WHERE role = $1", role)
    return frozenset(row["permission"] for row in rows)


async def rights_of(tx: Transaction, user: UUID) -> Rights:
    """What somebody may do: by company, and under None in all of them."""
    rows = await tx.rows(HELD, user)
    return {None: frozenset()} | {row["in_company"]: frozenset(row["permissions"]) for row in rows}


def in_company(rights: Rights, company: UUID | None) -> frozenset[str]:
    """Everything that counts in one company; for None, what counts in every company."""
    everywhere = rights.get(None, frozenset())
    return everywhere if company is None else everywhere | rights.get(company, frozenset())


async def duties(tx: Transaction) -> list[Duty]:
    """The duties that must stay apart."""
    rows = await tx.rows(
        """SELECT code, permission_a, permission_b, mode, reason FROM access.sod_rule
           WHERE mode <> 'OFF' ORDER BY code"""
    )
    return [Duty(**dict(row)) for row in rows]


async def role_by_code(tx: Transaction, code: str) -> UUID:
    """The role of that code."""
    found = await tx.value("SELECT id FROM access.role WHERE code = $1", code)
    if found is None:
        raise NotFound("role", code)
    return found


async def is_last_administrator(act: Act, user: UUID) -> bool:
    """Whether nobody else could manage people any more.

    Serialised by the role's row: two cannot go at once.
    """
    role = await role_by_code(act.tx, ADMINISTRATOR)
    await lock_rows(act, tables.Role, [role])
    held = await act.tx.value(
        "SELECT count(*) FROM access.role_grant WHERE holder = $1 AND role = $2 AND in_company IS NULL",
        user,
        role,
    )
    return bool(held) and not await act.tx.value(ADMINISTRATORS, user)


async def end_sessions(act: Act, users: Iterable[UUID]) -> None:
    """End every session of these people at once, except the one in which this is being done."""
    await act.tx.run(
        """UPDATE access.session SET ended_at = now()
           WHERE holder = ANY($1::uuid[]) AND ended_at IS NULL AND id IS DISTINCT FROM $2""",
        list(users),
        act.asking.session,
    )
