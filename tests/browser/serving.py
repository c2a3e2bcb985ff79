"""The application as people reach it: a real server on a port of its own, with a worker beside it."""

import asyncio
import contextlib
import json
import socket
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from granian.constants import Interfaces
from granian.server.embed import Server as Granian

from erp.access.at_the_console import add_person
from erp.kernel.database import Database
from erp.kernel.migrating import migrate
from erp.kernel.seeding import seed
from erp.worker import sweep
from tests.facade import Erp, Running
from tests.people import a_person
from tests.server import Server, background

PASSWORD = "seven quiet herons at dawn"
# One reads Japanese, the other English; each may do everything.
LOGIN, ENGLISH = "aoi", "robin"
ROLES = ("administrator", "sales", "warehouse", "accounting", "developer")
LOOK_EVERY_S = 0.1
READY_WITHIN_S = 60


def furnish(url: str, folder: Path, name: str, demo: bool) -> None:
    """A house with its base data, on wish the demo company, and two people who sign in with a password."""
    migrate(url)

    async def fill() -> None:
        database = await Database.open(url)
        try:
            await seed(database, demo=demo)
            company: UUID = await database.read("SELECT id FROM masterdata.company ORDER BY id LIMIT 1")
            for login, called, language in ((LOGIN, "葵", "ja"), (ENGLISH, "Robin", "en")):
                person = {"name": called, "email": None, "language": language}
                await add_person(
                    database, login, ROLES, None, PASSWORD, **person, service=False, developer=True
                )
            token = await a_person(database, LOGIN, [], company)
        finally:
            await database.close()
        known = {"company": str(company), "token": token}
        (folder / f"{name}.json").write_text(json.dumps(known))

    asyncio.run(fill())


class Served:
    """One house behind a real port: for a browser by its address, for a test that prepares by its verbs."""

    def __init__(self, server: Server, template: str) -> None:
        self.name = server.clone(template)
        self.running = Running(server, self.name)
        known = json.loads((server.folder / f"{template}.json").read_text())
        self.erp = Erp(self.running, login=LOGIN, token=known["token"], company=known["company"])
        self.address = f"http://127.0.0.1:{_free_port()}"
        background().run(self._start())

    async def _start(self) -> None:
        from erp.app import create_app

        app: Any = create_app(database=self.running.database)
        self._server = Granian(
            app,
            address="127.0.0.1",
            port=int(self.address.rpartition(":")[2]),
            interface=Interfaces.ASGI,
            websockets=False,
            log_enabled=False,
        )
        self._serving = asyncio.create_task(self._server.serve())
        self._working = asyncio.create_task(sweep(self.running.database, LOOK_EVERY_S))
        async with asyncio.timeout(READY_WITHIN_S), httpx.AsyncClient() as client:
            while not self._serving.done():
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"{self.address}/readyz")).status_code == 200:
                        return
                await asyncio.sleep(0.05)
        self._serving.result()
        raise RuntimeError("the server ended before it answered")

    def end(self) -> None:
        async def stop() -> None:
            self._working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._working
            self._server.stop()
            await self._serving

        background().run(stop())
        self.running.end()
        self.running.server.drop(self.name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
