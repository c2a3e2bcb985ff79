"""The worker and Valkey: either may be killed at any moment, and every event is delivered all the same."""

import asyncio
import json
import os
import pickle
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import redis.asyncio

from erp import worker
from erp.embedded import Embedded, start_valkey
from erp.kernel import delivering, jobs, wake
from erp.kernel.database import Database
from tests.kernel.conftest import House, all_final
from tests.kernel.test_outbox import FACTS, STATES, as_service, reactions, tell

__all__ = ["reactions"]

HANGING = """
import asyncio, sys
from erp.kernel import delivering, outbox
from erp.kernel.database import Database
from tests.kernel import test_outbox as told

async def main():
    outbox._load = lambda: None
    told._react()
    write = outbox.reactions_to("kernel.GoodsLeft")["kernel.note_departure"]

    async def note_departure(*, act, event):
        await write(act=act, event=event)
        print("written", flush=True)
        await asyncio.sleep(60)

    note_departure.__module__ = "tests.kernel"
    outbox._reactions.clear()
    outbox.when(told.GoodsLeft)(note_departure)
    database = await Database.open(sys.argv[1])
    await delivering.deliver_pending(database, asking_for=told.as_service)

asyncio.run(main())
"""


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Embedded]:
    held = start_valkey(tmp_path / "valkey")
    yield held
    held.stop()


@pytest.fixture(autouse=True)
def _known_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "service_asking", as_service)
    monkeypatch.setattr(worker, "RESTART_S", 0.05)
    monkeypatch.setattr(wake, "PAUSE_AFTER_FAILURE_S", 0.05)


@pytest.fixture
async def running() -> AsyncIterator[set[asyncio.Task[None]]]:
    tasks: set[asyncio.Task[None]] = set()
    yield tasks
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def until(house: House, sql: str, wanted: object, *args: object, within_s: float = 40) -> None:
    async with asyncio.timeout(within_s):
        while await house.value(sql, *args) != wanted:
            await asyncio.sleep(0.02)


async def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(
    database: Database, house: House
) -> None:
    await tell(database, "1")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HANGING, house.url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(20):
        assert await process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    await process.wait()
    assert await house.value(FACTS) == []
    assert await house.value(STATES, "kernel.note_departure") == ["LEASED"]
    await house.sql("UPDATE kernel.delivery SET lease_until = clock_timestamp()")
    await delivering.deliver_pending(database)
    assert await house.value(FACTS) == ["note_departure 1"]


async def test_a_nudge_brings_an_event_within_a_moment(
    database: Database, house: House, valkey: Embedded, running: set[asyncio.Task[None]]
) -> None:
    waker = wake.Waker(valkey.redis_url)
    database.after_events = waker
    running.add(asyncio.create_task(worker.listen(database, valkey.redis_url, 0.02)))
    for number in ("1", "2"):
        await tell(database, number)
        await until(house, "SELECT count(*) FROM trial.fact", int(number))
    await waker.close()


async def test_valkey_goes_away_and_comes_back(
    database: Database, house: House, valkey: Embedded, running: set[asyncio.Task[None]]
) -> None:
    waker = wake.Waker(valkey.redis_url)
    database.after_events = waker
    running.add(asyncio.create_task(worker.listen(database, valkey.redis_url, 0.02)))
    await tell(database, "1")
    await until(house, "SELECT count(*) FROM trial.fact", 1)

    assert valkey.valkey is not None and valkey.valkey.child is not None
    valkey.valkey.child.process.kill()
    valkey.valkey.child.process.wait()
    started = asyncio.get_running_loop().time()
    await tell(database, "2")
    assert asyncio.get_running_loop().time() - started < 5
    sweeping = asyncio.create_task(worker.sweep(database, 0.05))
    await until(house, "SELECT count(*) FROM trial.fact", 2)
    sweeping.cancel()

    valkey.revive()
    await asyncio.sleep(0.3)
    await tell(database, "3")
    await until(house, "SELECT count(*) FROM trial.fact", 3)
    await waker.close()


