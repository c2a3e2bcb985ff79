"""The budget of a connection: what is used, by whichever worker, is used for all."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from erp.kernel import clock
from erp.kernel.database import Database
from erp.sync import turns
from erp.sync.contract import WaitUntil
from erp.sync.opening import READ
from erp.sync.turns import SharedTurns
from tests.facade import Erp
from tests.server import background
from tests.sync.trial_adapter import Trial, trial

__all__ = ["trial"]


@pytest.fixture
def connection(erp: Erp, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(turns, "PATIENCE_S", 0.3)
    values = {"base_url": "https://scim.example", "token": "canary-token"}
    return str(erp.connect_system(adapter="trial", code="hq", name="本社", values=values))


def worker(erp: Erp, connection: str, database: Database | None = None) -> SharedTurns:
    """The turns of one worker, as its threads take them."""

    async def make() -> SharedTurns:
        (row,) = await erp.running.database.rows(READ, UUID(connection), company=UUID(erp.company))
        loop = asyncio.get_running_loop()
        return SharedTurns(loop, database or erp.running.database, row, row["timezone"])

    return background().run(make())


def taken(turns: SharedTurns) -> Any:
    try:
        return turns.take()
    except WaitUntil as wait:
        return wait


def test_what_one_worker_uses_is_used_for_the_other(erp: Erp, connection: str) -> None:
    erp.limit_connection(connection=connection, at_once=50, per_minute=12, per_hour=0, per_day=0)
    one = worker(erp, connection)
    second = background().run(Database.open(erp.running.server.url(erp.running.name), size=5))
    other = worker(erp, connection, second)
    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(taken, [one, other] * 8))
    background().run(second.close())
    waits = [each for each in found if isinstance(each, WaitUntil)]
    assert (len(found) - len(waits), len(waits)) == (12, 4)
    assert all(20 < (each.until - clock.now()).total_seconds() <= 60 for each in waits)


def test_only_so_many_at_once_and_a_dead_ones_place_is_free_again(erp: Erp, connection: str) -> None:
    erp.limit_connection(connection=connection, at_once=2)
    shared = worker(erp, connection)
    first, second = taken(shared), taken(shared)
    assert isinstance(taken(shared), WaitUntil)
    shared.give(first)
    third = taken(shared)
    assert isinstance(third, UUID)
    # The worker that held it died: nobody gives the place back, its time is over by itself.
    erp.sql("UPDATE sync.call_slot SET held_until = now() - interval '1 second' WHERE holder = $1", second)
    assert isinstance(taken(shared), UUID)
    assert erp.sql("SELECT count(*) AS n FROM sync.call_slot") == [{"n": 2}]


def test_patience_is_kept_by_everybody_and_health_is_known(erp: Erp, connection: str) -> None:
    one, other = worker(erp, connection), worker(erp, connection)
    until = datetime(2199, 1, 1, tzinfo=UTC)
    one.give(one.take(), until, "待つように求められました。")
    wait = taken(other)
    assert isinstance(wait, WaitUntil) and wait.until == until
    document = """query($id: ID!) { systemConnection(id: $id) {
        pausedUntil failuresInARow lastReason usedThisMinute usedThisDay } }"""
    shown = erp.query(document, id=connection)["systemConnection"]
    assert shown["failuresInARow"] == 1 and shown["usedThisMinute"] == shown["usedThisDay"] == 1
    assert shown["lastReason"] == "待つように求められました。" and shown["pausedUntil"].startswith("2199")
    erp.pause_connection(connection=connection, reason="確認")
    erp.resume_connection(connection=connection)
    other.give(taken(other))
    shown = erp.query(document, id=connection)["systemConnection"]
    assert (shown["failuresInARow"], shown["pausedUntil"]) == (0, None)


def test_nobody_calls_in_quiet_hours(erp: Erp, connection: str, monkeypatch: pytest.MonkeyPatch) -> None:
    erp.limit_connection(connection=connection, at_once=1, quiet_hours="08:30-10:00")
    shared = worker(erp, connection)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 4, 1, 0, 15, tzinfo=UTC))
    wait = taken(shared)
    assert isinstance(wait, WaitUntil) and wait.until == datetime(2026, 4, 1, 1, tzinfo=UTC)
    assert erp.sql("SELECT count(*) AS n FROM sync.call_slot") == [{"n": 0}]
