"""Merging leaves every record where it is: the losing party points at the one that counts (see decisions).

`merged_into` always names a party that is not merged itself, so reading needs one look and no recursion. The
log keeps who was merged into whom, from which the pointers are made again when a merge is undone.
"""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from erp.masterdata.tables import Party

_FOLLOWERS = """
WITH RECURSIVE follower AS (
    SELECT $1::uuid AS id
    UNION
    SELECT m.duplicate FROM masterdata.party_merge m
      JOIN follower f ON m.survivor = f.id WHERE m.undone_at IS NULL
)
SELECT id FROM follower WHERE id <> $1 ORDER BY id
"""


async def followers_of(act: Act, party: UUID) -> list[UUID]:
    """Those that were merged into the party, directly or through another one."""
    return [row["id"] for row in await act.tx.rows(_FOLLOWERS, party)]


async def hold(act: Act, duplicate: UUID, survivor: UUID) -> dict[UUID, dict[str, Any]]:
    """Both parties and the followers of the duplicate, locked in the order of their keys."""
    wanted = [duplicate, survivor, *await followers_of(act, duplicate)]
    rows = {row["id"]: dict(row) for row in await lock_rows(act, Party, wanted)}
    for field, id in (("duplicate", duplicate), ("survivor", survivor)):
        if id not in rows:
            raise NotFound("Party", id, field=field)
    return rows


async def follow(act: Act, followers: list[UUID], party: UUID) -> None:
    """Let the followers count as this party."""
    await act.tx.run(
        "UPDATE masterdata.party SET merged_into = $2, is_active = false, version = version + 1"
        " WHERE id = ANY($1::uuid[])",
        followers,
        party,
    )
