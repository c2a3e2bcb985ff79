"""What is written down of a run: its calls, how the connection was found, and that it broke."""

import json
from typing import Any
from uuid import UUID

from erp.access.who_asks import service_asking
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.sync import tables
from erp.sync.entering import held_connection
from erp.sync.health import break_down
from erp.sync.opening import Opened

ATTEMPTS = """
    INSERT INTO sync.call_attempt (company, connection, run, at, method, url, request, status, answer,
                                   outcome, reason, took_ms)
    SELECT $1, $2, $3, clock_timestamp(), a->>'method', a->>'url', a->'request', (a->>'status')::int,
           a->>'answer', a->>'outcome', a->>'reason', (a->>'took_ms')::int
    FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY AS x(a, n) ORDER BY n
"""
BATCH = 50


async def write_attempts(database: Database, opened: Opened, run: UUID | None) -> None:
    """Write down the calls that were made since the last time."""
    while opened.attempts:
        batch = [vars(opened.attempts.popleft()) for _ in range(min(BATCH, len(opened.attempts)))]
        # PostgreSQL keeps no NUL in a text.
        text = json.dumps(batch, ensure_ascii=False, default=str).replace("\\u0000", "")
        await database.run(ATTEMPTS, opened.company, opened.id, run, text, company=opened.company)


async def write_check(
    database: Database, company: UUID, connection: UUID, said: str, well: bool | None
) -> None:
    """Keep how the connection was found; `None` where they only could not answer just now."""

    async def work(act: Act) -> None:
        row = {"id": connection, "checked_at": act.at, "check_said": said}
        # A moment's silence does not stop what was found to work, leavers least of all.
        await act.tx.update(tables.Connection, [row if well is None else row | {"check_went_well": well}])

    await as_the_house(database, company, "check_connection", work)


async def write_break(database: Database, company: UUID, connection: UUID, reason: str) -> None:
    """The connection stops, and its owner is told once."""

    async def work(act: Act) -> None:
        await break_down(act, await held_connection(act, connection), reason)

    await as_the_house(database, company, "break_down", work)


async def as_the_house(database: Database, company: UUID, verb: str, work: Any) -> Any:
    """Something the house does by itself, in a transaction of its own."""
    asking = await service_asking(database, company)
    async with database.transaction(asking=asking, verb=verb) as tx:
        return await work(Act(tx=tx, asking=asking, verb=verb))


__all__ = ["as_the_house", "write_attempts", "write_break", "write_check"]
