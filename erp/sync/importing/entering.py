"""For which company an import is: one that is there, or one that the mapping founds with it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from erp import access
from erp.api.inputs import input_of_action
from erp.api.schema import build
from erp.kernel import clock
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput
from erp.sync.importing.mapping import ImportMapping
from erp.sync.refusals import BadMapping, UnknownCompany

VERB = "import"
COMPANY = "SELECT id, currency, timezone FROM masterdata.company"


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who imports, and into which company: `company` is nothing until it was founded."""

    asking: Asking
    company: UUID | None
    founding: Mapping[str, Any] | None


async def entrance(database: Database, mapping: ImportMapping, code: str | None) -> Entrance:
    """Find the company by the code that was given, else by the mapping's, else the one there is."""
    own = str(mapping.company["code"]) if mapping.company else None
    wanted = code or own
    if wanted is not None:
        rows = await database.rows(f"{COMPANY} WHERE code = $1", wanted)
        if not rows and (code or mapping.company is None):
            raise UnknownCompany(wanted)
    else:
        rows = await database.rows(f"{COMPANY} ORDER BY id LIMIT 2")
        if len(rows) != 1:
            raise BadMapping("company", "MISSING")
    if rows:
        asking = await access.service_asking(database, rows[0]["id"], via=VERB)
        return Entrance(asking, asking.company, None)
    first = await database.read("SELECT id FROM masterdata.company ORDER BY id LIMIT 1")
    asking = await access.service_asking(database, first, via=VERB)
    return Entrance(asking, None, _founding(mapping))


def _founding(mapping: ImportMapping) -> Mapping[str, Any]:
    shape = input_of_action(build().mutations["registerCompany"])
    try:
        return shape.take(mapping.company, "company")
    except BadInput as refused:
        raise BadMapping(refused.field or "company", refused.facts["reason"]) from None


@asynccontextmanager
async def entered(database: Database, entrance: Entrance) -> AsyncIterator[Act]:
    """The import's one transaction, speaking for its company."""
    async with database.transaction(asking=entrance.asking, verb=VERB) as tx:
        # The tables this fills look empty to the planner until COMMIT; it must use their indexes even so.
        await tx.run("SET LOCAL enable_seqscan = off")
        act = Act(tx=tx, asking=entrance.asking, verb=VERB)
        if entrance.founding is not None:
            founded = await build().mutations["registerCompany"].action(act=act, **entrance.founding)
            row = await tx.row(f"{COMPANY} WHERE id = $1", founded)
            assert row is not None
            asking = replace(
                entrance.asking,
                company=row["id"],
                currency=row["currency"],
                timezone=row["timezone"],
                today=clock.today(row["timezone"]),
            )
            await tx.go_on_for(asking)
            act = Act(tx=tx, asking=asking, verb=VERB)
        yield act
