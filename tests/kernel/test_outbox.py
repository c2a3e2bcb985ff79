"""Events: never lost, never with two effects, in order for one subject, and nobody waits for somebody
else's fault.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest

from erp.kernel import delivering, outbox
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.outbox import Event, record, when
from tests.kernel.conftest import COMPANY, Fact, House, an_asking


@dataclass(frozen=True, kw_only=True)
class GoodsLeft(Event):
    """Something happened."""

    number: str
    weight: Decimal
    to: UUID | None = None


REACTION = "kernel.note_departure"
FACTS = "SELECT coalesce(array_agg(number ORDER BY id), '{}') FROM trial.fact"
STATES = "SELECT coalesce(array_agg(state ORDER BY position), '{}') FROM kernel.delivery WHERE reaction = $1"


async def as_service(database: Database, company: UUID) -> Asking:
    return an_asking(actor=UUID(int=9), company=company, via="worker")


async def deliver(database: Database, limit: int | None = None) -> int:
    return await delivering.deliver_pending(database, limit, asking_for=as_service)


@pytest.fixture(autouse=True)
def reactions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only this file's reactions are installed, and the broken ones of one test are gone for the next."""
    monkeypatch.setattr(outbox, "_reactions", {})
    monkeypatch.setattr(outbox, "_load", lambda: None)
    _react()
    yield


def _react(name: str = "note_departure", fails: set[str] | None = None) -> None:
    """A reaction that writes a fact with the event's number, and fails for some numbers."""

    async def reaction(*, act: Act, event: GoodsLeft) -> None:
        row = {"id": new_id(), "company": act.company, "number": f"{name} {event.number}"}
        await act.tx.insert(Fact, [row])
        if fails and event.number in fails:
            raise NotFound("GoodsLeft", event.number)

    reaction.__name__ = name
    reaction.__module__ = "tests.kernel"
    when(GoodsLeft)(reaction)


async def tell(database: Database, *numbers: str, subject: UUID | None = None) -> UUID:
    subject = subject or new_id()
    async with database.transaction(asking=an_asking(), verb="ship") as tx:
        act = Act(tx=tx, asking=tx.asking, verb="ship")
        for number in numbers:
            await record(act, GoodsLeft(number=number, weight=Decimal("1.50")), subject=subject)
    return subject


async def test_an_event_is_delivered_once_with_its_facts(database: Database, house: House) -> None:
    seen = []

    @when(GoodsLeft)
    async def remember(*, act: Act, event: GoodsLeft) -> None:
        seen.append((event, act.company, act.asking.via, act.verb))

    await tell(database, "1")
    assert await deliver(database) == 2
    assert await deliver(database) == 0
    assert seen == [(GoodsLeft(number="1", weight=Decimal("1.5")), COMPANY, "worker", "remember")]
    assert await house.value(FACTS) == ["note_departure 1"]
    assert await house.value("SELECT array_agg(DISTINCT actor) FROM kernel.audit") == [UUID(int=9)]


async def test_an_event_of_an_undone_transaction_never_happened(database: Database, house: House) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction(asking=an_asking(), verb="ship") as tx:
            act = Act(tx=tx, asking=tx.asking, verb="ship")
            await record(act, GoodsLeft(number="1", weight=Decimal(1)), subject=new_id())
            raise ZeroDivisionError
    async with database.transaction(asking=an_asking(), verb="ship") as tx:
        act = Act(tx=tx, asking=tx.asking, verb="ship")
        with pytest.raises(ZeroDivisionError):
            async with tx.savepoint("optional"):
                await record(act, GoodsLeft(number="2", weight=Decimal(1)), subject=new_id())
                raise ZeroDivisionError
    assert await house.value("SELECT count(*) FROM kernel.event") == 0
    assert await deliver(database) == 0


async def test_telling_costs_no_statement(database: Database) -> None:
    counted = []
    for numbers in ((), ("1",), ("1", "2", "3")):

        async def work(act: Act, numbers: tuple[str, ...] = numbers) -> bytes:
            for number in numbers:
                await record(act, GoodsLeft(number=number, weight=Decimal(1)), subject=new_id())
            return b"done"

        before = database.statements
        key = f"{len(numbers)}"
        await database.act(asking=an_asking(), verb="ship", key=key, fingerprint="x", work=work)
        counted.append(database.statements - before)
    assert len(set(counted)) == 1
    assert await deliver(database) == 4


async def test_the_worker_is_nudged_after_the_commit_and_only_for_events(database: Database) -> None:
    nudged = []
    database.after_events = lambda: nudged.append(database.lent)
    async with database.transaction(asking=an_asking(), verb="look"):
        pass
    await tell(database, "1")
    assert nudged == [0]


