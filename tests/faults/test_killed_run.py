"""A worker killed in the middle of a run, after the vendor did what was asked and before it was heard."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from erp.settings import load
from erp.sync.running.passes import run_connections
from tests.adapters.standins.scim import ScimService
from tests.facade import Erp
from tests.server import background
from tests.sync.door import FakeDoor
from tests.sync.test_runs import order

WORKER = """
import asyncio, sys
from uuid import UUID
from erp.kernel.database import Database
from erp.sync.running.passes import run_connections
from tests.sync.door import FakeDoor
from tests.sync.test_runs import order

async def main():
    database = await Database.open(sys.argv[1])
    door = FakeDoor()
    door.orders[UUID(sys.argv[2])] = [order(n) for n in (1, 2, 3)]
    await run_connections(database, lambda database, company: door)

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def inner_addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ERP_OUTSIDE_ALLOW", "127.0.0.1")
    load.cache_clear()
    yield
    monkeypatch.undo()
    load.cache_clear()


def test_nobody_is_made_twice_and_nobody_is_lost(erp: Erp, httpserver: HTTPServer) -> None:
    service, made, go_on = ScimService(), threading.Event(), threading.Event()

    def answer(request: Request) -> Response:
        body = json.loads(request.data) if request.data else None
        query = dict(parse_qsl(request.query_string.decode()))
        status, told = service.answer(request.method, request.path, query, body, request.headers)
        if request.method == "POST" and not made.is_set():
            made.set()
            go_on.wait(20)
        return Response(
            json.dumps(told) if told is not None else "", status, content_type="application/scim+json"
        )

    httpserver.expect_request(re.compile("/scim/v2/.*")).respond_with_handler(answer)
    door = FakeDoor()
    connection = connect(erp, httpserver.url_for("/scim/v2").replace("localhost", "127.0.0.1"))
    look(erp, door)

    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, erp.running.server.url(erp.running.name), connection]
    )
    assert made.wait(40)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    go_on.set()
    assert erp.sql("SELECT state FROM sync.sync_run WHERE kind = 'WORK'") == [{"state": "RUNNING"}]
    assert look(erp, door) == 0, "the run is still the dead one's"

    erp.sql("UPDATE sync.sync_run SET lease_until = now() WHERE kind = 'WORK'")
    door.orders[UUID(connection)] = [order(n) for n in (1, 2, 3)]
    assert look(erp, door) == 1
    assert sorted(each["outcome"] for each in door.reports) == ["DONE"] * 3
    assert sorted(user["userName"] for user in service.users.values()) == [
        f"p{n}@example.com" for n in (1, 2, 3)
    ]
    (run,) = erp.sql("SELECT state, attempts FROM sync.sync_run WHERE kind = 'WORK'")
    assert run == {"state": "DONE", "attempts": 2}
    kept = str(erp.sql("SELECT t::text AS t FROM sync.call_attempt t"))
    assert "/scim/v2/Users" in kept and "token-for-tests" not in kept


def connect(erp: Erp, address: str) -> Any:
    from erp.sync.adapters import adapter_named

    names = {setting.name for setting in adapter_named("scim").settings}
    place = "base_url" if "base_url" in names else "address"
    return erp.connect_system(
        adapter="scim", code="scim", name="SCIM", values={place: address, "token": "token-for-tests"}
    )


def look(erp: Erp, door: FakeDoor) -> int:
    return background().run(run_connections(erp.running.database, lambda database, company: door))
