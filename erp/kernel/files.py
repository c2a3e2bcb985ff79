"""Files that people bring and files that the house makes: a row each, its content in the store.

The content is there before its row is written, so a row never names a content that is not. An action asks for
a file by its type and gets the content with it; it was read before the transaction began:

    async def import_bank_statement(*, act: Act, file: Attached, …) -> UUID: ...

What somebody uploaded is his alone until an action keeps it under a permission, by `keep_as` or `keep`.
"""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel import media
from erp.kernel.asking import Act, Asking
from erp.kernel.contents import ContentLost, Incoming, store
from erp.kernel.database import Database
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.pdf import is_whole_pdf
from erp.kernel.tables import StoredFile
from erp.kernel.transaction import Transaction

MEGABYTE = 1_000_000
MOST_READ_MB = 20


class FileTooLarge(Refused):
    """More than an action reads at once."""

    def __init__(self, name: str, limit_mb: int, *, field: str | None = None) -> None:
        super().__init__(field=field, name=name, limit_mb=limit_mb)


class UploadTooLarge(Refused):
    """More than is taken in at all; nothing of it was kept."""

    def __init__(self, limit_mb: int, *, field: str | None = None) -> None:
        super().__init__(field=field, limit_mb=limit_mb)


class EmptyFile(Refused):
    """A file without a single byte."""

    def __init__(self, name: str, *, field: str | None = None) -> None:
        super().__init__(field=field, name=name)


class BrokenPdf(Refused):
    """A PDF without an end, a table of its objects or a page: no reader could open it."""

    def __init__(self, name: str, *, field: str | None = None) -> None:
        super().__init__(field=field, name=name)


class FileRemoved(Refused):
    """The content was removed after its retention ended; what it was is still known."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An uploaded file whose content the action does not read itself."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Attached:
    """An uploaded file with its content."""

    id: UUID
    name: str
    media_type: str
    size: int
    content: bytes = dataclasses.field(repr=False)
    sha256: str = ""


READ = """
    SELECT f.id, f.name, f.media_type, f.size, f.sha256, f.permission, f.stored_by,
           EXISTS (SELECT FROM kernel.file_removal r WHERE r.file = f.id) AS removed
    FROM kernel.stored_file f
    WHERE f.id = $1 AND (f.permission IS NULL OR kernel.may_see('file:' || f.permission, f.id, $2))
"""
_HELD = """
    SELECT id FROM kernel.stored_file
    WHERE stored_by = $1 AND sha256 = $2 AND name = $3 AND permission IS NULL
      AND stored_at > now() - interval '12 hours'
    ORDER BY id LIMIT 1
"""


def open_to(row: Any, asking: Asking) -> bool:
    if row["permission"] is None:
        return bool(row["stored_by"] == asking.actor)
    return row["permission"] in asking.permissions


async def described(database: Database, id: UUID, asking: Asking) -> Stored:
    """A file as far as the asker may have it; not found in any other case but a missing permission."""
    rows = await database.rows(READ, id, asking.actor, company=asking.company)
    if not rows or (rows[0]["permission"] is None and not open_to(rows[0], asking)):
        raise NotFound("stored_file", id)
    if rows[0]["permission"]:
        asking.need(rows[0]["permission"])
    if rows[0]["removed"]:
        raise FileRemoved()
    return stored(rows[0])


def stored(row: Any) -> Stored:
    return Stored(row["id"], row["name"], row["media_type"], row["size"], row["sha256"])


# -- what comes in ------------------------------------------------------------------------------------------
async def received(
    database: Database, asking: Asking, incoming: Incoming, name: str, *, field: str | None = None
) -> Stored:
    """A file that was uploaded whole; the same one from the same person again is the one that is there."""
    name = media.cleaned(name)
    try:
        if not incoming.size:
            raise EmptyFile(name, field=field)
        kind = media.checked(incoming.head, name, field)
        if kind == media.PDF and not await asyncio.to_thread(_is_whole, incoming):
            raise BrokenPdf(name, field=field)
        size = incoming.size
        sha256 = await store().take(incoming)
    finally:
        incoming.drop()
    held = await database.read(_HELD, asking.actor, sha256, name, company=asking.company)
    if held is not None:
        return Stored(held, name, kind, size, sha256)
    async with database.transaction(asking=asking, verb="upload_file") as tx:
        id = await _insert(tx, asking.actor, sha256, size, kind, name, None)
    return Stored(id, name, kind, size, sha256)


def _is_whole(incoming: Incoming) -> bool:
    incoming.flush()
    return is_whole_pdf(incoming.path)


# -- what an action keeps -----------------------------------------------------------------------------------
async def keep(act: Act, content: bytes, *, name: str, media_type: str, permission: str) -> UUID:
    """Keep what an action or a job has made; `permission` is the right to fetch it. Answers the file's id."""
    incoming = _written(content)
    if store().is_remote:
        # No network inside a transaction: the content waits in the database until a job hands it on.
        try:
            sha256 = incoming.whole()
            await act.tx.run(
                "INSERT INTO kernel.waiting_content (sha256, content) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                sha256,
                content,
            )
        finally:
            incoming.drop()
    else:
        sha256 = await store().take(incoming)
    name = media.cleaned(name)
    return await _insert(act.tx, act.actor, sha256, len(content), media_type, name, permission)


