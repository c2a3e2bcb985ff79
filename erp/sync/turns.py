"""The budget of a connection, shared by every worker: kept in PostgreSQL, so that nothing is forgotten."""

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import TimeoutError as Late
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from erp.kernel import clock
from erp.kernel.database import Database
from erp.kernel.errors import Busy, Unavailable
from erp.kernel.keys import new_id
from erp.sync.calling.windows import ZoneInfo, quiet_until
from erp.sync.contract import Retry, WaitUntil

T = TypeVar("T")
# Longer than this a thread does not wait; the work comes back at its time instead.
PATIENCE_S = 5.0
ANSWER_S = 30.0
TAKE = """
    SELECT until, extract(epoch FROM until - clock_timestamp())::float8 AS wait
    FROM sync.take_turn($1, $2, $3, $4, $5, $6, $7) AS until
"""
GIVE = "SELECT sync.give_turn($1, $2, $3, $4, $5)"


class SharedTurns:
    """For the threads that call the outside; they ask the database through the loop of their process."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, database: Database, connection: Any, timezone: str
    ) -> None:
        self._loop, self._database, self._zone = loop, database, ZoneInfo(timezone)
        self._connection: UUID = connection["id"]
        self._company: UUID = connection["company"]
        names = ("at_once", "per_minute", "per_hour", "per_day")
        self._limits = [connection[name] for name in names]
        self._quiet: str = connection["quiet_hours"]

    def take(self) -> UUID:
        turn, began = new_id(), clock.monotonic()
        while True:
            quiet = quiet_until(self._quiet, clock.now().astimezone(self._zone))
            if quiet is not None:
                raise WaitUntil("この接続を使わない時間帯です。", quiet)
            rows = self._wait(
                self._database.rows(
                    TAKE, self._connection, self._company, turn, *self._limits, company=self._company
                )
            )
            until, wait = rows[0]["until"], rows[0]["wait"]
            if until is None:
                return turn
            if clock.monotonic() - began + wait > PATIENCE_S:
                raise WaitUntil("この接続の呼び出し上限に達しています。", until)
            time.sleep(max(wait, 0.02))

    def give(self, turn: Any, pause_until: datetime | None = None, trouble: str = "") -> None:
        self._wait(
            self._database.run(
                GIVE, self._connection, turn, pause_until, not trouble, trouble or None, company=self._company
            )
        )

    def _wait(self, ask: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(ask, self._loop)
        try:
            return future.result(ANSWER_S)
        except (Late, Busy, Unavailable):
            future.cancel()
            raise Retry("データベースが混み合っています。") from None