async def test_a_failing_reaction_holds_back_only_itself(database: Database, house: House) -> None:
    _react("fragile", fails={"bad"})
    held = await tell(database, "bad")
    await tell(database, "after bad", subject=held)
    await tell(database, "other")
    await deliver(database)
    # The other reaction saw all; the fragile one saw the other subject, and its own order is kept.
    assert sorted(await house.value(FACTS)) == [
        "fragile other",
        "note_departure after bad",
        "note_departure bad",
        "note_departure other",
    ]
    assert await house.value(STATES, "kernel.fragile") == ["PENDING", "PENDING", "DONE"]
    told = "SELECT last_error FROM kernel.delivery WHERE last_error IS NOT NULL"
    assert await house.value(told) == "NOT_FOUND kind=GoodsLeft id=bad"


async def test_after_its_last_try_it_lies_in_the_dead_letters(database: Database, house: House) -> None:
    fails = {"bad"}
    _react("fragile", fails=fails)
    subject = await tell(database, "bad")
    await tell(database, "next", subject=subject)
    waits = []
    for _ in range(delivering.MOST_TRIES - 1):
        await deliver(database)
        due = "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 FROM kernel.delivery"
        waits.append(await house.value(f"{due} WHERE attempts > 0 AND reaction = 'kernel.fragile'"))
        await house.sql("UPDATE kernel.delivery SET next_at = now()")
    assert await house.value(STATES, "kernel.fragile") == ["PENDING", "PENDING"]
    assert all(later > 1.5 * sooner for sooner, later in zip(waits[::2], waits[2::2], strict=False))
    await deliver(database)
    assert await house.value(STATES, "kernel.fragile") == ["DEAD", "DONE"]

    fails.clear()
    dead = await house.value("SELECT id FROM kernel.delivery WHERE state = 'DEAD'")
    async with database.transaction(asking=an_asking(), verb="retry_delivery") as tx:
        assert await tx.run(delivering.RETRY, dead, UUID(int=7)) == 0
        assert await tx.run(delivering.RETRY, dead, COMPANY) == 1
    await deliver(database)
    assert await house.value(STATES, "kernel.fragile") == ["DONE", "DONE"]


async def test_what_a_dead_worker_held_is_taken_up_when_its_lease_ends(
    database: Database, house: House
) -> None:
    await tell(database, "1")
    taken = await delivering.claim(database)
    assert taken is not None
    # That worker is gone now. Nobody else gets it before the lease ends …
    assert await deliver(database) == 0
    await house.sql("UPDATE kernel.delivery SET lease_until = clock_timestamp()")
    # … and everybody after it has.
    assert await deliver(database) == 1
    assert await house.value(FACTS) == ["note_departure 1"]


async def test_a_worker_that_was_thought_dead_undoes_its_work(database: Database, house: House) -> None:
    """It comes back after another has delivered: the mark is made only with the token that is still valid."""
    await tell(database, "1")
    late = await delivering.claim(database)
    assert late is not None
    await house.sql("UPDATE kernel.delivery SET lease_until = clock_timestamp()")
    assert await deliver(database) == 1
    assert await delivering.deliver(database, late, as_service) is False
    assert await house.value(FACTS) == ["note_departure 1"]
    assert await house.value(STATES, REACTION) == ["DONE"]


async def test_one_that_kills_every_worker_ends_in_the_dead_letters(database: Database, house: House) -> None:
    await tell(database, "1")
    for _ in range(delivering.MOST_TRIES):
        assert await delivering.claim(database)
        await house.sql("UPDATE kernel.delivery SET lease_until = clock_timestamp()")
    await deliver(database)
    assert await house.value(STATES, REACTION) == ["DEAD"]
    assert await house.value(FACTS) == []


async def test_eight_workers_deliver_each_once_and_each_subject_in_order(house: House) -> None:
    database = await house.open(size=8)
    subjects = [new_id() for _ in range(5)]
    for place in range(6):
        for number, subject in enumerate(subjects):
            await tell(database, f"{number}.{place}", subject=subject)
    for _ in range(3):
        # Who finds all lanes taken goes away; the next look finds the rest.
        await asyncio.gather(*(deliver(database) for _ in range(8)))
    numbers = [each.split()[1] for each in await house.value(FACTS)]
    assert sorted(numbers) == sorted(f"{number}.{place}" for number in range(5) for place in range(6))
    for number in range(5):
        assert [each for each in numbers if each.startswith(f"{number}.")] == [
            f"{number}.{place}" for place in range(6)
        ]


async def test_two_reactions_of_one_name_are_refused() -> None:
    _react("note_departure")

    async def note_departure(*, act: Act, event: GoodsLeft) -> None:
        """Another one."""

    note_departure.__module__ = "other.kernel"
    with pytest.raises(TypeError, match="two reactions"):
        when(GoodsLeft)(note_departure)
