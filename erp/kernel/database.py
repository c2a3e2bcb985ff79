"""The only way to the database.

A read is one statement on its own connection. A change is one transaction, opened here and nowhere else: it
is tried again as a whole when others were in the way, done once however often it is asked for under one
key, and when the connection dies after COMMIT was sent, the key tells whether it was done.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, Self
from uuid import UUID

import asyncpg

from erp.kernel import pool as links
from erp.kernel.asking import Act, Asking
from erp.kernel.errors import Busy, KeyRequired, KeyReused, OutcomeUnknown, Refused, TooLong, Unavailable
from erp.kernel.pool import Pool, is_lost, is_retryable
from erp.kernel.transaction import Cut, Transaction, Undecided

TRIES = 5
FIRST_PAUSE_S = 0.02
LONGEST_PAUSE_S = 0.5
LOOK_UPS = 8
LONGEST_KEY = 200
TROUBLE = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
APP_ROLE = "erp_app"

Work = Callable[[Act], Awaitable[bytes]]
_current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)


def _pause_s(attempt: int) -> float:
    """Full jitter: those who met each other must not meet again."""
    return random.uniform(0, min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempt))


async def _planned_once(connection: asyncpg.Connection, sql: str, *args: Any) -> list[asyncpg.Record]:
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    try:
        return await connection.fetch(sql, *args)
    finally:
        if not connection.is_closed():
            await connection.execute("RESET plan_cache_mode")


def _refuse_inside_transaction(what: str) -> None:
    current = _current.get()
    if current is not None and current.is_open:
        raise RuntimeError(f"{what} inside a transaction: use the transaction's own methods, or a savepoint")


class Database:
    """One per process. `statements` counts what was asked of PostgreSQL, for tests and for metrics."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.statements = 0
        self.after_events: Callable[[], None] | None = None

    @classmethod
    async def open(
        cls,
        dsn: str,
        role: str | None = APP_ROLE,
        *,
        size: int = 10,
        wait_s: float = 5.0,
        statement_timeout_ms: int = links.STATEMENT_TIMEOUT_MS,
        lock_timeout_ms: int = links.LOCK_TIMEOUT_MS,
    ) -> Self:
        """Nothing is connected yet: a database that is away just now is met at the first question."""
        settings = {
            "application_name": "erp",
            "timezone": "UTC",
            "statement_timeout": str(statement_timeout_ms),
            "lock_timeout": str(lock_timeout_ms),
            "idle_in_transaction_session_timeout": str(links.IDLE_IN_TRANSACTION_MS),
        }
        return cls(Pool(dsn, role=role, size=size, wait_s=wait_s, settings=settings))

    async def close(self) -> None:
        await self._pool.close()

    @property
    def lent(self) -> int:
        """Connections in use at this moment."""
        return self._pool.lent

    @property
    def size(self) -> int:
        return self._pool.size

    async def read(self, sql: str, *args: Any, company: UUID | None = None) -> Any:
        """One statement; the first column of its first row, or None."""
        return await self._ask(company, lambda connection: connection.fetchval(sql, *args))

    async def rows(
        self, sql: str, *args: Any, company: UUID | None = None, planned_once: bool = False
    ) -> list[asyncpg.Record]:
        """One statement; its rows.

        `planned_once` is for a long statement whose plan does not depend on its values: left to itself the
        server plans it anew each time, which takes longer than to run it.
        """
        ask = _planned_once if planned_once else asyncpg.Connection.fetch
        return await self._ask(company, lambda connection: ask(connection, sql, *args))

    async def run(self, sql: str, *args: Any, company: UUID | None = None) -> None:
        """One statement that is a transaction by itself, for the kernel's own book-keeping. Never tried
        again.
        """
        await self._ask(company, lambda connection: connection.execute(sql, *args), again=False)

    async def _ask(
        self,
        company: UUID | None,
        ask: Callable[[asyncpg.Connection], Awaitable[Any]],
        *,
        again: bool = True,
        fresh: bool = False,
    ) -> Any:
        _refuse_inside_transaction("a read")
        link = await self._pool.take(company, fresh=fresh)
        sound = False
        try:
            if company != links.WHOEVER and link.company != company:
                await link.speak_for(company)
            self.statements += 1
            answer = await ask(link.connection)
            sound = True
            return answer
        except (*TROUBLE, OSError) as error:
            lost = is_lost(error, link.connection)
            sound = isinstance(error, asyncpg.PostgresError) and not lost
            if isinstance(error, asyncpg.PostgresError) and error.sqlstate in (links.TOO_SLOW, "55P03"):
                raise Busy() from error
            if not lost:
                raise
            if not again:
                raise Unavailable() from error
        finally:
            self._pool.give(link, sound=sound)
        # The server went away and may be back: a read is asked once more, on a new connection.
        self._pool.drop_idle()
        return await self._ask(company, ask, again=False, fresh=True)

    @asynccontextmanager
    async def transaction(self, *, asking: Asking, verb: str) -> AsyncIterator[Transaction]:
        """One transaction without a key, for the command line, the worker and the kernel; not tried again."""
        try:
            async with self._opened(asking, verb, None, None) as tx:
                yield tx
                await tx.close_books(None, None)
        except Undecided as error:
            raise OutcomeUnknown() from error
        except Cut as error:
            raise Unavailable() from error

    async def act(
        self, *, asking: Asking, verb: str, key: str | None, fingerprint: bytes | str, work: Work
    ) -> bytes:
        """The edge of every mutation. `work` does it and makes the answer; both happen once for one key."""
        if not key:
            raise KeyRequired()
        if len(key) > LONGEST_KEY:
            raise TooLong("idempotencyKey", LONGEST_KEY)
        digest = fingerprint.encode() if isinstance(fingerprint, str) else fingerprint
        last: BaseException | None = None
        in_doubt = False
        for attempt in range(1, TRIES + 1):
            try:
                return await self._once(asking, verb, key, digest, work)
            except Undecided as error:
                in_doubt, last = True, error
                found = await self._look_up(asking.actor, verb, key, digest)
                if found is not None:
                    return found
                # Not there: asking again under the key waits for the lost one, if it still runs, and finds
                # it.
            except Refused as refusal:
                if in_doubt and isinstance(refusal, (Unavailable, Busy)):
                    raise OutcomeUnknown() from refusal
                raise
            except Cut as error:
                last = error
                self._pool.drop_idle()
            except asyncpg.PostgresError as error:
                if error.sqlstate == links.TOO_SLOW:
                    raise (OutcomeUnknown() if in_doubt else Busy()) from error
                if not is_retryable(error):
                    raise
                last = error
            await asyncio.sleep(_pause_s(attempt))
        raise (OutcomeUnknown() if in_doubt else Busy()) from last

    async def _once(self, asking: Asking, verb: str, key: str, digest: bytes, work: Work) -> bytes:
        async with self._opened(asking, verb, key, digest) as tx:
            if tx.answer is not None:
                return tx.answer
            answer = await work(Act(tx=tx, asking=asking, verb=verb))
            await tx.close_books(key, answer)
            return answer

    @asynccontextmanager
    async def _opened(
        self, asking: Asking, verb: str, key: str | None, digest: bytes | None
    ) -> AsyncIterator[Transaction]:
        """Take a connection, begin, commit or undo, and give the connection back whatever happens."""
        _refuse_inside_transaction("a transaction")
        link = await self._pool.take(asking.company)
        tx = Transaction(self, link, asking, verb)
        token = _current.set(tx)
        sound = False
        try:
            try:
                await tx.begin(key, digest)
                yield tx
            except BaseException as error:
                # What went wrong is decided here, before the roll-back can put its own trouble in front of
                # it.
                if is_lost(error, link.connection):
                    raise Cut() from error
                sound = isinstance(error, Exception) and await tx.roll_back()
                raise
            try:
                await tx.commit()
            except Undecided:
                raise
            except Exception:
                # The server refused the COMMIT and has undone everything; the connection is free again.
                sound = True
                raise
            sound = True
        finally:
            tx.is_open = False
            _current.reset(token)
            self._pool.give(link, sound=sound)
        if tx.told and self.after_events is not None:
            self.after_events()

    async def _look_up(self, actor: UUID, verb: str, key: str, digest: bytes) -> bytes | None:
        """After a lost COMMIT: what does the database know of the key? Waits a little for one that
        restarts.
        """
        for attempt in range(1, LOOK_UPS + 1):
            self._pool.drop_idle()
            try:
                found = await self.rows(
                    "SELECT verb, fingerprint, answer FROM kernel.idempotency WHERE actor = $1 AND key = $2",
                    actor,
                    key,
                )
            except (Unavailable, Busy):
                await asyncio.sleep(min(1.0, 0.1 * 2**attempt))
                continue
            if not found:
                return None
            row = found[0]
            if row["verb"] != verb or bytes(row["fingerprint"]) != digest:
                raise KeyReused()
            return bytes(row["answer"])
        raise OutcomeUnknown()
