"""Numbers for people have no gap and no twin, whoever is refused meanwhile."""

import asyncio
import random
from datetime import date

import pytest

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number, next_numbers
from tests.kernel.conftest import OTHER_COMPANY, Fact, House, an_asking

ON = date(2026, 4, 1)


async def test_no_gap_and_no_twin_under_a_crowd_of_whom_a_fifth_is_refused(house: House) -> None:
    database = await house.open(size=12, wait_s=60)
    chance = random.Random(20260401)
    refused = 0

    async def issue(turn: int, is_refused: bool) -> None:
        nonlocal refused

        async def work(act: Act) -> bytes:
            number = await next_number(act, "invoice", ON)
            await act.tx.insert(Fact, [{"id": new_id(), "company": act.company, "number": number}])
            if is_refused:
                raise NotFound("Invoice")
            return number.encode()

        try:
            await database.act(asking=an_asking(), verb="issue", key=f"{turn}", fingerprint="x", work=work)
        except NotFound:
            refused += 1

    await asyncio.gather(*(issue(turn, chance.random() < 0.2) for turn in range(150)))
    numbers = await house.value("SELECT array_agg(number ORDER BY number) FROM trial.fact")
    assert 15 < refused < 50
    assert numbers == [f"IN-2026-{place:06d}" for place in range(1, 151 - refused)]


async def test_each_company_year_and_kind_has_its_own_series(database: Database) -> None:
    async def take(series: str, on: date = ON, **who: object) -> str:
        async with database.transaction(asking=an_asking(**who), verb="number") as tx:
            return await next_number(Act(tx=tx, asking=tx.asking, verb="number"), series, on)

    assert await take("sales_order") == "SO-2026-000001"
    assert await take("sales_order") == "SO-2026-000002"
    assert await take("sales_order", date(2027, 1, 1)) == "SO-2027-000001"
    assert await take("sales_order", company=OTHER_COMPANY) == "SO-2026-000001"
    assert await take("party") == "P-000001"
    # Masters are shared: one series for all companies.
    assert await take("party", company=OTHER_COMPANY) == "P-000002"
    with pytest.raises(KeyError):
        await take("unheard_of")


async def test_several_at_once_cost_one_statement(database: Database) -> None:
    async with database.transaction(asking=an_asking(), verb="number") as tx:
        act = Act(tx=tx, asking=tx.asking, verb="number")
        before = database.statements
        assert await next_numbers(act, "product", ON, 3) == ["I-000001", "I-000002", "I-000003"]
        assert database.statements == before + 1
        assert await next_numbers(act, "product", ON, 0) == []
        assert await next_number(act, "product", ON) == "I-000004"
