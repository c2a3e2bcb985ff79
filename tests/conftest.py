"""What all tests share: one database server for the run, and the house as its users see it."""

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from erp.kernel import clock
from tests import server as servers
from tests.facade import Erp, Running
from tests.server import Server

TODAY = date(2026, 4, 1)
ROLES = ("administrator", "sales", "warehouse", "accounting")


def pytest_configure(config: pytest.Config) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if not hasattr(config, "workerinput"):
        servers.begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.end_run()


@pytest.fixture(scope="session")
def server() -> Server:
    """A real PostgreSQL, started when the first test asks for it."""
    return servers.server()


@pytest.fixture(scope="session")
def first_of_april() -> Iterator[None]:
    """It is the first day of the Japanese business year, for as long as tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda timezone: TODAY)
        yield


@pytest.fixture(scope="session")
def template(server: Server, first_of_april: None) -> str:
    """A migrated house with its base data and one person who may do everything; copied for each test."""
    return server.template("house", lambda url: _furnish(url, server.folder))


def _furnish(url: str, folder: Path) -> None:
    from erp.kernel.database import Database
    from erp.kernel.migrating import migrate
    from erp.kernel.seeding import seed
    from tests.people import a_person

    migrate(url)

    async def fill() -> None:
        database = await Database.open(url)
        try:
            await seed(database, demo=False)
            company = await database.read("SELECT id FROM masterdata.company ORDER BY id LIMIT 1")
            token = await a_person(database, "erp", list(ROLES), company)
        finally:
            await database.close()
        (folder / "house.json").write_text(json.dumps({"company": str(company), "token": token}))

    asyncio.run(fill())


@pytest.fixture
def running(server: Server, template: str) -> Iterator[Running]:
    """The application on a database of its own."""
    name = server.clone(template)
    running = Running(server, name)
    yield running
    running.end()
    server.drop(name)


@pytest.fixture
def erp(running: Running) -> Erp:
    """Somebody who may do everything, in the yen company."""
    known = json.loads((running.server.folder / "house.json").read_text())
    return Erp(running, login="erp", token=known["token"], company=known["company"])
