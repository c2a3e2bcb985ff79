"""Waking the workers: a nudge through Valkey that there is something to deliver.

It carries nothing and may be lost: the outbox is the truth, and the worker looks by itself every few
seconds. So nobody ever waits for it, and a Valkey that is away is only a little slowness. Jobs are JSON,
never pickle: whoever can write to Valkey must not be able to run code here.
"""

import asyncio
import contextlib
import json
from typing import Any

from arq.connections import ArqRedis, RedisSettings, create_pool
from redis.exceptions import RedisError

QUEUE = "erp:wake"
JOB = "deliver_events"
PAUSE_AFTER_FAILURE_S = 5.0
GATHER_S = 0.005


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, default=str).encode()


def from_bytes(value: bytes) -> Any:
    return json.loads(value)


def settings_of(redis_url: str) -> RedisSettings:
    """How to reach Valkey: quick to give up, since nothing depends on it."""
    settings = RedisSettings.from_dsn(redis_url)
    settings.conn_timeout = 1
    settings.conn_retries = 1
    settings.conn_retry_delay = 0
    return settings


class Waker:
    """One per process. Many events in one moment become one nudge."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._pool: ArqRedis | None = None
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._deaf_until = 0.0

    def __call__(self) -> None:
        """To be called after a commit; returns at once."""
        if self._task is not None and not self._task.done():
            self._again = True
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= self._deaf_until:
            self._task = loop.create_task(self._nudge())

    async def _nudge(self) -> None:
        while True:
            await asyncio.sleep(GATHER_S)
            self._again = False
            try:
                async with asyncio.timeout(2):
                    if self._pool is None:
                        self._pool = await create_pool(
                            settings_of(self._url),
                            job_serializer=as_bytes,
                            job_deserializer=from_bytes,
                            default_queue_name=QUEUE,
                        )
                    await self._pool.enqueue_job(JOB, _expires=60)
            except (RedisError, OSError):
                # The sweep finds it. Do not knock at every commit at a door that is shut.
                await self._drop()
                self._deaf_until = asyncio.get_running_loop().time() + PAUSE_AFTER_FAILURE_S
                return
            if not self._again:
                return

    async def _drop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            with contextlib.suppress(RedisError, OSError):
                await pool.aclose()

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._drop()
