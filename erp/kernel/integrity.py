"""Whether every content is there and is what it was when it was kept: read again and hashed again."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from erp.kernel.contents import ContentLost
from erp.kernel.database import Database
from erp.kernel.files import pieces_of

MISSING, CHANGED = "MISSING", "CHANGED"
AT_ONCE = 200

# Contents, each once; those that were removed after their time are not looked for.
_NEXT = """
    SELECT DISTINCT ON (f.sha256) f.sha256, f.id, f.name
    FROM kernel.stored_file f
    WHERE f.sha256 > $1 AND NOT EXISTS (SELECT FROM kernel.file_removal r WHERE r.file = f.id)
    ORDER BY f.sha256, f.id LIMIT $2
"""
_COUNT = """
    SELECT count(DISTINCT f.sha256) FROM kernel.stored_file f
    WHERE NOT EXISTS (SELECT FROM kernel.file_removal r WHERE r.file = f.id)
"""

Progress = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class BadContent:
    """The first file whose content is not what it was."""

    problem: str
    file: UUID
    name: str


async def hash_of(database: Database, sha256: str) -> str:
    """The hash of what lies under a hash, read bit by bit."""
    digest = hashlib.sha256()
    async for piece in pieces_of(database, sha256):
        digest.update(piece)
    return digest.hexdigest()


async def count_contents(database: Database, company: UUID) -> int:
    """How many contents a company's files have."""
    return int(await database.read(_COUNT, company=company))


async def verify_contents(
    database: Database, company: UUID, progress: Progress | None = None
) -> tuple[int, BadContent | None]:
    """How many contents were looked at, and the first that is missing or was changed."""
    seen, last = 0, ""
    while rows := await database.rows(_NEXT, last, AT_ONCE, company=company):
        for row in rows:
            try:
                sound = await hash_of(database, row["sha256"]) == row["sha256"]
            except ContentLost:
                return seen, BadContent(MISSING, row["id"], row["name"])
            if not sound:
                return seen, BadContent(CHANGED, row["id"], row["name"])
            seen += 1
        last = rows[-1]["sha256"]
        if progress is not None:
            await progress(seen)
    return seen, None
