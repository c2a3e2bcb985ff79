"""Tokens as they are kept: encrypted, a pair at a time, fetched anew by one holder of a lease.

A refresh token is good once: who uses an old one ends them all. So one worker fetches at a time, the new pair
is committed before it is used, and whoever waits reads what was written.
"""

from typing import Any
from uuid import UUID

from erp.kernel import secrets
from erp.kernel.database import Database
from erp.sync.granting.asking import Pair

ACCESS = "sync.connection_token.access_sealed"
REFRESH = "sync.connection_token.refresh_sealed"
LEASE_S = 60
READ = """
    SELECT *, expires_at > clock_timestamp() AS is_fresh,
           state = 'REFRESHING' AND refreshing_until > clock_timestamp() AS is_busy
    FROM sync.connection_token WHERE connection = $1
"""
BEGIN = """
    INSERT INTO sync.connection_token (company, connection, state, version, changed_at)
    VALUES ($1, $2, 'NEEDS_CONSENT', 0, clock_timestamp()) ON CONFLICT (connection) DO NOTHING
"""
LEASE = f"""
    UPDATE sync.connection_token SET state = 'REFRESHING', refresher = $3,
           refreshing_until = clock_timestamp() + interval '{LEASE_S} seconds', changed_at = clock_timestamp()
    WHERE connection = $1 AND version = $2
      AND (state <> 'REFRESHING' OR refreshing_until <= clock_timestamp())
    RETURNING *
"""
GIVEN = """
    UPDATE sync.connection_token SET state = 'GOOD', access_sealed = $3, refresh_sealed = $4, expires_at = $5,
           version = version + 1, refresher = NULL, refreshing_until = NULL, reason = NULL,
           changed_at = clock_timestamp()
    WHERE connection = $1 AND refresher = $2 RETURNING version
"""
# Without a word of what became of it the old pair stays, and the next try tells.
LET_GO = """
    UPDATE sync.connection_token
    SET state = CASE WHEN $3 OR access_sealed IS NULL THEN 'NEEDS_CONSENT' ELSE 'GOOD' END, reason = $4,
        refresher = NULL, refreshing_until = NULL, changed_at = clock_timestamp()
    WHERE connection = $1 AND refresher = $2
"""


class Kept:
    """The tokens of one connection in the database."""

    def __init__(self, database: Database, company: UUID, connection: UUID) -> None:
        self._database, self._company, self._connection = database, company, connection

    async def read(self) -> Any:
        """What is kept; nothing before the first time."""
        rows = await self._database.rows(READ, self._connection, company=self._company)
        return rows[0] if rows else None

    async def begin(self) -> None:
        await self._database.run(BEGIN, self._company, self._connection, company=self._company)

    async def lease(self, version: int, holder: UUID) -> Any:
        """Ours to fetch a newer pair than that version; nothing where another does it or has done it."""
        rows = await self._database.rows(LEASE, self._connection, version, holder, company=self._company)
        return rows[0] if rows else None

    async def given(self, row: Any, holder: UUID, pair: Pair) -> bool:
        """Write the new pair down; it is used only when this has answered yes."""
        refresh = pair.refresh or (self.refresh_of(row) if row["refresh_sealed"] else None)
        sealed = secrets.encrypt(pair.access, place=secrets.place(ACCESS, row["id"]))
        kept = secrets.encrypt(refresh, place=secrets.place(REFRESH, row["id"])) if refresh else None
        told = (self._connection, holder, sealed, kept, pair.expires_at)
        return bool(await self._database.rows(GIVEN, *told, company=self._company))

    async def let_go(self, holder: UUID, *, is_over: bool, reason: str) -> None:
        await self._database.run(LET_GO, self._connection, holder, is_over, reason, company=self._company)

    @staticmethod
    def access_of(row: Any) -> str:
        return secrets.decrypt(row["access_sealed"], place=secrets.place(ACCESS, row["id"]))

    @staticmethod
    def refresh_of(row: Any) -> str:
        return secrets.decrypt(row["refresh_sealed"], place=secrets.place(REFRESH, row["id"]))
