"""How much one user or token may ask for in a minute: points are spent, and an empty purse waits for the
next one.

Each process counts by itself and tells the others through Valkey several times a second, so that asking
costs no wait. Nothing is lost when Valkey is away: each process then allows only a part, so that all
together stay near the limit instead of having none.
"""

import asyncio
import contextlib
from collections import OrderedDict
from dataclasses import dataclass

from redis.asyncio import Redis
from redis.exceptions import RedisError

from erp.kernel import clock
from erp.kernel.errors import TooOften

MINUTE_S = 60
TELL_EVERY_S = 0.25
PAUSE_AFTER_FAILURE_S = 5.0
# What one process allows by itself while it cannot hear the others.
PART_ALONE = 4
MOST_PURSES = 20_000


@dataclass
class Purse:
    """What one actor spent in one minute: as far as all processes know, and here since."""

    minute: int
    known: int = 0
    untold: int = 0

    @property
    def spent(self) -> int:
        return self.known + self.untold


class Limits:
    """One per process."""

    def __init__(self, per_minute: int, redis_url: str | None = None) -> None:
        self.per_minute = per_minute
        self._redis = (
            Redis.from_url(redis_url, socket_timeout=1, socket_connect_timeout=1) if redis_url else None
        )
        self._purses: OrderedDict[str, Purse] = OrderedDict()
        self._untold: set[str] = set()
        self._telling: asyncio.Task[None] | None = None
        self._deaf_until = 0.0

    @property
    def limit(self) -> int:
        """What this process allows just now."""
        alone = self._redis is not None and clock.monotonic() < self._deaf_until
        return max(self.per_minute // PART_ALONE, 1) if alone else self.per_minute

    def spend(self, who: str, points: int) -> int:
        """Take points from the purse; answers what is left. Refused when they are not there."""
        second = clock.now().timestamp()
        purse = self._purse(who, int(second) // MINUTE_S)
        limit = self.limit
        # Whoever has spent nothing yet may ask for anything one request may cost.
        if purse.spent and purse.spent + points > limit:
            raise TooOften(MINUTE_S - int(second) % MINUTE_S, limit=limit)
        purse.untold += points
        if self._redis is not None:
            self._untold.add(who)
            if self._telling is None or self._telling.done():
                self._telling = asyncio.get_running_loop().create_task(self._tell())
        return max(0, limit - purse.spent)

    def _purse(self, who: str, minute: int) -> Purse:
        purse = self._purses.get(who)
        if purse is None or purse.minute != minute:
            purse = self._purses[who] = Purse(minute)
        self._purses.move_to_end(who)
        while len(self._purses) > MOST_PURSES:
            self._purses.popitem(last=False)
        return purse

    async def _tell(self) -> None:
        """Add what was spent here to what was spent everywhere, and learn the sum."""
        await asyncio.sleep(TELL_EVERY_S)
        if self._redis is None or clock.monotonic() < self._deaf_until:
            return
        names, self._untold = list(self._untold), set()
        for who in names:
            purse = self._purses.get(who)
            if purse is None:
                continue
            points, purse.untold = purse.untold, 0
            try:
                purse.known = await self._added(f"erp:points:{who}:{purse.minute}", points)
            except (RedisError, OSError, TimeoutError):
                purse.known += points
                self._deaf_until = clock.monotonic() + PAUSE_AFTER_FAILURE_S
                return

    async def _added(self, key: str, points: int) -> int:
        assert self._redis is not None
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.incrby(key, points)
            pipe.expire(key, 2 * MINUTE_S)
            answers = await pipe.execute()
        return int(answers[0])

    async def close(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._telling
        if self._redis is not None:
            await self._redis.aclose()
