"""The one way to the database: nothing leaks, nothing nests, nothing is rounded, nothing is done twice."""

import asyncio
from decimal import Decimal
from uuid import uuid4

import asyncpg
import pytest

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import Busy, KeyRequired, KeyReused, NotFound, TooLong, Unavailable
from erp.kernel.transaction import Missing
from tests.kernel.conftest import COMPANY, Fact, House, Line, an_asking, lines, post

COUNT = "SELECT count(*) FROM trial.line"


async def test_fifty_unbalanced_entries_and_then_a_good_one(database: Database, house: House) -> None:
    """The refusal comes at COMMIT; with a pool of three, one leaked connection each would stop the fourth."""
    for turn in range(50):
        with pytest.raises(asyncpg.CheckViolationError):
            await database.act(
                asking=an_asking(), verb="post", key=f"bad {turn}", fingerprint="x", work=post(5, -4)
            )
        assert database.lent == 0
    await database.act(asking=an_asking(), verb="post", key="good", fingerprint="x", work=post(5, -5))
    assert await house.value(COUNT) == 2


async def test_a_refused_action_changes_nothing_and_keeps_no_key(database: Database, house: House) -> None:
    async def refuse(act: Act) -> bytes:
        await act.tx.insert(Line, lines(1, -1))
        raise NotFound("Line")

    with pytest.raises(NotFound):
        await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=refuse)
    assert await house.value(COUNT) == 0
    assert await house.value("SELECT count(*) FROM kernel.idempotency") == 0
    await database.act(asking=an_asking(), verb="post", key="k", fingerprint="y", work=post(1, -1))
    assert await house.value(COUNT) == 2


async def test_a_transaction_inside_a_transaction_is_refused(database: Database, house: House) -> None:
    async def nest(act: Act) -> bytes:
        await act.tx.insert(Line, lines(1, -1))
        async with database.transaction(asking=act.asking, verb="inner"):
            pass
        return b""

    with pytest.raises(RuntimeError, match="inside a transaction"):
        await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=nest)
    assert await house.value(COUNT) == 0


async def test_a_read_on_another_connection_inside_a_transaction_is_refused(database: Database) -> None:
    async with database.transaction(asking=an_asking(), verb="look"):
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await database.read("SELECT 1")
    assert await database.read("SELECT 1") == 1


async def test_statements_side_by_side_in_one_transaction_wait_for_each_other(database: Database) -> None:
    async with database.transaction(asking=an_asking(), verb="look") as tx:
        assert await asyncio.gather(*(tx.value("SELECT $1::int", each) for each in range(20))) == [*range(20)]


async def test_a_savepoint_undoes_its_part_only(database: Database, house: House) -> None:
    async def work(act: Act) -> bytes:
        await act.tx.insert(Line, lines(1, -1))
        with pytest.raises(NotFound):
            async with act.tx.savepoint("optional_part"):
                await act.tx.insert(Line, lines(2, -2))
                raise NotFound("Line")
        return b""

    await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=work)
    assert await house.value("SELECT max(amount) FROM trial.line") == 1


async def test_a_swallowed_statement_error_is_not_taken_for_success(database: Database, house: House) -> None:
    async def work(act: Act) -> bytes:
        await act.tx.insert(Line, lines(1, -1))
        with pytest.raises(asyncpg.DivisionByZeroError):
            await act.tx.value("SELECT 1 / 0")
        return b""

    with pytest.raises(asyncpg.InFailedSQLTransactionError):
        await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=work)
    with pytest.raises(RuntimeError, match="swallowed"):
        async with database.transaction(asking=an_asking(), verb="post") as tx:
            with pytest.raises(asyncpg.DivisionByZeroError):
                await tx.value("SELECT 1 / 0")
    assert await house.value(COUNT) == 0


