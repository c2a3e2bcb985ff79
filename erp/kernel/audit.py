"""The chain over the audit: seal what is final, check what was sealed, and keep its head elsewhere.

The rows are written by the database itself for every writer. Batches of them are sealed one upon the other,
so that a row that was changed, removed or slipped in later shows, and can be named. A chain alone does not
show that its end was cut off; therefore its head is written down outside the database, and the check
compares.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from erp.kernel.database import Database


@dataclass(frozen=True, slots=True)
class Head:
    """The last link at some moment, as it is written down outside."""

    sequence: int
    hash: str

    def line(self) -> str:
        return f"{self.sequence} {self.hash}"

    @classmethod
    def from_line(cls, line: str) -> "Head":
        """
        >>> Head.from_line("12 ab01").line()
        '12 ab01'
        """
        sequence, digest = line.split()
        return cls(int(sequence), digest)


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that is wrong: which link, which audit row, what happened to it."""

    problem: str
    link: int
    audit_id: int | None = None


async def seal(database: Database) -> int:
    """Seal everything that is final; answers how many rows were sealed."""
    total = 0
    while sealed := await database.read("SELECT kernel.seal_audit()"):
        total += sealed
    return total


async def head(database: Database) -> Head | None:
    """The last link."""
    rows = await database.rows(
        "SELECT sequence, encode(hash, 'hex') AS hash FROM kernel.audit_chain ORDER BY sequence DESC LIMIT 1"
    )
    return Head(rows[0]["sequence"], rows[0]["hash"]) if rows else None


async def verify(database: Database, anchors: Iterable[Head] = ()) -> Finding | None:
    """The first thing that was touched, or None when all is as it was sealed."""
    last = await head(database)
    links = last.sequence if last else 0
    for sequence in range(1, links + 1):
        found = await database.rows("SELECT problem, audit_id FROM kernel.check_link($1)", sequence)
        if found:
            return Finding(found[0]["problem"], sequence, found[0]["audit_id"])
    for anchor in anchors:
        kept = await database.read(
            "SELECT encode(hash, 'hex') FROM kernel.audit_chain WHERE sequence = $1", anchor.sequence
        )
        if kept is None:
            return Finding("END_CUT_OFF", anchor.sequence)
        if kept != anchor.hash:
            return Finding("CHAIN_REPLACED", anchor.sequence)
    return None


async def unsealed(database: Database) -> int:
    """How many rows no link covers yet."""
    return await database.read(
        "SELECT count(*) FROM kernel.audit WHERE tx >= "
        "coalesce((SELECT to_tx FROM kernel.audit_chain ORDER BY sequence DESC LIMIT 1), '0')"
    )


def anchors_in(path: Path) -> list[Head]:
    """The heads that were written down."""
    if not path.exists():
        return []
    return [Head.from_line(line) for line in path.read_text(encoding="ascii").splitlines() if line.strip()]


async def anchor(database: Database, path: Path) -> Head | None:
    """Write the head down outside the database, unless it is the last one written there already."""
    now = await head(database)
    known = anchors_in(path)
    if now is None or (known and known[-1] == now):
        return now
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(now.line() + "\n")
    return now
