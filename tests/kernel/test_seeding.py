"""The first contents: sown once, in the order of needs, and gone on with where a start was interrupted."""

from types import SimpleNamespace

import pytest

from erp.kernel import seeding
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.kernel.module import Module
from erp.kernel.seeding import FirstSignIn, seed
from tests.kernel.conftest import Fact, House

FACTS = "SELECT coalesce(array_agg(number ORDER BY id), '{}') FROM trial.fact"


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, SimpleNamespace]:
    """Two parts, the second needs the first and makes the first sign-in."""

    def sow(what: str, answer: object = None):
        async def work(act: Act) -> object:
            await act.tx.insert(Fact, [{"id": new_id(), "company": act.company, "number": what}])
            return answer

        return work

    known = {
        "ground": SimpleNamespace(seed_base=sow("ground base"), seed_demo=sow("ground demo")),
        "people": SimpleNamespace(
            seed_base=sow("people base", FirstSignIn("admin", "secret")), seed_demo=sow("people demo")
        ),
        "plain": None,
    }
    monkeypatch.setattr(seeding, "installed", lambda: tuple(Module(name, name, name) for name in known))
    monkeypatch.setattr(seeding, "part", lambda module, name: known[module])
    monkeypatch.setattr(seeding, "_every_permission", frozenset)
    return known


async def test_each_part_is_sown_once(database: Database, house: House, parts: dict) -> None:
    assert await seed(database, demo=True) == FirstSignIn("admin", "secret")
    assert await seed(database, demo=True) is None
    assert await house.value(FACTS) == ["ground base", "people base", "ground demo", "people demo"]


async def test_a_house_that_began_empty_never_gets_the_demo(
    database: Database, house: House, parts: dict
) -> None:
    await seed(database, demo=False)
    await seed(database, demo=True)
    assert await house.value(FACTS) == ["ground base", "people base"]


async def test_an_interrupted_start_goes_on_where_it_stopped(
    database: Database, house: House, parts: dict
) -> None:
    sow = parts["people"].seed_base

    async def fail(act: Act) -> None:
        await sow(act)
        raise ZeroDivisionError

    parts["people"].seed_base = fail
    with pytest.raises(ZeroDivisionError):
        await seed(database, demo=True)
    assert await house.value(FACTS) == ["ground base"]
    parts["people"].seed_base = sow
    # Also when nobody asks for the demo any more: it was wanted when the house was begun.
    assert await seed(database, demo=False) == FirstSignIn("admin", "secret")
    assert await house.value(FACTS) == ["ground base", "people base", "ground demo", "people demo"]


async def test_a_part_installed_later_is_sown_then(database: Database, house: House, parts: dict) -> None:
    late = parts.pop("people")
    await seed(database, demo=False)
    parts["people"] = late
    assert await seed(database, demo=False) == FirstSignIn("admin", "secret")
    assert await house.value(FACTS) == ["ground base", "people base"]
