"""The first contents of a database: what every installation needs, and on wish a small company to try.

Each installed part may have a `seeds.py` with `seed_base(act)` and `seed_demo(act)`, which work through the
part's own actions. They run in the order of the parts' needs, each in one transaction, each once: what was
done is noted in the same transaction, so a start that was interrupted goes on where it stopped.
`finish_demo(act)` comes when all demos are there: rules that would have stood in their way. Another,
`keep_current(act)`, runs at every start: it adds what came with a new version and alters nothing else.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel import clock
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.delivering import deliver_pending
from erp.kernel.keys import new_id
from erp.kernel.module import installed, part

# Whoever lays the foundation has no account yet.
FOUNDER = UUID(int=0)
CURRENCY, TIMEZONE = "JPY", "Asia/Tokyo"
_NOTE = """
INSERT INTO kernel.occurrence (job, planned_at, done_at) VALUES ($1, 'epoch', clock_timestamp())
ON CONFLICT DO NOTHING RETURNING job
"""


@dataclass(frozen=True, slots=True)
class FirstSignIn:
    """How the first person comes in; the password is shown once and has to be changed."""

    login: str
    password: str


class _Done(Exception):
    """Somebody has seeded this part already."""


async def seed(database: Database, demo: bool = True) -> FirstSignIn | None:
    """Seed what is not seeded yet; answers the first sign-in when it was made just now."""
    done = {
        row["job"]
        for row in await database.rows("SELECT job FROM kernel.occurrence WHERE planned_at = 'epoch'")
    }
    company = await _founded(database) or new_id()
    first = None
    if demo and not any(job.startswith("seed_base") for job in done):
        # Only a new database gets the demo company; that it is wanted survives an interruption.
        await _note(database, "wants_demo")
        done.add("wants_demo")
    for name, work in _steps("seed_base"):
        if f"seed_base {name}" not in done:
            answer = await _run(database, company, f"seed_base {name}", work)
            first = answer if hasattr(answer, "password") else first
    for _, work in _steps("keep_current"):
        asking = _founder(company)
        async with database.transaction(asking=asking, verb="keep_current") as tx:
            await work(Act(tx=tx, asking=asking, verb="keep_current"))
    if "wants_demo" in done:
        for step in ("seed_demo", "finish_demo"):
            for name, work in _steps(step):
                if f"{step} {name}" not in done:
                    await _run(database, company, f"{step} {name}", work)
                    # What follows from the documents by itself is there before the next part builds on it.
                    await deliver_pending(database)
    return first


def _steps(kind: str) -> list[tuple[str, Callable[[Act], Awaitable[Any]]]]:
    """The parts that have something to sow, in the order of their needs."""
    found = []
    for module in installed():
        seeds = part(module.name, "seeds")
        work = getattr(seeds, kind, None)
        if work is not None:
            found.append((module.name, work))
    return found


async def _founded(database: Database) -> UUID | None:
    """The company the seeds work in: the first one there is."""
    there = await database.read("SELECT to_regclass('masterdata.company') IS NOT NULL")
    return await database.read("SELECT id FROM masterdata.company ORDER BY id LIMIT 1") if there else None


async def _run(database: Database, company: UUID, job: str, work: Callable[[Act], Awaitable[Any]]) -> Any:
    asking = _founder(company)
    try:
        async with database.transaction(asking=asking, verb=job.split(" ")[0]) as tx:
            if await tx.value(_NOTE, job) is None:
                raise _Done()
            return await work(Act(tx=tx, asking=asking, verb=job.split(" ")[0]))
    except _Done:
        return None


async def _note(database: Database, job: str) -> None:
    await database.run(_NOTE, job)


def _founder(company: UUID) -> Asking:
    return Asking(
        actor=FOUNDER,
        actor_name="System",
        company=company,
        currency=CURRENCY,
        timezone=TIMEZONE,
        language="ja",
        permissions=_every_permission(),
        via="command",
        today=clock.today(TIMEZONE),
    )


def _every_permission() -> frozenset[str]:
    """All there are; the kernel stands below the API and knows it by name only."""
    from importlib import import_module

    return frozenset(import_module("erp.api").permissions())
