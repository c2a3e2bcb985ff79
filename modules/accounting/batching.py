"""Putting many renderings into one file, a bit at a time: a worker that dies is followed by the next.

What is done is in the database: renderings that are missing are made and kept one bundle after the other, and
the files (an archive, and all pages as one PDF), which only copy them, are written last and piece by piece.
Which papers these are is said once (`Papers`), so that others can have theirs put together too.
"""

import asyncio
import contextlib
import time
import zipfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from erp import printing
from erp.access import service_asking
from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.contents import Incoming, store
from erp.kernel.database import Database

AT_ONCE = 20
HELD_S = 30
PATIENCE_S = 20
MOMENT_S = 0.5
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Papers:
    """Where batches of one sort of paper are kept, and how a bundle of its missing renderings is made.

    `missing` answers the documents of batch $1 that can still be printed, at most $2; `make` prints those of
    a company, and answers how many it could.
    """

    batch: str
    item: str
    rendering: str
    document: str
    missing: str
    make: Callable[[Database, UUID, list[UUID]], Awaitable[int]]
    name: str
    verb: str
    permission: str

    def sql(self, text: str) -> str:
        """A statement about these tables."""
        return text.format(batch=self.batch, item=self.item, rendering=self.rendering, document=self.document)


_TAKE = """
UPDATE {batch} SET held_until = clock_timestamp() + make_interval(secs => $2), holder = $3
 WHERE id = (SELECT b.id FROM {batch} b
              WHERE b.company = $1 AND b.finished_at IS NULL
                AND (b.held_until IS NULL OR b.held_until < clock_timestamp() OR b.holder = $3)
              ORDER BY b.requested_at LIMIT 1)
   AND finished_at IS NULL AND (held_until IS NULL OR held_until < clock_timestamp() OR holder = $3)
RETURNING id, requested_by
"""
# How far it is, and the lease goes on; nobody's any more if somebody else took it over.
_COUNT = """
UPDATE {batch} b
   SET held_until = clock_timestamp() + make_interval(secs => $3),
       done = (SELECT count(*) FROM {item} t
                 JOIN {rendering} r ON r.{document} = t.{document} WHERE t.batch = b.id)
 WHERE b.id = $1 AND b.holder = $2 AND b.finished_at IS NULL RETURNING b.done, b.total
"""
_FILES = """
SELECT r.file, f.name FROM {item} t
  JOIN {rendering} r ON r.{document} = t.{document}
  JOIN kernel.stored_file f ON f.id = r.file WHERE t.batch = $1 ORDER BY t.place
"""
_LET_GO = "UPDATE {batch} SET held_until = NULL WHERE id = $1 AND holder = $2"
_END = """
UPDATE {batch}
   SET file = $3, merged = $4, finished_at = clock_timestamp(), held_until = NULL,
       failure = CASE WHEN done < total THEN 'NOT_ALL_PRINTED' END
 WHERE id = $1 AND holder = $2 AND finished_at IS NULL RETURNING id
"""


async def work_on(database: Database, papers: Papers) -> int:
    """Go on with batches that wait, for a while; answers how many were finished."""
    holder, until, finished = uuid4(), time.monotonic() + PATIENCE_S, 0
    for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        company = row["id"]
        while time.monotonic() < until:
            taken = await database.rows(papers.sql(_TAKE), company, HELD_S, holder, company=company)
            if not taken:
                break
            finished += await _work(database, papers, company, taken[0]["id"], holder, until)
    return finished


async def _work(
    database: Database, papers: Papers, company: UUID, batch: UUID, holder: UUID, until: float
) -> bool:
    while True:
        missing = await database.rows(papers.missing, batch, AT_ONCE, company=company)
        wanted = [row["document"] for row in missing]
        made = await papers.make(database, company, wanted) if wanted else 0
        if not await database.rows(papers.sql(_COUNT), batch, holder, HELD_S, company=company):
            return False
        if not wanted:
            return await _finish(database, papers, company, batch, holder)
        if time.monotonic() > until:
            await database.run(papers.sql(_LET_GO), batch, holder, company=company)
            return False
        if not made:  # somebody else is at them
            await asyncio.sleep(MOMENT_S)


class _Piecewise:
    """What a file is written to: it goes on to the store and is nowhere whole."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming, self.size = incoming, 0

    def write(self, piece: bytes) -> int:
        self.incoming.write(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


@contextlib.contextmanager
def _dropped_if_not_whole(*incoming: Incoming) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for each in incoming:
            each.drop()
        raise


async def _finish(database: Database, papers: Papers, company: UUID, batch: UUID, holder: UUID) -> bool:
    """The files of all that could be printed; the count tells of what could not."""
    asking = await service_asking(database, company, "worker")
    found = await database.rows(papers.sql(_FILES), batch, company=company)

    async def still_ours() -> None:
        await database.rows(papers.sql(_COUNT), batch, holder, HELD_S, company=company)

    kept: tuple[files.Stored, ...] = ()
    if found:
        archive, merged = store().incoming(), store().incoming()
        with _dropped_if_not_whole(archive, merged):
            await _write(database, company, found, archive, merged, still_ours)
        kept = (
            await files.received(database, asking, archive, f"{papers.name}-{batch}.zip"),
            await files.received(database, asking, merged, f"{papers.name}-{batch}.pdf"),
        )
    async with database.transaction(asking=asking, verb=papers.verb) as tx:
        act = Act(tx=tx, asking=asking, verb=papers.verb)
        ids: list[UUID | None] = [
            await files.keep_as(act, each, permission=papers.permission) for each in kept
        ] or [None, None]
        ended = await tx.rows(papers.sql(_END), batch, holder, *ids)
    return bool(ended)


async def _write(
    database: Database,
    company: UUID,
    found: Sequence[Mapping[str, Any]],
    archive: Incoming,
    merged: Incoming,
    still_ours: Callable[[], Awaitable[None]],
) -> None:
    pieces: Any = _Piecewise(archive)
    joined = printing.Joined(merged)
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as opened:
        for at, row in enumerate(found):
            content = await files.content_of(database, row["file"], company=company)
            # The same archive each time: no clock in it.
            opened.writestr(zipfile.ZipInfo(row["name"], date_time=(1980, 1, 1, 0, 0, 0)), content)
            joined.add(content)
            if at % 100 == 99:
                await still_ours()
    joined.finish()
