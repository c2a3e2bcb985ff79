"""A yes counts for what was asked about: what has changed since has to be asked for again."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from erp.approval.approvables import facts_of
from erp.approval.events import CaseVoided
from erp.approval.states import CASE, CaseState
from erp.approval.tables import ApprovalCase
from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from erp.kernel.outbox import record

VOID = "UPDATE approval.approval_case SET state = 'VOIDED', decided_at = $2 WHERE id = $1"
STANDING = """
    SELECT id, fingerprint FROM approval.approval_case
    WHERE company = $1 AND kind = $2 AND document = $3 AND state IN ('PENDING', 'APPROVED')
    ORDER BY submitted_at DESC, id DESC LIMIT 1
"""
PENDING = """
    SELECT id, kind, document, fingerprint FROM approval.approval_case
    WHERE company = $1 AND state = 'PENDING' ORDER BY id
"""
CLOSE = """
    UPDATE approval.case_task SET state = 'CLOSED'
    WHERE approval_case = ANY($1::uuid[]) AND state IN ('OPEN', 'WAITING')
"""


async def void_stale(act: Act, case: UUID) -> None:
    """Void a case whose document says something else now; whoever was asked is asked no more."""
    (row,) = await lock_rows(act, ApprovalCase, [case])
    CASE.after("void_case", CaseState(row["state"]))
    await act.tx.run(VOID, case, act.at)
    await act.tx.run(CLOSE, [case])
    told = CaseVoided(document_kind=row["kind"], document=row["document"], case=case)
    await record(act, told, subject=row["document"])


async def changed(act: Act, kind: str, document: UUID) -> None:
    """Say that a document may have changed: a case that no longer fits is void at once."""
    row = await act.tx.row(STANDING, act.company, kind, document)
    if row is not None:
        facts = await facts_of(act.tx, kind, [document])
        if document not in facts or facts[document].fingerprint != row["fingerprint"]:
            await void_stale(act, row["id"])


async def void_all_stale(act: Act) -> int:
    """Void every case that waits although its document says something else by now; answers how many."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in await act.tx.rows(PENDING, act.company):
        by_kind[row["kind"]].append(row)
    done = 0
    for kind, rows in by_kind.items():
        facts = await facts_of(act.tx, kind, [row["document"] for row in rows])
        for row in rows:
            now = facts.get(row["document"])
            if now is None or now.fingerprint != row["fingerprint"]:
                await void_stale(act, row["id"])
                done += 1
    return done
