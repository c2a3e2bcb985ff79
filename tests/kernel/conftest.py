"""A house with a kernel and one small part of its own, to try the kernel on.

The part keeps entries whose lines must balance (a deferred trigger checks it, so that the refusal comes at
COMMIT, which is where connections used to be lost), and facts that are never changed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from piccolo.table import Table

from erp.kernel.asking import Act, Asking
from erp.kernel.columns import document_json, key, key_of_document, money, text
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.kernel.migrating import migrate
from tests.server import Server

COMPANY, OTHER_COMPANY, ACTOR = UUID(int=1), UUID(int=2), UUID(int=3)


class Line(Table, schema="trial", tablename="line"):
    id = key()
    company = key_of_document()
    entry = key_of_document()
    amount = money()
    memo = text(null=True)
    password_hash = text(null=True)
    details = document_json(null=True)


class Fact(Table, schema="trial", tablename="fact"):
    id = key()
    company = key_of_document()
    number = text()


TRIAL = """
CREATE SCHEMA trial;
CREATE TABLE trial.line (
    id uuid PRIMARY KEY DEFAULT uuidv7(), company uuid NOT NULL, entry uuid NOT NULL,
    amount numeric(18, 4) NOT NULL, memo text, password_hash text, details jsonb);
CREATE TABLE trial.fact (id uuid PRIMARY KEY DEFAULT uuidv7(), company uuid NOT NULL, number text NOT NULL);
CREATE FUNCTION trial.balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount) FROM trial.line WHERE entry = NEW.entry) <> 0 THEN
        RAISE EXCEPTION 'not balanced' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON trial.line DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION trial.balanced();
SELECT kernel.guard('trial.line');
SELECT kernel.guard('trial.fact', insert_only => true);
"""


def an_asking(**changed: Any) -> Asking:
    return replace(
        Asking(
            actor=ACTOR,
            actor_name="Hanako",
            company=COMPANY,
            currency="JPY",
            timezone="Asia/Tokyo",
            language="ja",
            permissions=frozenset({"trial.post"}),
            via="api",
            today=date(2026, 4, 1),
        ),
        **changed,
    )


def lines(*amounts: int, entry: UUID | None = None, company: UUID = COMPANY) -> list[dict[str, Any]]:
    """Rows of one entry."""
    from decimal import Decimal

    entry = entry or new_id()
    return [{"id": new_id(), "company": company, "entry": entry, "amount": Decimal(each)} for each in amounts]


def post(*amounts: int) -> Callable[[Act], Awaitable[bytes]]:
    """An action that writes an entry with these lines and answers its key."""

    async def work(act: Act) -> bytes:
        rows = lines(*amounts, company=act.company)
        await act.tx.insert(Line, rows)
        return str(rows[0]["entry"]).encode()

    return work


def _make(url: str) -> None:
    migrate(url, parts=["kernel"])

    async def add() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(TRIAL)
        await connection.close()

    asyncio.run(add())


class House:
    """A database of its own for one test: its address, the application's way in, and the superuser's."""

    def __init__(self, server: Server, name: str) -> None:
        self.url = server.url(name)
        self.superuser = server.url(name, "postgres")
        self.opened: list[Database] = []

    async def open(self, url: str | None = None, **settings: Any) -> Database:
        database = await Database.open(url or self.url, **settings)
        self.opened.append(database)
        return database

    async def sql(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        """Somebody at an SQL console who may do everything."""
        connection = await asyncpg.connect(self.superuser)
        try:
            return await connection.fetch(sql, *args)
        finally:
            await connection.close()

    async def value(self, sql: str, *args: Any) -> Any:
        return (await self.sql(sql, *args))[0][0]


async def all_final(database: Database) -> None:
    """Wait until no transaction on the whole server is older than the trail: tests run beside each other."""
    final = """
        SELECT coalesce(max(tx) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM kernel.audit
         WHERE tx < pg_snapshot_xmax(pg_current_snapshot())
    """
    async with asyncio.timeout(20):
        while not await database.read(final):
            await asyncio.sleep(0.01)


@pytest.fixture
async def house(server: Server) -> AsyncIterator[House]:
    name = server.clone(server.template("kernel_and_trial", _make))
    house = House(server, name)
    yield house
    for database in house.opened:
        # Whatever a test did, no connection may be out when it is over.
        assert database.lent == 0
        await database.close()
    server.drop(name)


@pytest.fixture
async def database(house: House) -> Database:
    return await house.open(size=3)
