"""One look at everything: what waits, what a dead worker left, what is due; each connection on its own."""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import Busy, Refused, Unavailable
from erp.sync.adapters import with_accounts
from erp.sync.asking import NotAllowedToWork, program_asking
from erp.sync.contract import Broken
from erp.sync.contract.outcomes import Outcome
from erp.sync.health import ask_for_run
from erp.sync.hooks import heed
from erp.sync.identities.doors import Door, DoorClosed, GraphQLDoor, is_there
from erp.sync.opening import Opened, open_connection
from erp.sync.running import accounts
from erp.sync.running.runs import Held, Lost, begin_work, claim
from erp.sync.running.writing import as_the_house, write_attempts, write_break, write_check
from erp.sync.states import RunKind

log = logging.getLogger("erp.sync")
AT_ONCE = 8
ACTIVE = """
    SELECT c.id, c.adapter FROM sync.connection c
    LEFT JOIN sync.call_budget b ON b.connection = c.id
    WHERE c.company = $1 AND c.state = 'ACTIVE' AND c.check_went_well
      AND (b.pause_until IS NULL OR b.pause_until <= clock_timestamp())
"""
UNCHECKED = """
    SELECT c.id FROM sync.connection c
    WHERE c.company = $1 AND c.state = 'ACTIVE' AND NOT c.check_went_well
      AND c.checked_at < clock_timestamp() - interval '5 minutes'
"""
MakeDoor = Callable[[Database, UUID], Door | None]


def the_door(database: Database, company: UUID) -> Door | None:
    """The part that decides about accounts, where it is installed."""
    return GraphQLDoor(database, company) if is_there() else None


async def run_connections(database: Database, make_door: MakeDoor = the_door) -> int:
    """Do what is to be done now, in each company; answers how many runs that were."""
    companies = await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id")
    done = await asyncio.gather(*(_company(database, row["id"], make_door) for row in companies))
    return sum(done)


async def _company(database: Database, company: UUID, make_door: MakeDoor) -> int:
    door = make_door(database, company)
    try:
        if door is not None:
            await _check_again(database, company)
            await heed(database, company)
            await _ask_for_readings(database, company, door)
        gate, runs = asyncio.Semaphore(AT_ONCE), list[asyncio.Task[None]]()
        while held := await claim(database, company):
            runs.append(asyncio.create_task(_gated(gate, held, door)))
        if door is not None:
            for held in await _work_due(database, company, door):
                runs.append(asyncio.create_task(_gated(gate, held, door)))
        await asyncio.gather(*runs)
        return len(runs)
    except NotAllowedToWork:
        return 0
    except (DoorClosed, Refused) as error:
        if not isinstance(error, (Busy, Unavailable)):
            log.warning("connections rest: %s", error)
        return 0


async def _with_accounts(database: Database, company: UUID) -> set[UUID]:
    """Connections in use that were found to work and that have accounts."""
    able = with_accounts()
    rows = await database.rows(ACTIVE, company, company=company)
    return {row["id"] for row in rows if row["adapter"] in able}


async def _check_again(database: Database, company: UUID) -> None:
    """A system that could not answer when it was connected is tried again by itself."""
    for row in await database.rows(UNCHECKED, company, company=company):

        async def ask(act: Act, connection: UUID = row["id"]) -> None:
            await ask_for_run(act, connection, RunKind.CHECK)

        await as_the_house(database, company, "check_connection", ask)


async def _ask_for_readings(database: Database, company: UUID, door: Door) -> None:
    due = await door.inventories_due()
    able = await _with_accounts(database, company) if due else set()
    for connection in [each for each in due if each in able]:

        async def ask(act: Act, connection: UUID = connection) -> None:
            await ask_for_run(act, connection, RunKind.INVENTORY)

        await as_the_house(database, company, "start_sync_run", ask)


async def _work_due(database: Database, company: UUID, door: Door) -> list[Held]:
    wanted = set(await door.work_due())
    wanted &= await _with_accounts(database, company) if wanted else set()
    if not wanted:
        return []
    asked_by = (await program_asking(database, company)).actor
    begun = [await begin_work(database, company, connection, asked_by) for connection in sorted(wanted)]
    return [held for held in begun if held is not None]


async def _gated(gate: asyncio.Semaphore, held: Held, door: Door | None) -> None:
    async with gate:
        try:
            async with held.alive():
                await _run(held, door)
        except Lost:
            log.warning("run %s is another's by now", held.id)
        except (Busy, Unavailable):
            log.warning("run %s is left to be taken over: the database is away", held.id)


async def _run(held: Held, door: Door | None) -> None:
    opened: Opened | None = None
    try:
        opened = await open_connection(held.database, held.company, held.connection)
        said = await _kind(held, opened, door)
        await write_attempts(held.database, opened, held.id)
        await held.finish(said)
    except Outcome as outcome:
        reason = (opened.clean(outcome.reason) if opened else outcome.reason)[:500]
        await _failed(held, opened, reason, broken=isinstance(outcome, Broken))
    except (Lost, Busy, Unavailable, asyncio.CancelledError):
        raise
    except DoorClosed as closed:
        await _failed(
            held, opened, f"この接続の処理を受け付けてもらえませんでした（{closed}）。", broken=False
        )
    except Exception:  # a fault of ours or of an adapter ends the run, never the worker
        log.exception("a run failed")
        await _failed(held, opened, accounts.INSIDE, broken=False)
    finally:
        if opened is not None:
            opened.client.close()


async def _kind(held: Held, opened: Opened, door: Door | None) -> str:
    if held.kind is RunKind.CHECK:
        return await accounts.check(held, opened, door)
    if door is None or opened.adapter.directory is None:
        return "この接続先にはアカウントの仕組みがありません。"
    if held.kind is RunKind.INVENTORY:
        return await accounts.read_all(held, opened, door)
    return await accounts.work(held, opened, door)


async def _failed(held: Held, opened: Opened | None, reason: str, *, broken: bool) -> None:
    if opened is not None:
        await write_attempts(held.database, opened, held.id)
    if held.kind is RunKind.CHECK:
        well = False if broken else None
        await write_check(held.database, held.company, held.connection, reason, well)
    await held.fail(reason)
    if broken:
        await write_break(held.database, held.company, held.connection, reason)
