"""Taking an import back from the command line, where nobody has signed in."""

from uuid import UUID

from erp import access
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.sync.actions.undo_import import undo_import

VERB = "undo_import"


async def undo(database: Database, run: UUID, code: str | None, reason: str) -> None:
    """Undo a run of a company; without its code every company is looked through."""
    sql = "SELECT id FROM masterdata.company WHERE $1::text IS NULL OR code = $1 ORDER BY id"
    for company in await database.rows(sql, code):
        own = "SELECT true FROM sync.import_run WHERE id = $1"
        if await database.read(own, run, company=company["id"]):
            asking = await access.service_asking(database, company["id"], via="import")
            async with database.transaction(asking=asking, verb=VERB) as tx:
                await undo_import(act=Act(tx=tx, asking=asking, verb=VERB), run=run, reason=reason)
            return
    raise NotFound("ImportRun", run, field="run")
