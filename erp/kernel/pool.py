"""Connections to PostgreSQL: lent for one statement or one transaction, and always given back.

A connection that may be in doubt (cut, cancelled, timed out) is thrown away instead of reused. Each
connection remembers for which company it speaks; row-level security reads that setting and fails where none
is set.
"""

import asyncio
from collections import deque
from uuid import UUID

import asyncpg

from erp.kernel.errors import Busy, Unavailable

STATEMENT_TIMEOUT_MS = 5000
LOCK_TIMEOUT_MS = 3000
IDLE_IN_TRANSACTION_MS = 10_000
CONNECT_TIMEOUT_S = 5.0
# Longer than any statement may take on the server: only a dead network is noticed by this one.
ANSWER_TIMEOUT_S = 20.0

RETRY = frozenset({"40001", "40P01", "55P03"})
TOO_SLOW = "57014"
_GONE = frozenset({"57P01", "57P02", "57P03", "57P05", "25P03", "25P04"})
_NOT_NOW = frozenset({"57P03", "53300", "57P01", "57P02"})


# For statements that read nothing that belongs to a company: any connection will do, as it is.
WHOEVER = UUID(int=0)


class Link:
    """One connection and the company it speaks for."""

    __slots__ = ("company", "connection")

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.company: UUID | None = None

    async def speak_for(self, company: UUID | None) -> None:
        """Set the company for the statements that follow, outside a transaction."""
        if self.company == company:
            return
        # Unset means '', which no policy takes for a company: it fails closed.
        value = "" if company is None else str(UUID(int=company.int))
        await self.connection.execute(f"SET app.company = '{value}'")
        self.company = company


def is_lost(error: BaseException, connection: asyncpg.Connection) -> bool:
    """The connection is gone; whether the server did what it was asked for is not known from this alone."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith("08") or error.sqlstate in _GONE
    if isinstance(error, asyncpg.InternalClientError):
        # The library has lost track of the conversation, which happens when a session ends between two
        # messages.
        return True
    if isinstance(error, (asyncpg.InterfaceError, OSError)):
        # The library says "interface error" to wrong arguments as well; only the connection itself can tell.
        return isinstance(error, TimeoutError) or connection.is_closed()
    return False


def is_retryable(error: BaseException) -> bool:
    """Nothing was done because others were in the way, or the plan was made for yesterday's table."""
    if isinstance(error, asyncpg.InvalidCachedStatementError):
        return True
    return isinstance(error, asyncpg.PostgresError) and error.sqlstate in RETRY


class Pool:
    """At most `size` connections; whoever waits longer than `wait_s` for one is told that we are busy."""

    def __init__(
        self, dsn: str, *, role: str | None, size: int, wait_s: float, settings: dict[str, str]
    ) -> None:
        self.dsn, self.size, self.wait_s = dsn, size, wait_s
        self._settings = settings | ({"role": role} if role else {})
        self._gate = asyncio.Semaphore(size)
        self._idle: deque[Link] = deque()
        self._lent = 0
        self._closed = False

    @property
    def lent(self) -> int:
        """How many are out just now; at rest this must be nought."""
        return self._lent

    async def take(self, company: UUID | None, *, fresh: bool = False) -> Link:
        """A connection, if possible one that already speaks for the company; `fresh` for one made just
        now.
        """
        if self._closed:
            raise Unavailable()
        if self._gate.locked():
            try:
                async with asyncio.timeout(self.wait_s):
                    await self._gate.acquire()
            except TimeoutError:
                raise Busy() from None
        else:
            await self._gate.acquire()
        self._lent += 1
        try:
            return (None if fresh else self._pick(company)) or await self._connect()
        except BaseException:
            self._lent -= 1
            self._gate.release()
            raise

    def give(self, link: Link, *, sound: bool) -> None:
        """Back it comes, or away it goes."""
        if sound and not self._closed and not link.connection.is_closed():
            self._idle.append(link)
        else:
            link.connection.terminate()
        self._lent -= 1
        self._gate.release()

    def _pick(self, company: UUID | None) -> Link | None:
        chosen = None
        for link in reversed(self._idle):
            if (link.company == company or company == WHOEVER) and not link.connection.is_closed():
                chosen = link
                break
        if chosen is not None:
            self._idle.remove(chosen)
            return chosen
        # A new connection costs more than changing the company of one that lies idle.
        while self._idle:
            link = self._idle.popleft()
            if not link.connection.is_closed():
                return link
        return None

    async def _connect(self) -> Link:
        try:
            return Link(
                await asyncpg.connect(
                    self.dsn,
                    server_settings=self._settings,
                    timeout=CONNECT_TIMEOUT_S,
                    command_timeout=ANSWER_TIMEOUT_S,
                    statement_cache_size=1000,
                    max_cached_statement_lifetime=0,
                    max_cacheable_statement_size=0,
                )
            )
        except (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            raise Unavailable() from error
        except asyncpg.PostgresError as error:
            if error.sqlstate in _NOT_NOW or (error.sqlstate or "").startswith("08"):
                raise Unavailable() from error
            raise

    def drop_idle(self) -> None:
        """After one connection was cut the others are suspect: the next askers get new ones."""
        while self._idle:
            self._idle.pop().connection.terminate()

    async def close(self) -> None:
        self._closed = True
        while self._idle:
            link = self._idle.pop()
            try:
                await link.connection.close(timeout=2)
            except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                link.connection.terminate()
