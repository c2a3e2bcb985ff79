"""The sample trade in a database of its own, and a way to ask it things."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from erp.api.answers import Answer
from erp.api.documents import Library
from erp.api.executing import execute
from erp.api.schema import Built, compose
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from tests.api import sample, shop
from tests.server import Server, background

COMPANY = UUID("00000000-0000-0000-0000-00000000000a")
RIGHTS = frozenset(
    {
        *("sample.read_seller", "sample.read_purchase", "sample.read_terms", "sample.read_moods"),
        *("sample.read_words", "sample.buy_books", "sample.change_note"),
    }
)
ASKING = Asking(
    actor=UUID(int=1),
    actor_name="Hanako",
    company=COMPANY,
    currency="JPY",
    timezone="Asia/Tokyo",
    language="en",
    permissions=RIGHTS,
    via="api",
    today=date(2026, 4, 1),
)


@dataclass
class Trade:
    """The sample's database and schema."""

    database: Database
    kept: Library
    asking: Asking = ASKING

    def ask(self, document: str, variables: dict[str, Any] | None = None, **sent: Any) -> Answer:
        """The answer to a document."""
        given = {"kept": self.kept} | sent
        return background().run(execute(document, variables, self.asking, self.database, **given))

    def data(self, document: str, variables: dict[str, Any] | None = None, **sent: Any) -> Any:
        """The data of a document that has to go well."""
        answer = json.loads(self.ask(document, variables, **sent).body)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def error(self, document: str, variables: dict[str, Any] | None = None, **sent: Any) -> dict[str, Any]:
        """Code, field and facts of a document that has to be refused."""
        answer = json.loads(self.ask(document, variables, **sent).body)
        assert answer["data"] is None and len(answer["errors"]) == 1
        return answer["errors"][0]["extensions"]

    def without(self, *permissions: str) -> "Trade":
        """The same, asked by somebody who lacks these permissions."""
        fewer = replace(self.asking, permissions=self.asking.permissions - set(permissions))
        return replace(self, asking=fewer)

    def as_(self, **who: Any) -> "Trade":
        return replace(self, asking=replace(self.asking, **who))


@pytest.fixture(scope="session")
def built() -> Built:
    return compose(sample.QUERY, sample.MUTATION)


@pytest.fixture(scope="session")
def trade_template(server: Server) -> str:
    return server.template("trade", _furnish)


def _furnish(url: str) -> None:
    from erp.kernel.migrating import migrate

    migrate(url)
    asyncio.run(_fill(url))


async def _fill(url: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    try:
        await connection.execute(shop.SETUP)
    finally:
        await connection.close()


@pytest.fixture
def trade(server: Server, trade_template: str, built: Built) -> Iterator[Trade]:
    """A fresh copy of the sample for one test."""
    name = server.clone(trade_template)
    database = background().run(Database.open(server.url(name), size=10))
    yield Trade(database, Library(built))
    assert database.lent == 0
    background().run(database.close())
    server.drop(name)


@pytest.fixture(scope="module")
def shared(server: Server, trade_template: str, built: Built) -> Iterator[Trade]:
    """One copy for all tests of a file that only read."""
    name = server.clone(trade_template)
    database = background().run(Database.open(server.url(name), size=10))
    yield Trade(database, Library(built))
    background().run(database.close())
    server.drop(name)
