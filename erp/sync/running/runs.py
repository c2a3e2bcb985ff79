"""A run in hand: claimed under a lease, kept alive by a heartbeat, told on, ended once.

Whoever lost the lease changes nothing any more: each write says whose it is. A run that a dead worker left is
taken over when its lease is over.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.database import Database
from erp.kernel.errors import Busy, Unavailable
from erp.kernel.keys import new_id
from erp.sync.states import RunKind, RunState

log = logging.getLogger("erp.sync")
LEASE_S, BEAT_S, MOST_TRIES = 30, 8, 10
SILENCE = "実行中のプログラムが繰り返し停止しました。"
CLAIM = f"""
    UPDATE sync.sync_run r
    SET state = 'RUNNING', holder = $1, lease_until = clock_timestamp() + interval '{LEASE_S} seconds',
        started_at = coalesce(started_at, clock_timestamp()), attempts = attempts + 1, step = step + 1
    WHERE r.id = (
        SELECT x.id FROM sync.sync_run x JOIN sync.connection c ON c.id = x.connection
        WHERE x.company = $2
          AND (x.state = 'WAITING' OR x.state = 'RUNNING' AND x.lease_until < clock_timestamp())
          AND (c.state = 'ACTIVE' OR x.kind = 'CHECK' AND c.state <> 'CLOSED')
        ORDER BY x.kind = 'WORK' DESC, x.asked_at, x.id LIMIT 1 FOR UPDATE OF x SKIP LOCKED)
    RETURNING r.id, r.connection, r.kind, r.attempts
"""
BEGIN = f"""
    INSERT INTO sync.sync_run (company, connection, kind, state, asked_by, asked_at, started_at, holder,
                               lease_until, attempts, done, failed, step)
    VALUES ($1, $2, 'WORK', 'RUNNING', $3, clock_timestamp(), clock_timestamp(), $4,
            clock_timestamp() + interval '{LEASE_S} seconds', 1, 0, 0, 1)
    ON CONFLICT (connection, kind) WHERE state IN ('WAITING', 'RUNNING') DO NOTHING
    RETURNING id
"""
BEAT = f"""
    UPDATE sync.sync_run SET lease_until = clock_timestamp() + interval '{LEASE_S} seconds'
    WHERE id = $1 AND holder = $2 AND state = 'RUNNING' RETURNING id
"""
TELL = """
    UPDATE sync.sync_run SET done = $3, failed = $4, total = $5, said = $6, step = step + 1
    WHERE id = $1 AND holder = $2 AND state = 'RUNNING' RETURNING id
"""
FINISH = """
    UPDATE sync.sync_run SET state = $3, said = coalesce($4, said), reason = $5,
           finished_at = clock_timestamp(), holder = NULL, lease_until = NULL, step = step + 1
    WHERE id = $1 AND holder = $2 AND state = 'RUNNING' RETURNING id
"""


class Lost(Exception):
    """Another worker has the run, or it was ended: nothing more is done by this one."""


@dataclass
class Held:
    """A run that is ours for as long as we say so in time."""

    database: Database
    company: UUID
    id: UUID
    connection: UUID
    kind: RunKind
    holder: UUID
    tries: int = 1
    done: int = 0
    failed: int = 0
    total: int | None = None

    async def _write(self, sql: str, *given: Any) -> None:
        if not await self.database.rows(sql, self.id, self.holder, *given, company=self.company):
            raise Lost()

    async def beat(self) -> None:
        await self._write(BEAT)

    async def tell(self, said: str | None = None) -> None:
        """How far it is, for whoever watches."""
        await self._write(TELL, self.done, self.failed, self.total, said)

    async def finish(self, said: str | None = None) -> None:
        await self._write(FINISH, RunState.DONE.value, said, None)

    async def fail(self, reason: str) -> None:
        await self._write(FINISH, RunState.FAILED.value, None, reason)

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """The lease is renewed for as long as the block lasts; the block is ended when it is lost."""
        inside = asyncio.current_task()
        assert inside is not None
        lost = False

        async def renew() -> None:
            nonlocal lost
            while True:
                await asyncio.sleep(BEAT_S)
                try:
                    await self.beat()
                except (Busy, Unavailable):
                    continue
                except Lost:
                    lost = True
                    inside.cancel()
                    return

        beating = asyncio.create_task(renew())
        try:
            yield
        except asyncio.CancelledError:
            if not lost:
                raise
            raise Lost() from None
        finally:
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating


async def claim(database: Database, company: UUID) -> Held | None:
    """The next run that waits, or that a dead worker left behind."""
    holder = new_id()
    rows = await database.rows(CLAIM, holder, company, company=company)
    if not rows:
        return None
    row = rows[0]
    kind = RunKind(row["kind"])
    held = Held(database, company, row["id"], row["connection"], kind, holder, row["attempts"])
    if held.tries > MOST_TRIES:
        await held.fail(SILENCE)
        return None
    return held


async def begin_work(database: Database, company: UUID, connection: UUID, asked_by: UUID) -> Held | None:
    """A new run of work; nothing where one waits or goes on."""
    holder = new_id()
    rows = await database.rows(BEGIN, company, connection, asked_by, holder, company=company)
    return Held(database, company, rows[0]["id"], connection, RunKind.WORK, holder) if rows else None