async def test_64_equal_keys_at_once_do_it_once_and_get_one_answer(house: House) -> None:
    database = await house.open(size=8, wait_s=30)
    asked = [
        database.act(asking=an_asking(), verb="post", key="same", fingerprint="x", work=post(7, -7))
        for _ in range(64)
    ]
    answers = await asyncio.gather(*asked)
    assert len(set(answers)) == 1
    assert await house.value(COUNT) == 2


async def test_a_key_is_the_actor_s_own(database: Database, house: House) -> None:
    for actor in (uuid4(), uuid4()):
        asking = an_asking(actor=actor)
        await database.act(asking=asking, verb="post", key="k", fingerprint="x", work=post(1, -1))
    assert await house.value(COUNT) == 4


@pytest.mark.parametrize(
    "other", [{"fingerprint": "y"}, {"verb": "reverse"}, {"asking": {"company": uuid4()}}]
)
async def test_a_key_used_for_something_else_is_refused(
    database: Database, house: House, other: dict
) -> None:
    await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=post(1, -1))
    asking = an_asking(**other.pop("asking", {}))
    given = {"asking": asking, "verb": "post", "key": "k", "fingerprint": "x", "work": post(1, -1)} | other
    with pytest.raises(KeyReused):
        await database.act(**given)
    assert await house.value(COUNT) == 2


async def test_a_change_without_a_key_is_refused(database: Database) -> None:
    with pytest.raises(KeyRequired):
        await database.act(asking=an_asking(), verb="post", key=None, fingerprint="x", work=post(1, -1))


async def test_a_key_that_is_too_long_is_refused(database: Database) -> None:
    with pytest.raises(TooLong):
        await database.act(asking=an_asking(), verb="post", key="k" * 201, fingerprint="x", work=post(1, -1))


async def test_a_hundred_lines_cost_as_many_statements_as_two(database: Database) -> None:
    counted = []
    for amounts in ((1, -1), (1, -1) * 50):
        before = database.statements
        await database.act(
            asking=an_asking(), verb="post", key=f"{len(amounts)}", fingerprint="x", work=post(*amounts)
        )
        counted.append(database.statements - before)
    # BEGIN, begin_action, INSERT, answer, COMMIT
    assert counted == [5, 5]


async def test_amounts_are_refused_where_postgresql_would_round(database: Database) -> None:
    for wrong in (Decimal("0.00001"), Decimal("NaN")):
        rows = [line | {"amount": wrong} for line in lines(0)]
        with pytest.raises(ValueError, match="amount"):
            async with database.transaction(asking=an_asking(), verb="post") as tx:
                await tx.insert(Line, rows)


async def test_values_come_back_as_they_went_in(database: Database) -> None:
    rows = [line | {"memo": None, "details": {"a": [1, "二"]}} for line in lines(1, -1)]
    changed = [{"id": row["id"], "memo": f"memo {row['amount']}", "details": None} for row in rows]
    async with database.transaction(asking=an_asking(), verb="post") as tx:
        await tx.insert(Line, rows)
        assert await tx.value("SELECT details ->> 'a' FROM trial.line LIMIT 1") == '[1, "二"]'
        await tx.update(Line, changed)
        await tx.update(Line, changed[:1])
        kept = await tx.rows("SELECT amount, memo, details FROM trial.line ORDER BY id")
        with pytest.raises(Missing):
            await tx.update(Line, [{"id": uuid4(), "memo": "nobody's"}])
    assert [tuple(row) for row in kept] == [(1, "memo 1", None), (-1, "memo -1", None)]


async def test_rows_with_different_columns_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="differ"):
        async with database.transaction(asking=an_asking(), verb="post") as tx:
            await tx.insert(Line, [lines(0)[0], lines(0)[0] | {"memo": "x"}])


