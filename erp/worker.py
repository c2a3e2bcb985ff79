"""The worker: delivers events and does what is due.

Two ways lead to a delivery: a nudge through Valkey, within a moment, and a look into the outbox every few
seconds, which needs nobody. arq's worker ends when Valkey goes away; here it is started again until Valkey is
back, and the sweep goes on meanwhile.
"""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from arq.worker import Worker, func
from redis.exceptions import RedisError

from erp.kernel import wake
from erp.kernel.database import Database
from erp.kernel.delivering import AT_ONCE, deliver_pending
from erp.kernel.errors import Busy, Unavailable
from erp.kernel.jobs import Beside, Job, jobs, run_due
from erp.kernel.module import installed, part
from erp.settings import Settings, load

log = logging.getLogger("erp.worker")

RESTART_S = 1.0
LOOK_AT_JOBS_S = 5.0
ANCHORS = Path("audit") / "anchors"


async def run_worker(settings: Settings | None = None) -> None:
    """Work until cancelled."""
    settings = settings or load()
    if settings.database_url is None or settings.redis_url is None:
        raise RuntimeError("the worker needs a database and a Valkey")
    url = (settings.app_database_url or settings.database_url).get_secret_value()
    database = await Database.open(url, size=settings.pool_max, wait_s=settings.pool_wait_seconds)
    redis_url = settings.redis_url.get_secret_value()
    database.after_events = waker = wake.Waker(redis_url)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(listen(database, redis_url, settings.worker_poll_seconds))
            group.create_task(sweep(database, settings.sweep_seconds))
            group.create_task(keep_jobs(database, all_jobs(settings.data_dir / ANCHORS)))
    finally:
        await waker.close()
        await database.close()


def all_jobs(anchor_file: Path) -> tuple[Job, ...]:
    """The kernel's jobs, and those of every installed part that has a `jobs.py`."""
    found = list(jobs(anchor_file))
    for module in installed():
        found += getattr(part(module.name, "jobs"), "JOBS", ())
    return tuple(found)


async def listen(database: Database, redis_url: str, poll_s: float) -> None:
    """Be woken through Valkey, for as long as there is one, and again when it is back."""

    async def deliver_events(ctx: dict[Any, Any], *args: Any, **kwargs: Any) -> None:
        with contextlib.suppress(Unavailable, Busy):
            await deliver_pending(database)

    while True:
        worker: Worker | None = None
        try:
            worker = Worker(
                functions=[func(deliver_events, name=wake.JOB, keep_result=0, max_tries=1, timeout=300)],
                queue_name=wake.QUEUE,
                redis_settings=wake.settings_of(redis_url),
                job_serializer=wake.as_bytes,
                job_deserializer=wake.from_bytes,
                max_jobs=AT_ONCE,
                poll_delay=poll_s,
                handle_signals=False,
                keep_result=0,
                job_completion_wait=5,
                health_check_interval=30,
                log_results=False,
            )
            await worker.async_run()
        except (RedisError, OSError) as error:
            log.warning("Valkey is away (%s); events are found by looking", type(error).__name__)
        finally:
            if worker is not None:
                with contextlib.suppress(RedisError, OSError):
                    await worker.close()
        await asyncio.sleep(RESTART_S)


async def sweep(database: Database, every_s: float) -> None:
    """Find by looking what no nudge told; also whatever a dead worker left behind."""
    while True:
        with contextlib.suppress(Unavailable, Busy):
            await deliver_pending(database)
        await asyncio.sleep(every_s)


async def keep_jobs(database: Database, due: tuple[Job, ...]) -> None:
    """Do by the clock what is due; a job that fails is told in the log and comes again at its next time."""
    beside: set[asyncio.Task[None]] = set()

    def do_beside(work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_told(work))
        beside.add(task)
        task.add_done_callback(beside.discard)

    try:
        await _keep(database, due, do_beside)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _told(work: Coroutine[Any, Any, Any]) -> None:
    """Work whose trouble is written down and ends nothing else: one job's fault must not stop the worker."""
    try:
        await work
    except (Unavailable, Busy):
        # The database comes back, and the work is looked for again.
        pass
    except Exception:
        log.exception("a job failed")


async def _keep(database: Database, due: tuple[Job, ...], beside: Beside) -> None:
    while True:
        await _told(run_due(database, due, beside))
        await asyncio.sleep(LOOK_AT_JOBS_S)
