"""What the house does by the clock. A planned run is a row: it happens once, however many workers there are.

Time comes from the database: workers' own clocks may differ, and then each would think it is the one to run.
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from erp.kernel import audit, files
from erp.kernel.database import Database

log = logging.getLogger("erp.jobs")
Beside = Callable[[Coroutine[Any, Any, None]], None]

# The slot that has begun and is not taken yet. A missed run is done once, late; older ones are skipped.
_TAKE = """
INSERT INTO kernel.occurrence (job, planned_at)
VALUES ($1, to_timestamp(floor(extract(epoch FROM clock_timestamp()) / $2) * $2))
ON CONFLICT DO NOTHING RETURNING planned_at
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done every so many seconds."""

    name: str
    every_s: int
    run: Callable[[Database], Awaitable[object]]
    # What may take minutes is done beside the others and keeps none of them waiting.
    takes_long: bool = False


async def forget_keys(database: Database) -> int:
    """Answers kept for repeated requests go after a month."""
    return await database.read("SELECT kernel.forget_keys()")


def jobs(anchor_file: Path | None) -> tuple[Job, ...]:
    """All jobs of the kernel; the chain's head goes into the file where one is given."""

    async def seal(database: Database) -> None:
        await audit.seal(database)
        if anchor_file is not None:
            await audit.anchor(database, anchor_file)

    return (
        Job("seal_audit", 60, seal),
        Job("forget_keys", 86_400, forget_keys),
        Job("hand_on_contents", 10, files.hand_on),
    )


async def run_due(database: Database, due: tuple[Job, ...], beside: Beside | None = None) -> list[str]:
    """Run each job whose time has come and that nobody else has taken; answers their names.

    Long ones are handed to `beside` where it is given, and are not waited for.
    """
    done = []
    for job in due:
        planned_at = await database.read(_TAKE, job.name, job.every_s)
        if planned_at is None:
            continue
        if job.takes_long and beside is not None:
            beside(_do(database, job, planned_at))
        else:
            await _do(database, job, planned_at)
        done.append(job.name)
    return done


async def _do(database: Database, job: Job, planned_at: datetime) -> None:
    await job.run(database)
    await database.run(
        "UPDATE kernel.occurrence SET done_at = clock_timestamp() WHERE job = $1 AND planned_at = $2",
        job.name,
        planned_at,
    )