async def test_opposite_lock_orders_end_without_an_error_people_see(database: Database, house: House) -> None:
    """Two who lock two rows crosswise: PostgreSQL breaks the circle, and the loser's whole action runs
    again.
    """
    rows = lines(1, -1)
    async with database.transaction(asking=an_asking(), verb="post") as tx:
        await tx.insert(Line, rows)
    both_hold_one = asyncio.Barrier(2)
    tries = 0

    async def cross(first: int) -> bytes:
        async def work(act: Act) -> bytes:
            nonlocal tries
            tries += 1
            lock = "UPDATE trial.line SET memo = $2 WHERE id = $1"
            await act.tx.run(lock, rows[first]["id"], str(first))
            if tries <= 2:
                await both_hold_one.wait()
            await act.tx.run(lock, rows[1 - first]["id"], str(first))
            return b"done"

        return await database.act(
            asking=an_asking(), verb="cross", key=f"from {first}", fingerprint="x", work=work
        )

    assert await asyncio.gather(cross(0), cross(1)) == [b"done", b"done"]
    assert tries == 3


async def test_who_waits_too_long_for_a_lock_is_told_that_we_are_busy(house: House) -> None:
    database = await house.open(lock_timeout_ms=20)
    (row,) = lines(0)
    async with database.transaction(asking=an_asking(), verb="post") as tx:
        await tx.insert(Line, [row])
    holder = await asyncpg.connect(house.superuser)
    async with holder.transaction():
        await holder.execute("SELECT FROM trial.line FOR UPDATE")
        with pytest.raises(Busy):
            await database.act(
                asking=an_asking(),
                verb="change",
                key="k",
                fingerprint="x",
                work=lambda act: act.tx.update(Line, [{"id": row["id"], "memo": "mine"}]),
            )
    await holder.close()


async def test_a_statement_that_runs_too_long_is_stopped(house: House) -> None:
    database = await house.open(statement_timeout_ms=50)
    with pytest.raises(Busy):
        await database.read("SELECT pg_sleep(5)")
    assert await database.read("SELECT 1") == 1


async def test_who_waits_too_long_for_a_connection_is_told_that_we_are_busy(house: House) -> None:
    database = await house.open(size=1, wait_s=0.02)
    started, end = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.transaction(asking=an_asking(), verb="hold"):
            started.set()
            await end.wait()

    holding = asyncio.create_task(hold())
    await started.wait()
    with pytest.raises(Busy):
        await database.read("SELECT 1")
    end.set()
    await holding
    assert await database.read("SELECT 1") == 1


async def test_a_cancelled_request_gives_its_connection_back(house: House) -> None:
    database = await house.open(size=1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await database.read("SELECT pg_sleep(5)")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), database.transaction(asking=an_asking(), verb="slow") as tx:
            await tx.value("SELECT pg_sleep(5)")
    assert await database.read("SELECT 1") == 1


async def test_an_unreachable_database_is_unavailable_not_an_accident(house: House) -> None:
    database = await house.open("postgresql://nobody@/nothing?host=/nowhere")
    with pytest.raises(Unavailable):
        await database.read("SELECT 1")
    with pytest.raises(Unavailable):
        await database.act(asking=an_asking(), verb="post", key="k", fingerprint="x", work=post(1, -1))


async def test_facts_can_be_added_but_not_changed(database: Database, house: House) -> None:
    row = {"id": uuid4(), "company": COMPANY, "number": "1"}
    async with database.transaction(asking=an_asking(), verb="post") as tx:
        await tx.insert(Fact, [row])
    for forbidden in ("UPDATE trial.fact SET number = '2'", "DELETE FROM trial.fact", "TRUNCATE trial.fact"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction(asking=an_asking(), verb="forge") as tx:
                await tx.run(forbidden)
        with pytest.raises(asyncpg.RestrictViolationError):
            await house.sql(forbidden)
    assert await house.value("SELECT number FROM trial.fact") == "1"


async def test_figures_in_the_database_are_numbers_for_every_writer(house: House) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="line_are_numbers"):
        await house.sql("INSERT INTO trial.line (company, entry, amount) VALUES (uuidv7(), uuidv7(), 'NaN')")