async def keep_as(act: Act, file: Stored | Attached, *, permission: str, name: str | None = None) -> UUID:
    """Keep a file that was uploaded, so that whoever has the permission may fetch it; answers its new id."""
    kept = media.cleaned(name or file.name)
    return await _insert(act.tx, act.actor, file.sha256, file.size, file.media_type, kept, permission)


async def keep_taken(
    act: Act, sha256: str, size: int, *, name: str, media_type: str, permission: str
) -> UUID:
    """The row of a content that a job has brought to the store by itself, before this transaction."""
    return await _insert(act.tx, act.actor, sha256, size, media_type, media.cleaned(name), permission)


async def tell_removed(act: Act, file: UUID, reason: str) -> None:
    """The content of a file may go; a job removes it once nobody else's file has the same."""
    await act.tx.run(
        "INSERT INTO kernel.file_removal (id, company, file, reason, removed_by) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (file) DO NOTHING",
        new_id(),
        act.company,
        file,
        reason,
        act.actor,
    )


def _written(content: bytes) -> Incoming:
    incoming = store().incoming()
    incoming.write(content)
    return incoming


async def _insert(
    tx: Transaction, by: UUID, sha256: str, size: int, kind: str, name: str, permission: str | None
) -> UUID:
    id = new_id()
    row = {"id": id, "company": tx.company, "sha256": sha256, "size": size, "media_type": kind, "name": name}
    await tx.insert(StoredFile, [row | {"permission": permission, "stored_by": by}])
    return id


# -- what is read again -------------------------------------------------------------------------------------
async def content_of(source: Transaction | Database, id: UUID, *, company: UUID | None = None) -> bytes:
    """The content of a file, for jobs; a `Database` is told the company whose file it is."""
    if isinstance(source, Transaction):
        sha256 = await source.value("SELECT sha256 FROM kernel.stored_file WHERE id = $1", id)
    else:
        sha256 = await source.read("SELECT sha256 FROM kernel.stored_file WHERE id = $1", id, company=company)
    if sha256 is None:
        raise NotFound("stored_file", id)
    return await content(source, sha256)


async def content(source: Transaction | Database, sha256: str) -> bytes:
    try:
        return await store().read(sha256)
    except ContentLost:
        waiting = "SELECT content FROM kernel.waiting_content WHERE sha256 = $1"
        read = source.value if isinstance(source, Transaction) else source.read
        found = await read(waiting, sha256)
        if found is None:
            raise
        return bytes(found)


async def pieces_of(database: Database, sha256: str) -> AsyncIterator[bytes]:
    """A content bit by bit, however large it is."""
    try:
        async for piece in store().pieces(sha256):
            yield piece
    except ContentLost:
        yield await content(database, sha256)


async def hand_on(database: Database) -> int:
    """Bring contents that wait in the database to the store; answers how many."""
    done = 0
    while row := await database.rows("SELECT sha256, content FROM kernel.waiting_content LIMIT 1"):
        await store().take(_written(bytes(row[0]["content"])))
        await database.run("DELETE FROM kernel.waiting_content WHERE sha256 = $1", row[0]["sha256"])
        done += 1
    return done


__all__ = [
    "Attached",
    "EmptyFile",
    "FileRemoved",
    "FileTooLarge",
    "Stored",
    "UploadTooLarge",
    "content_of",
    "described",
    "hand_on",
    "keep",
    "keep_as",
    "keep_taken",
    "pieces_of",
    "received",
    "tell_removed",
]
