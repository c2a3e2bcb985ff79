"""Undo an import: everything it brought is answered by its reverse, the newest first."""

from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.undoing import STAYS, documents_using, undoing
from erp.sync import tables
from erp.sync.refusals import ImportBuiltUpon, NotUndoable
from erp.sync.states import IMPORT_RUN, ImportState

# What the run brought, what imports undone before left behind, and what the house made of these by itself (a
# bill for a shipment, the answer of an undo). Whatever else follows from them is somebody's work.
OURS = """
    WITH RECURSIVE ours (id) AS (
        SELECT i.document FROM sync.import_document i JOIN sync.import_run r ON r.id = i.run
        WHERE r.id = $1 OR r.state = 'UNDONE'
        UNION
        SELECT k.effect FROM ours JOIN kernel.document_link k ON k.cause = ours.id
        WHERE NOT EXISTS (SELECT FROM sync.import_document i WHERE i.run = $1 AND i.document = k.effect)
          AND EXISTS (SELECT FROM kernel.audit a WHERE a.row_id = k.effect AND a.kind = 'I'
                      AND (a.via = 'worker' OR a.verb = 'undo_import'))
    )
"""
BUILT_UPON = f"""{OURS}
    SELECT d.id, d.number FROM kernel.document d
    WHERE (d.party IN (SELECT id FROM ours)
           OR d.id IN (SELECT k.effect FROM kernel.document_link k JOIN ours ON ours.id = k.cause)
           OR d.id = ANY($2::uuid[]))
      AND d.id NOT IN (SELECT id FROM ours)
    ORDER BY d.number
"""
REFS = """
    SELECT id, record, made, verb FROM sync.external_ref
    WHERE run = $1 AND NOT undone ORDER BY position DESC
"""
SHOWN = 10


async def undo_import(*, act: Act, run: UUID, reason: str) -> UUID:
    """Take an import back as a whole, each fact on its own day; answers the run.

    Refuses `IMPORT_BUILT_UPON` while anybody's documents follow from it, `NOT_UNDOABLE` for a verb without a
    reverse, `WRONG_STATE` the second time, and whatever a reverse is refused for, such as a closed month.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    rows = await locking.lock_rows(act, tables.ImportRun, [run])
    if not rows:
        raise NotFound("ImportRun", run, field="run")
    state = IMPORT_RUN.after("undo", ImportState(rows[0]["state"]))
    refs = [dict(row) for row in await act.tx.rows(REFS, run)]
    made = {ref["record"]: ref["verb"] for ref in refs if ref["made"]}
    _require_undoable(run, refs, made)
    await _require_alone(act, run, [id for id, verb in made.items() if undoing()[verb] != STAYS])
    for ref in refs:
        how = undoing()[ref["verb"]].how if ref["made"] else None
        if how is not None:
            await how(act=act, id=ref["record"], reason=reason)
    await _let_go(act, refs, made)
    done = {"state": state.value, "undone_at": act.at, "undone_by": act.actor, "undo_reason": reason}
    await act.tx.update(tables.ImportRun, [{"id": run, **done}])
    return run


def _require_undoable(run: UUID, refs: list[dict[str, Any]], made: dict[UUID, str]) -> None:
    """What a row made has a reverse; what it did with a record goes with that record."""
    for ref in refs:
        if ref["made"] and ref["verb"] not in undoing():
            raise NotUndoable(run, ref["verb"])
        if not ref["made"] and (ref["record"] not in made or undoing()[made[ref["record"]]] == STAYS):
            raise NotUndoable(run, ref["verb"])


async def _require_alone(act: Act, run: UUID, records: list[UUID]) -> None:
    using = list(await documents_using(act.tx, records))
    found = await act.tx.rows(BUILT_UPON, run, using)
    if found:
        raise ImportBuiltUpon([row["number"] for row in found[:SHOWN]], len(found))


async def _let_go(act: Act, refs: list[dict[str, Any]], made: dict[UUID, str]) -> None:
    """Facts are free to come again as new ones; masters wait to come back into use."""
    waiting, free = [], []
    for ref in refs:
        undo = undoing()[made[ref["record"]]]
        if undo.again is not None:
            waiting.append(ref["id"])
        elif undo != STAYS:
            free.append(ref["id"])
    await act.tx.run("UPDATE sync.external_ref SET undone = true WHERE id = ANY($1::uuid[])", waiting)
    await act.tx.run("DELETE FROM sync.external_ref WHERE id = ANY($1::uuid[])", free)
