"""One mutation in the database: all of it or nothing.

Opened and ended only by `Database`. A statement error inside it cannot be overlooked: PostgreSQL answers
the COMMIT of a broken transaction with "ROLLBACK" and no error, so the answer is read.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
from piccolo.table import Table

from erp.kernel import rows as many
from erp.kernel.asking import Asking
from erp.kernel.errors import KeyReused
from erp.kernel.outbox import Told, written
from erp.kernel.pool import Link, is_lost

if TYPE_CHECKING:
    from erp.kernel.database import Database

BEGIN_ACTION = "SELECT at, fresh, same, answer FROM kernel.begin_action($1, $2, $3, $4, $5, $6)"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")


class Undecided(Exception):
    """COMMIT was sent and its answer never came: only the database knows whether it was done."""


class Cut(Exception):
    """The connection went away before COMMIT was sent: nothing was done."""


class Missing(LookupError):
    """Rows that were to be changed are not there, or belong to another company."""


class Transaction:
    """What an action may do with the database. Statements of one transaction run one after the other."""

    __slots__ = ("_database", "_link", "_turn", "answer", "asking", "at", "is_open", "told", "verb")

    at: datetime

    def __init__(self, database: "Database", link: Link, asking: Asking, verb: str) -> None:
        self._database, self._link, self.asking, self.verb = database, link, asking, verb
        self._turn = asyncio.Lock()
        self.is_open = True
        self.told: list[Told] = []
        self.answer: bytes | None = None

    async def rows(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        async with self._turn:
            self._database.statements += 1
            return await self._link.connection.fetch(sql, *args)

    async def row(self, sql: str, *args: Any) -> asyncpg.Record | None:
        async with self._turn:
            self._database.statements += 1
            return await self._link.connection.fetchrow(sql, *args)

    async def value(self, sql: str, *args: Any) -> Any:
        """The first column of the first row, or None."""
        async with self._turn:
            self._database.statements += 1
            return await self._link.connection.fetchval(sql, *args)

    async def run(self, sql: str, *args: Any) -> int:
        """Do it; answers how many rows were touched."""
        async with self._turn:
            self._database.statements += 1
            status = await self._link.connection.execute(sql, *args)
        last = status.rpartition(" ")[2]
        return int(last) if last.isdigit() else 0

    async def insert(self, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
        """All rows by one statement; each row names the same columns."""
        if not rows:
            return
        names = many.names_of(rows)
        if len(rows) == 1:
            await self.run(many.insert_one(table, names), *many.values(table, names, rows[0]))
        else:
            await self.run(many.insert_many(table, names), *many.columns(table, names, rows))

    async def update(self, table: type[Table], rows: Sequence[Mapping[str, Any]], key: str = "id") -> None:
        """Each row's columns are set where the key is the row's; all by one statement, and all must be
        there.
        """
        if not rows:
            return
        names = many.names_of(rows)
        if len(rows) == 1:
            done = await self.run(many.update_one(table, names, key), *many.values(table, names, rows[0]))
        else:
            done = await self.run(many.update_many(table, names, key), *many.columns(table, names, rows))
        if done < len(rows):
            raise Missing(f"{len(rows) - done} of {len(rows)} rows of {many.name_of(table)} are not there")

    async def go_on_for(self, asking: Asking) -> None:
        """Speak for another company from here on: one that this transaction has founded."""
        await self.run("SELECT set_config('app.company', $1, false)", str(asking.company))
        self.asking = asking

    @asynccontextmanager
    async def savepoint(self, name: str) -> AsyncIterator[None]:
        """A part that may fail by itself: what it did is undone, the rest of the transaction goes on."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name for a savepoint: {name!r}")
        await self.run(f"SAVEPOINT {name}")
        told = len(self.told)
        try:
            yield
        except BaseException as error:
            del self.told[told:]
            if not is_lost(error, self._link.connection):
                await self.run(f"ROLLBACK TO SAVEPOINT {name}")
            raise
        await self.run(f"RELEASE SAVEPOINT {name}")

    async def begin(self, key: str | None, fingerprint: bytes | None) -> None:
        """Say who does what under which key; when the key was used already, bring the answer it got."""
        await self.run("BEGIN")
        asking = self.asking
        started = await self.row(
            BEGIN_ACTION, asking.company, asking.actor, self.verb, asking.via, key, fingerprint
        )
        assert started is not None
        self.at = started["at"]
        if not started["fresh"]:
            if not started["same"]:
                raise KeyReused()
            self.answer = bytes(started["answer"])

    async def close_books(self, key: str | None, answer: bytes | None) -> None:
        """The last statement: the events that were told and the answer under the key, together."""
        sql, args = written(self.told, self.asking, self.verb) if self.told else ("", [])
        if key is not None:
            place = len(args)
            kept = f"UPDATE kernel.idempotency SET answer = ${place + 3} "
            kept += f"WHERE actor = ${place + 1} AND key = ${place + 2}"
            sql = f"{sql} {kept}"
            args += [self.asking.actor, key, answer]
        elif self.told:
            sql = f"{sql} SELECT 1"
        if sql:
            await self.run(sql, *args)

    async def commit(self) -> None:
        """The end, when all went well. A deferred rule of the database may still say no here."""
        self.is_open = False
        self._database.statements += 1
        try:
            status = await self._link.connection.execute("COMMIT")
        except BaseException as error:
            if is_lost(error, self._link.connection):
                raise Undecided() from error
            raise
        if status != "COMMIT":
            raise RuntimeError("a statement failed and its error was swallowed; nothing of it was done")
        self._link.company = self.asking.company

    async def roll_back(self) -> bool:
        """Undo; answers whether the connection can be used again. Never raises: the real error goes on."""
        self.is_open = False
        connection = self._link.connection
        if connection.is_closed():
            return False
        try:
            async with asyncio.timeout(2):
                await connection.execute("ROLLBACK")
        except Exception:  # whatever it is, the connection is thrown away and the first error is told
            return False
        return True

    @property
    def company(self) -> UUID:
        return self.asking.company
