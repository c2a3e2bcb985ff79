"""What evidence does in the background: bundles, checks of every content, and removals after their time.

Long work is a row that says how far it is. Who does it tells now and then that he lives; work whose doer died
is begun anew by the next.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from erp.kernel import audit, files
from erp.kernel.asking import Act
from erp.kernel.contents import store
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.filing import DocumentFiled
from erp.kernel.integrity import count_contents, verify_contents
from erp.kernel.jobs import Job
from erp.kernel.media import ZIP
from erp.settings import load
from modules.evidence import tables
from modules.evidence.actions.verify_evidence import verify_evidence
from modules.evidence.bundling import make_bundle
from modules.evidence.reactions import keep_filed_document
from modules.evidence.states import (
    EvidenceChannel,
    EvidenceDirection,
    EvidenceKind,
    IndexEncoding,
    WorkState,
)

log = logging.getLogger("erp.evidence")
READ_BUNDLE = "evidence.read_evidence_bundle"

# Waiting, or taken by somebody who has not been heard of for two minutes.
TAKE = """
    UPDATE evidence.{table} SET state = 'RUNNING', done = 0, beat_at = clock_timestamp()
    WHERE id = (SELECT w.id FROM evidence.{table} w
                WHERE w.company = $1 AND (w.state = 'WAITING' OR (w.state = 'RUNNING'
                      AND w.beat_at < clock_timestamp() - interval '2 minutes'))
                ORDER BY w.requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING *
"""
BEAT = """
    UPDATE evidence.{table} SET done = least($2, total), beat_at = clock_timestamp()
    WHERE id = $1 AND state = 'RUNNING'
"""
REMOVED = """
    SELECT DISTINCT f.sha256 FROM kernel.file_removal r JOIN kernel.stored_file f ON f.id = r.file
"""
# What somebody has uploaded and not kept for a day does not hold a content back.
UPLOADS_WAIT = "1 day"
HELD = """
    SELECT EXISTS (SELECT FROM kernel.stored_file f
                   WHERE f.sha256 = $1
                     AND (f.permission IS NOT NULL OR f.stored_at > now() - $2::text::interval)
                     AND NOT EXISTS (SELECT FROM kernel.file_removal r WHERE r.file = f.id))
"""
Worker = Callable[[Database, UUID, Any], Awaitable[None]]


async def companies(database: Database) -> list[UUID]:
    return [row["id"] for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id")]


async def make_bundles(database: Database) -> int:
    """Make every bundle that was asked for; answers how many."""
    return await _work(database, "evidence_bundle", _bundle)


async def run_checks(database: Database) -> int:
    """Do every check that was asked for; answers how many."""
    return await _work(database, "integrity_check", _check)


async def ask_for_checks(database: Database) -> None:
    """Once a day somebody looks, also when nobody asks."""
    for company in await companies(database):
        asking = await service_asking(database, company)
        async with database.transaction(asking=asking, verb="verify_evidence") as tx:
            await verify_evidence(act=Act(tx=tx, asking=asking, verb="verify_evidence"))


async def _work(database: Database, table: str, do: Worker) -> int:
    done = 0
    for company in await companies(database):
        while (row := await _taken(database, table, company)) is not None:
            try:
                await do(database, company, row)
            except Exception as error:  # one that fails must not hold the others back
                log.exception("%s %s failed", table, row["id"])
                values = {"state": WorkState.FAILED.value}
                if table == "evidence_bundle":
                    values["problem"] = type(error).__name__
                await _ended(database, company, table, row["id"], values)
            done += 1
    return done


async def _taken(database: Database, table: str, company: UUID) -> Any:
    asking = await service_asking(database, company)
    async with database.transaction(asking=asking, verb=f"take_{table}") as tx:
        return await tx.row(TAKE.format(table=table), company)


def _beating(database: Database, table: str, company: UUID, id: UUID) -> Callable[[int], Awaitable[None]]:
    async def beat(done: int) -> None:
        await database.run(BEAT.format(table=table), id, done, company=company)

    return beat


async def _ended(database: Database, company: UUID, table: str, id: UUID, values: dict[str, Any]) -> None:
    asking = await service_asking(database, company)
    kind = tables.EvidenceBundle if table == "evidence_bundle" else tables.IntegrityCheck
    async with database.transaction(asking=asking, verb=f"end_{table}") as tx:
        await tx.update(kind, [{"id": id, "finished_at": tx.at, **values}])


async def _bundle(database: Database, company: UUID, row: Any) -> None:
    beat = _beating(database, "evidence_bundle", company, row["id"])
    made = await make_bundle(database, company, row["conditions"], IndexEncoding(row["encoding"]), beat)
    try:
        size = made.incoming.size
        sha256 = await store().take(made.incoming)
    finally:
        made.incoming.drop()
    asking = await service_asking(database, company)
    async with database.transaction(asking=asking, verb="end_evidence_bundle") as tx:
        act = Act(tx=tx, asking=asking, verb="end_evidence_bundle")
        name = f"evidence-{asking.today.isoformat()}-{str(row['id'])[-6:]}.zip"
        file = await files.keep_taken(act, sha256, size, name=name, media_type=ZIP, permission=READ_BUNDLE)
        ended = {"id": row["id"], "state": WorkState.DONE.value, "done": row["total"], "file": file}
        ended |= {"unwritable": "\n".join(made.unwritable) or None, "finished_at": tx.at}
        ended |= {"problem": " ".join(made.unsound[:20]) or None}
        await tx.update(tables.EvidenceBundle, [ended])


async def _check(database: Database, company: UUID, row: Any) -> None:
    total = await count_contents(database, company)
    await database.run(
        "UPDATE evidence.integrity_check SET total = $2 WHERE id = $1", row["id"], total, company=company
    )
    beat = _beating(database, "integrity_check", company, row["id"])
    seen, bad = await verify_contents(database, company, beat)
    found = await audit.verify(database, audit.anchors_in(load().data_dir / "audit" / "anchors"))
    head = await audit.head(database)
    told = None
    if found is not None:
        told = f"{found.problem} {found.audit_id or ''}".strip()
    ended = {"state": WorkState.DONE.value, "done": seen, "chain_problem": told}
    ended |= {"chain_links": head.sequence if head else 0, "file_problem": bad.problem if bad else None}
    ended |= {"problem_file": bad.file if bad else None, "total": max(total, seen)}
    await _ended(database, company, "integrity_check", row["id"], ended)


async def remove_contents(database: Database) -> int:
    """Remove the contents whose every file was told to be removed; answers how many were looked at."""
    known = await companies(database)
    gone = {row["sha256"] for company in known for row in await database.rows(REMOVED, company=company)}
    for sha256 in sorted(gone):
        held = [await database.read(HELD, sha256, UPLOADS_WAIT, company=company) for company in known]
        if not any(held):
            await store().remove(sha256)
    return len(gone)


# What we sent is evidence as well: each invoice's frozen paper that is none yet.
RENDERED = """
    SELECT r.id, r.file, i.id AS invoice, i.number, i.kind, i.issued_on, i.total, i.currency, i.customer
    FROM accounting.invoice_rendering r JOIN accounting.invoice i ON i.id = r.invoice
    WHERE r.company = $1 AND NOT EXISTS (
        SELECT FROM evidence.evidence e WHERE e.company = r.company AND e.origin = 'file:' || r.file)
    ORDER BY r.rendered_at, r.id LIMIT 200
"""


async def take_renderings(database: Database) -> int:
    """Take the papers of issued invoices and credit notes into evidence; answers how many."""
    taken = 0
    for company in await companies(database):
        asking = await service_asking(database, company)
        for row in await database.rows(RENDERED, company, company=company):
            async with database.transaction(asking=asking, verb="keep_filed_document") as tx:
                act = Act(tx=tx, asking=asking, verb="keep_filed_document")
                await keep_filed_document(act=act, event=_sent(row, asking.actor))
            taken += 1
    return taken


def _sent(row: Any, by: UUID) -> DocumentFiled:
    invoice = row["kind"] == "INVOICE"
    return DocumentFiled(
        file=row["file"],
        document=row["invoice"],
        paper=EvidenceKind.ISSUED_INVOICE if invoice else EvidenceKind.ISSUED_OTHER,
        direction=EvidenceDirection.ISSUED,
        channel=EvidenceChannel.SYSTEM,
        on=row["issued_on"],
        by=by,
        amount=row["total"],
        currency=row["currency"],
        party=row["customer"],
        document_number=row["number"],
    )


JOBS = (
    Job("take_renderings", 30, take_renderings),
    Job("make_bundles", 10, make_bundles, takes_long=True),
    Job("run_checks", 10, run_checks, takes_long=True),
    Job("ask_for_checks", 86_400, ask_for_checks),
    Job("remove_contents", 3_600, remove_contents),
)
