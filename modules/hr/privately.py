"""What few may read of a person: encrypted for its row, opened kind by kind, each reading noted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from erp.kernel import secrets
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from modules.hr import tables
from modules.hr.states import PrivateKind

SEALED = "hr.private_value.sealed_value"
# Each kind has a right of its own; no role has them because it may read everything else.
RIGHTS = {kind: f"hr.see_{kind.value.lower()}" for kind in PrivateKind}
THERE = "SELECT kind, id FROM hr.private_value WHERE person = $1"
READ = """
    SELECT id, kind, sealed_value FROM hr.private_value WHERE person = $1 AND kind = ANY($2::text[])
"""


async def keep_private(act: Act, person: UUID, values: Mapping[PrivateKind, str]) -> None:
    """Keep these values; an empty one is overwritten with nothing that means anything."""
    there = {row["kind"]: row["id"] for row in await act.tx.rows(THERE, person)}
    for kind, plain in values.items():
        id = there.get(kind.value) or new_id()
        sealed = secrets.encrypt(plain, place=secrets.place(SEALED, id))
        row = {"id": id, "sealed_value": sealed, "set_by": act.actor, "set_at": act.at}
        if kind.value in there:
            await act.tx.update(tables.PrivateValue, [row])
        else:
            await act.tx.insert(tables.PrivateValue, [row | {"person": person, "kind": kind.value}])


async def private_values(
    asking: Asking, database: Database, person: UUID, kinds: list[PrivateKind]
) -> dict[str, Any]:
    """The kinds that are asked for and may be read; the rest is empty. Who read what is noted first."""
    allowed = [kind for kind in PrivateKind if kind in kinds and asking.may(RIGHTS[kind])]
    async with database.transaction(asking=asking, verb="read_private_values") as tx:
        act = Act(tx=tx, asking=asking, verb="read_private_values")
        if not await tx.value("SELECT hr.may_see_person($1, $2)", person, asking.actor):
            raise NotFound("Person", person, field="person")
        rows = await tx.rows(READ, person, [kind.value for kind in allowed])
        if rows:
            read = {
                "id": new_id(),
                "company": asking.company,
                "person": person,
                "kinds": sorted(row["kind"] for row in rows),
                "read_by": asking.actor,
                "read_at": act.at,
            }
            await tx.insert(tables.PrivateReading, [read])
    plain = {row["kind"]: _opened(row) for row in rows}
    return {kind.value.lower(): plain.get(kind.value) or None for kind in PrivateKind}


def _opened(row: Any) -> str:
    return secrets.decrypt(row["sealed_value"], place=secrets.place(SEALED, row["id"]))
