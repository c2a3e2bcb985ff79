"""Writing an import down: all rows and the note of what came with it, or nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.sync import tables
from erp.sync.importing import known
from erp.sync.importing.entering import Entrance, entered
from erp.sync.importing.faults import Faults
from erp.sync.importing.mapping import ImportMapping
from erp.sync.importing.performing import Performance, RowRefused, Tell, perform, refuse
from erp.sync.importing.planning import Plan
from erp.sync.states import ImportState

AT_ONCE = 1_000
# Whatever was registered by this very transaction.
DOCUMENTS = """
    INSERT INTO sync.import_document (id, company, run, document)
    SELECT uuidv7(), $1, $2, d.id FROM kernel.document d WHERE d.xmin = pg_current_xact_id()::xid
"""


async def commit(
    database: Database, entrance: Entrance, mapping: ImportMapping, folder: Path, plan: Plan, tell: Tell
) -> UUID | None:
    """Do all of it; answers the run, or nothing when there was nothing to do."""
    if plan.does_nothing:
        return None
    faults = Faults()
    try:
        async with entered(database, entrance) as act:
            ids = await known.found(act.tx, plan.fresh, faults)
            for fault in faults:
                refuse(fault, faults.count)
            done = await perform(act, plan, ids, tell)
            return await _note(act, mapping, folder, plan, done)
    except RowRefused as refused:
        refuse(refused.fault())


async def _note(act: Act, mapping: ImportMapping, folder: Path, plan: Plan, done: Performance) -> UUID:
    run = new_id()
    row = {
        "id": run,
        "company": act.company,
        "name": mapping.name,
        "folder": folder.name,
        "started_at": act.at,
        "finished_at": await act.tx.value("SELECT clock_timestamp()"),
        "state": ImportState.COMMITTED.value,
        "rows": len(plan.records),
        "created": len(plan.fresh) + len(plan.again),
        "unchanged": len(plan.unchanged),
        "actor": act.actor,
        "report": plan.figures(),
    }
    await act.tx.insert(tables.ImportRun, [row])
    own = {"company": act.company, "connection": mapping.name, "run": run, "undone": False}
    for part in _parts(done.refs):
        await act.tx.insert(tables.ExternalRef, [{"id": new_id(), **own, **ref} for ref in part])
    if plan.again:
        await act.tx.run(
            "UPDATE sync.external_ref SET undone = false, run = $2 WHERE id = ANY($1::uuid[])",
            [taken.id for _, taken in plan.again],
            run,
        )
    await act.tx.run(DOCUMENTS, act.company, run)
    return run


def _parts(refs: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(refs), AT_ONCE):
        yield refs[start : start + AT_ONCE]
