"""The wire is cut at COMMIT: nothing acknowledged is lost, nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from erp.embedded import start_postgres
from erp.kernel import database as edge
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import NotFound, OutcomeUnknown, Unavailable
from tests.faults.proxy import Proxy
from tests.kernel.conftest import House, an_asking, post
from tests.server import Server

COUNT = "SELECT count(*) FROM trial.line"
KEYS = "SELECT count(*) FROM kernel.idempotency"


@pytest.fixture
async def proxy(server: Server) -> AsyncIterator[Proxy]:
    proxy = Proxy(server.sockets)
    yield proxy
    await proxy.stop()


@pytest.fixture
async def behind(proxy: Proxy, house: House) -> Database:
    """The application, behind the wire that will be cut."""
    port = await proxy.start()
    name = house.url.split("/")[3].split("?")[0]
    return await house.open(f"postgresql://erp_owner@127.0.0.1:{port}/{name}?sslmode=disable", size=3)


async def act(database: Database, key: str = "k") -> bytes:
    return await database.act(asking=an_asking(), verb="post", key=key, fingerprint="x", work=post(5, -5))


async def test_a_lost_answer_is_looked_up(behind: Database, proxy: Proxy, house: House) -> None:
    proxy.lose_answer = 1
    answer = await act(behind)
    assert await house.value(COUNT) == 2
    assert answer.decode() == str(await house.value("SELECT entry FROM trial.line LIMIT 1"))
    assert await act(behind) == answer
    assert behind.lent == 0


async def test_a_commit_that_never_arrived_is_done_again(
    behind: Database, proxy: Proxy, house: House
) -> None:
    proxy.lose_question = 1
    await act(behind)
    assert (await house.value(COUNT), await house.value(KEYS)) == (2, 1)


async def test_a_commit_that_arrives_late_is_waited_for(behind: Database, proxy: Proxy, house: House) -> None:
    """The key is not there yet when it is looked up; asking again under it waits for the first to end."""
    proxy.delay_s = 0.4
    answer = await act(behind)
    assert (await house.value(COUNT), await house.value(KEYS)) == (2, 1)
    assert answer.decode() == str(await house.value("SELECT entry FROM trial.line LIMIT 1"))


async def test_where_nothing_can_be_found_out_it_says_so_and_the_same_key_settles_it(
    behind: Database, proxy: Proxy, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "LOOK_UPS", 2)

    async def cut_for_good(act: Act) -> bytes:
        proxy.lose_answer, proxy.refuse = 1, True
        return await post(5, -5)(act)

    with pytest.raises(OutcomeUnknown):
        await behind.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=cut_for_good)
    assert await house.value(COUNT) == 2
    proxy.refuse = False
    await act(behind)
    assert await house.value(COUNT) == 2


async def test_without_a_key_an_unknown_outcome_is_called_by_its_name(behind: Database, proxy: Proxy) -> None:
    with pytest.raises(OutcomeUnknown):
        async with behind.transaction(asking=an_asking(), verb="post"):
            proxy.lose_answer = 1
    assert behind.lent == 0


async def test_forty_under_cuts_of_every_kind_are_done_once_each(
    behind: Database, proxy: Proxy, house: House
) -> None:
    async def disturb() -> None:
        for turn in range(12):
            await asyncio.sleep(0.02)
            proxy.lose_answer += 1
            proxy.lose_question += turn % 2
            await house.sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'erp'"
                " AND datname = current_database() ORDER BY random() LIMIT 1"
            )

    async def insist(key: str) -> bytes:
        for _ in range(20):
            try:
                return await act(behind, key)
            except (OutcomeUnknown, Unavailable, edge.Busy):
                continue
        raise AssertionError("no answer")

    keys = [f"{turn}" for turn in range(40)]
    _, *answers = await asyncio.gather(disturb(), *(insist(key) for key in keys))
    assert len(set(answers)) == 40
    assert (await house.value(COUNT), await house.value(KEYS)) == (80, 40)
    assert behind.lent == 0


async def test_a_session_ended_by_the_server_costs_a_read_nothing(house: House) -> None:
    database = await house.open(size=4)
    await asyncio.gather(*(database.read("SELECT pg_sleep(0.02)") for _ in range(4)))
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'erp'"
    await house.sql(f"{end} AND datname = current_database()")
    assert await asyncio.gather(*(database.read("SELECT 1") for _ in range(8))) == [1] * 8
    in_flight = asyncio.create_task(database.read("SELECT 2 FROM pg_sleep(0.3)"))
    await asyncio.sleep(0.1)
    await house.sql(f"{end} AND datname = current_database() AND state = 'active'")
    assert await in_flight == 2


async def test_a_session_ended_inside_an_action_costs_the_caller_nothing(
    database: Database, house: House
) -> None:
    turns = 0

    async def work(act: Act) -> bytes:
        nonlocal turns
        turns += 1
        answer = await post(5, -5)(act)
        if turns == 1:
            await house.sql("SELECT pg_terminate_backend($1)", await act.tx.value("SELECT pg_backend_pid()"))
            await act.tx.value("SELECT 1")
        return answer

    await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=work)
    assert turns == 2
    assert await house.value(COUNT) == 2


async def test_after_a_crash_of_the_database_it_goes_on_by_itself(tmp_path: Path) -> None:
    held = start_postgres(tmp_path / "own", fast=True)
    assert held.postgres is not None and held.postgres.child is not None
    database = await Database.open(held.database_url, role=None)
    try:
        assert await database.read("SELECT 1") == 1
        held.postgres.child.process.kill()
        held.postgres.child.process.wait()
        # Its children notice a moment later; until then the old sessions may still answer.
        with pytest.raises(Unavailable):
            for _ in range(200):
                await database.read("SELECT pg_sleep(0.02)")
        held.revive()
        assert await database.read("SELECT 1") == 1
        assert database.lent == 0
    finally:
        await database.close()
        held.stop()


async def test_the_first_error_is_told_not_the_roll_back_s(database: Database, house: House) -> None:
    """Where the connection is cut while an action refuses, the refusal is the answer."""
    with pytest.raises(asyncpg.UniqueViolationError):
        async with database.transaction(asking=an_asking(), verb="post") as tx:
            row = "INSERT INTO trial.fact (id, company, number) VALUES ($1, $1, '1')"
            await tx.run(row, an_asking().company)
            await tx.run(row, an_asking().company)
    assert database.lent == 0


async def test_a_refusal_is_told_although_the_connection_was_cut_before_the_roll_back(
    house: House,
) -> None:
    """The roll-back then fails too; that is its own affair, and the connection is thrown away."""
    database = await house.open(size=1)

    async def refuse(act: Act) -> bytes:
        await house.sql("SELECT pg_terminate_backend($1)", await act.tx.value("SELECT pg_backend_pid()"))
        raise NotFound("Line")

    for turn in range(3):
        with pytest.raises(NotFound):
            await database.act(asking=an_asking(), verb="post", key=f"{turn}", fingerprint="x", work=refuse)
    assert await act(database) is not None
