"""Putting many renderings into one archive, a bit at a time: a worker that dies is followed by the next.

What is done is in the database: renderings that are missing are made and kept one bundle after the other, and
the archive, which only copies them, is written last and piece by piece.
"""

import logging
import time
import zipfile
from typing import Any
from uuid import UUID, uuid4

from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.contents import Incoming, store
from erp.kernel.database import Database
from modules.accounting.rendering import AT_ONCE, MOST_TRIES, READ, render_due

log = logging.getLogger("erp.batching")

HELD_S = 60
PATIENCE_S = 20

_TAKE = """
UPDATE accounting.print_batch SET held_until = clock_timestamp() + make_interval(secs => $2), holder = $3
 WHERE id = (SELECT b.id FROM accounting.print_batch b
              WHERE b.company = $1 AND b.finished_at IS NULL
                AND (b.held_until IS NULL OR b.held_until < clock_timestamp() OR b.holder = $3)
              ORDER BY b.requested_at LIMIT 1)
   AND finished_at IS NULL AND (held_until IS NULL OR held_until < clock_timestamp() OR holder = $3)
RETURNING id, requested_by
"""
# How far it is, and the lease goes on; nobody's any more if somebody else took it over.
_COUNT = """
UPDATE accounting.print_batch b
   SET held_until = clock_timestamp() + make_interval(secs => $3),
       done = (SELECT count(*) FROM accounting.print_batch_item t
                 JOIN accounting.invoice_rendering r ON r.invoice = t.invoice WHERE t.batch = b.id)
 WHERE b.id = $1 AND b.holder = $2 AND b.finished_at IS NULL RETURNING b.done, b.total
"""
_MISSING = """
SELECT t.invoice, q.attempts FROM accounting.print_batch_item t
  LEFT JOIN accounting.invoice_rendering r ON r.invoice = t.invoice
  LEFT JOIN accounting.rendering_request q ON q.invoice = t.invoice
 WHERE t.batch = $1 AND r.id IS NULL AND coalesce(q.attempts, 0) < $2 ORDER BY t.place LIMIT $3
"""
_ASK = """
INSERT INTO accounting.rendering_request (company, invoice, attempts)
SELECT $1, each, 0 FROM unnest($2::uuid[]) AS each ON CONFLICT (invoice) DO NOTHING
"""
_FILES = """
SELECT r.file, f.name FROM accounting.print_batch_item t
  JOIN accounting.invoice_rendering r ON r.invoice = t.invoice
  JOIN kernel.stored_file f ON f.id = r.file WHERE t.batch = $1 ORDER BY t.place
"""


async def work_on_batches(database: Database) -> int:
    """Go on with batches that wait, for a while; answers how many were finished."""
    holder, until, finished = uuid4(), time.monotonic() + PATIENCE_S, 0
    for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        company = row["id"]
        while time.monotonic() < until:
            taken = await database.rows(_TAKE, company, HELD_S, holder, company=company)
            if not taken:
                break
            finished += await _work(database, company, taken[0]["id"], holder, until)
    return finished


async def _work(database: Database, company: UUID, batch: UUID, holder: UUID, until: float) -> bool:
    while True:
        missing = await database.rows(_MISSING, batch, MOST_TRIES, AT_ONCE, company=company)
        wanted = [row["invoice"] for row in missing]
        if wanted:
            await database.run(_ASK, company, wanted, company=company)
            await render_due(database, wanted=wanted, company=company)
        if not await database.rows(_COUNT, batch, holder, HELD_S, company=company):
            return False
        if not wanted:
            return await _finish(database, company, batch, holder)
        if time.monotonic() > until:
            await database.run(
                "UPDATE accounting.print_batch SET held_until = NULL WHERE id = $1 AND holder = $2",
                batch,
                holder,
                company=company,
            )
            return False


class _Piecewise:
    """What an archive is written to: it goes on to the store and is nowhere whole."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming, self.size = incoming, 0

    def write(self, piece: bytes) -> int:
        self.incoming.write(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


async def _finish(database: Database, company: UUID, batch: UUID, holder: UUID) -> bool:
    """The archive of all that could be printed; the count tells of what could not."""
    asking = await service_asking(database, company, "worker")
    found = await database.rows(_FILES, batch, company=company)
    stored = None
    if found:
        incoming = store().incoming()
        pieces: Any = _Piecewise(incoming)
        with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:
            for at, row in enumerate(found):
                content = await files.content_of(database, row["file"], company=company)
                # The same archive each time: no clock in it.
                archive.writestr(zipfile.ZipInfo(row["name"], date_time=(1980, 1, 1, 0, 0, 0)), content)
                if at % 100 == 99:
                    await database.rows(_COUNT, batch, holder, HELD_S, company=company)
        stored = await files.received(database, asking, incoming, f"invoices-{batch}.zip")
    async with database.transaction(asking=asking, verb="print_invoices") as tx:
        act = Act(tx=tx, asking=asking, verb="print_invoices")
        file = await files.keep_as(act, stored, permission=READ) if stored else None
        ended = await tx.rows(
            """UPDATE accounting.print_batch
                  SET file = $3, finished_at = clock_timestamp(), held_until = NULL,
                      failure = CASE WHEN done < total THEN 'NOT_ALL_PRINTED' END
                WHERE id = $1 AND holder = $2 AND finished_at IS NULL RETURNING id""",
            batch,
            holder,
            file,
        )
    return bool(ended)