async def test_what_valkey_forgot_is_found_by_looking(
    database: Database, house: House, valkey: Embedded, running: set[asyncio.Task[None]]
) -> None:
    waker = wake.Waker(valkey.redis_url)
    database.after_events = waker
    await tell(database, "1")
    async with redis.asyncio.from_url(valkey.redis_url) as client, asyncio.timeout(40):
        while not await client.keys("arq:job:*"):
            await asyncio.sleep(0.01)
        (name,) = await client.keys("arq:job:*")
        # Not pickle: who can write here must not be able to run code in the worker.
        assert json.loads(await client.get(name))["f"] == wake.JOB
        await client.flushall()
    running.add(asyncio.create_task(worker.listen(database, valkey.redis_url, 0.02)))
    running.add(asyncio.create_task(worker.sweep(database, 0.05)))
    await until(house, FACTS, ["note_departure 1"])
    await waker.close()


async def test_who_can_write_to_valkey_runs_nothing_in_the_worker(
    database: Database, house: House, valkey: Embedded, running: set[asyncio.Task[None]], tmp_path: Path
) -> None:
    """A job as arq would write it by itself: reading it would run a command of whoever wrote it."""

    class Command:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (f"touch {tmp_path / 'broken-in'}",)

    job = pickle.dumps({"t": 1, "f": wake.JOB, "a": (Command(),), "k": {}, "et": 1})
    async with redis.asyncio.from_url(valkey.redis_url) as client, asyncio.timeout(20):
        await client.psetex("arq:job:evil", 60_000, job)
        await client.zadd(wake.QUEUE, {"evil": 1})
        running.add(asyncio.create_task(worker.listen(database, valkey.redis_url, 0.02)))
        while await client.zcard(wake.QUEUE):
            await asyncio.sleep(0.01)
    assert not (tmp_path / "broken-in").exists()
    # It was thrown away, and the worker goes on with what is ours.
    database.after_events = waker = wake.Waker(valkey.redis_url)
    await tell(database, "1")
    await until(house, "SELECT count(*) FROM trial.fact", 1)
    await waker.close()


async def test_a_planned_run_happens_once_however_many_workers_there_are(house: House) -> None:
    database = await house.open(size=8)
    runs = []

    async def count(_: Database) -> None:
        runs.append(1)

    hourly = (jobs.Job("count", 3600, count),)
    done = await asyncio.gather(*(jobs.run_due(database, hourly) for _ in range(8)))
    # Should the hour end in this very moment, there are two planned runs.
    planned = await house.value("SELECT count(*) FROM kernel.occurrence")
    assert 1 <= planned <= 2
    assert len(runs) == planned == sum(len(each) for each in done)


async def test_a_job_that_fails_does_not_end_the_worker(
    database: Database, house: House, running: set[asyncio.Task[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_AT_JOBS_S", 0.01)
    turns = []

    async def fail(_: Database) -> None:
        turns.append(1)
        await house.sql("DELETE FROM kernel.occurrence")
        raise ZeroDivisionError

    running.add(asyncio.create_task(worker.keep_jobs(database, (jobs.Job("fail", 3600, fail),))))
    async with asyncio.timeout(40):
        while len(turns) < 3:
            await asyncio.sleep(0.01)


async def test_the_kernel_s_own_jobs_run(database: Database, house: House, tmp_path: Path) -> None:
    await tell(database, "1")
    await delivering.deliver_pending(database)
    await house.sql(
        "INSERT INTO kernel.idempotency (actor, key, verb, company, fingerprint, answer, recorded_at)"
        " VALUES (uuidv7(), 'old', 'v', uuidv7(), '', '', now() - interval '31 days'),"
        " (uuidv7(), 'new', 'v', uuidv7(), '', '', now() - interval '29 days')"
    )
    await house.sql(
        "INSERT INTO kernel.occurrence (job, planned_at) VALUES ('seed_base x', 'epoch'),"
        " ('old', now() - interval '31 days')"
    )
    await all_final(database)
    due = jobs.jobs(tmp_path / "anchors")
    assert await jobs.run_due(database, due) == ["seal_audit", "forget_keys", "hand_on_contents"]
    assert await house.value("SELECT array_agg(key) FROM kernel.idempotency") == ["new"]
    kept = "SELECT array_agg(job ORDER BY job) FROM kernel.occurrence"
    assert await house.value(kept) == ["forget_keys", "hand_on_contents", "seal_audit", "seed_base x"]
    assert (tmp_path / "anchors").read_text().startswith("1 ")
