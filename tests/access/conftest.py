"""A house with two companies and its first administrator, to try who may come in and what each may do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from argon2 import PasswordHasher

from erp.access import Attempt, asking_for_session, service_asking, sign_in
from erp.access.actions.create_token import create_token
from erp.access.actions.define_role import define_role
from erp.access.people import Person, insert_grant, insert_user
from erp.access.queries import role_by_code
from erp.access.seeds import seed_base
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.migrating import migrate
from erp.kernel.seeding import FOUNDER
from tests.server import Server

HERE, THERE = UUID(int=0xA), UUID(int=0xB)
SELL = "ordering.confirm_sales_order"
PASSWORD = "five words that nobody guesses"
COMPANIES = """
    INSERT INTO masterdata.company
        (id, code, name, currency, timezone, fiscal_year_start_month, tax_rounding, is_active)
    VALUES ($1, 'A', 'Here', 'JPY', 'Asia/Tokyo', 4, 'DOWN', true),
           ($2, 'B', 'There', 'USD', 'America/Los_Angeles', 1, 'DOWN', true)
"""


@cache
def hashed() -> str:
    return PasswordHasher().hash(PASSWORD)


def founder() -> Asking:
    from datetime import date

    return Asking(
        actor=FOUNDER,
        actor_name="System",
        company=HERE,
        currency="JPY",
        timezone="Asia/Tokyo",
        language="ja",
        permissions=frozenset(),
        via="command",
        today=date(2026, 4, 1),
    )


def _make(url: str) -> None:
    migrate(url, parts=["kernel", "masterdata", "access"])

    async def add() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(COMPANIES.replace("$1", f"'{HERE}'").replace("$2", f"'{THERE}'"))
        finally:
            await connection.close()
        database = await Database.open(url)
        asking = founder()
        async with database.transaction(asking=asking, verb="seed_base") as tx:
            await seed_base(Act(tx=tx, asking=asking, verb="seed_base"))
        await database.close()

    asyncio.run(add())


class Place:
    """A database of its own for one test, and what tests do in it."""

    def __init__(self, url: str, superuser: str, database: Database) -> None:
        self.url, self.superuser, self.database = url, superuser, database

    async def sql(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.superuser)
        try:
            return await connection.fetch(sql, *args)
        finally:
            await connection.close()

    async def value(self, sql: str, *args: Any) -> Any:
        return (await self.sql(sql, *args))[0][0]

    async def do(self, asking: Asking, action: Callable[..., Awaitable[Any]], **given: Any) -> Any:
        """An action in its transaction, as the edge runs it."""
        verb = action.__name__
        async with self.database.transaction(asking=asking, verb=verb) as tx:
            return await action(act=Act(tx=tx, asking=asking, verb=verb), **given)

    async def house(self, company: UUID = HERE) -> Asking:
        return await service_asking(self.database, company, via="command")

    async def role(self, code: str) -> UUID:
        return await self.value("SELECT id FROM access.role WHERE code = $1", code)

    async def person(self, login: str, *roles: str, company: UUID | None = None, **changed: Any) -> UUID:
        """Somebody with these roles, in one company or in all, whose password is the one of all tests."""
        asking = await self.house()
        person = Person(
            **{"login": login, "name": login, "company": HERE, "password_hash": hashed(), **changed}
        )
        async with self.database.transaction(asking=asking, verb="add_user") as tx:
            act = Act(tx=tx, asking=asking, verb="add_user")
            user = await insert_user(act, person)
            for code in roles:
                await insert_grant(act, user, await role_by_code(tx, code), company)
        return user

    async def cookie(self, login: str) -> str:
        return (await sign_in(self.database, Attempt(login, PASSWORD))).cookie

    async def asks(self, login: str) -> Asking:
        """Who asks after that person has signed in."""
        asking = await asking_for_session(self.database, await self.cookie(login))
        assert asking is not None
        return asking


async def a_role(place: Place, code: str, *permissions: str) -> UUID:
    """A role of the firm's own."""
    return await place.do(
        await place.house(), define_role, code=code, name_ja=code, name_en=code, permissions=list(permissions)
    )


async def a_token(place: Place, asking: Asking, **given: object) -> str:
    made = await place.do(asking, create_token, name="program", **given)
    return made.shown["secret"]


@pytest.fixture
async def place(server: Server) -> AsyncIterator[Place]:
    name = server.clone(server.template("people", _make))
    database = await Database.open(server.url(name), size=20)
    yield Place(server.url(name), server.url(name, "postgres"), database)
    # Whatever a test did, no connection may be out when it is over.
    assert database.lent == 0
    await database.close()
    server.drop(name)
