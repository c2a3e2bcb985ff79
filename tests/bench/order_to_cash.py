"""How many documents a second go from order to cash, beside the same rows written by hand.

Eight clients take orders of ten lines all the way: draft, confirm, ship, invoice, receipt; over GraphQL
through a real server, and by the SQL of `by_hand`, in as many transactions. That both leave the same rows
behind is counted before anything is measured.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from erp.kernel import clock
from erp.kernel.keys import new_id
from tests.bench.by_hand import Writer
from tests.bench.filling import copy, filling, first, party, product
from tests.bench.house import House
from tests.bench.rows import Row
from tests.bench.serving import Line, asking, served

START = date(2020, 1, 1)

CLIENTS, LINES, PARTIES, PRODUCTS = 8, 10, 100, 2_000
SECONDS, ROUNDS = 6.0, 4
# Order, shipment, invoice and receipt.
DOCUMENTS = 4
GOAL = 0.35
Way = Callable[[random.Random], Awaitable[None]]
COUNTED = """
SELECT 'audit ' || table_name || ' ' || kind AS what, count(*) FROM kernel.audit GROUP BY 1
UNION ALL SELECT 'event ' || kind, count(*) FROM kernel.event GROUP BY 1
UNION ALL SELECT 'delivery ' || reaction, count(*) FROM kernel.delivery GROUP BY 1
UNION ALL SELECT 'document ' || kind, count(*) FROM kernel.document GROUP BY 1
UNION ALL SELECT 'link', count(*) FROM kernel.document_link
UNION ALL SELECT 'key', count(*) FROM kernel.idempotency WHERE answer IS NOT NULL
"""


def mutation(verb: str, selection: str) -> str:
    """The document of a verb."""
    kind = f"{verb[0].upper()}{verb[1:]}Input"
    head = f"mutation($input: {kind}!, $key: String)"
    return f"{head} {{ {verb}(input: $input, idempotencyKey: $key) {selection} }}"


DRAFT = mutation("draftSalesOrder", "{ id number total }")
CONFIRM = mutation("confirmSalesOrder", "{ id state }")
SHIP = mutation("shipSalesOrder", "{ id shipped }")
INVOICE = mutation("invoiceSalesOrder", "{ id billed invoices { id total } }")
RECEIPT = mutation("recordReceipt", "{ id number }")


class Stock:
    """Who buys, what is sold and where it lies."""

    def __init__(self, parties: list[UUID], products: list[UUID], warehouse: UUID, actor: UUID) -> None:
        self.parties, self.products, self.warehouse, self.actor = parties, products, warehouse, actor

    def drawn(self, chance: random.Random) -> tuple[UUID, list[UUID]]:
        """A customer and ten products."""
        return chance.choice(self.parties), chance.sample(self.products, LINES)


async def load(house: House) -> Stock:
    """Customers, products, and more of each than can be sold in a run."""
    async with filling(house) as owner:
        unit, warehouse, location = [await first(owner, name) for name in ("unit", "warehouse", "location")]
        taxed = await owner.fetchval("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
        parties = [party(at) for at in range(PARTIES)]
        products = [product(at, unit, taxed) for at in range(PRODUCTS)]
        lies = {"company": house.company, "location": location, "lot": "", "reserved": Decimal(0)}
        many = Decimal(10_000_000)
        balances = [{"id": new_id(), "product": each["id"], "on_hand": many} | lies for each in products]
        worth = {"company": house.company, "quantity": many, "value": many * 70, "warehouse": warehouse}
        worth |= {"method": "MOVING_AVERAGE", "last_on": START}
        came = {"company": house.company, "warehouse": warehouse, "came": many, "came_value": many * 70}
        came |= {"gone": Decimal(0), "gone_value": Decimal(0), "revalued": Decimal(0)}
        values = [{"id": new_id(), "product": each["id"]} | worth for each in products]
        await copy(owner, "masterdata.party", parties)
        await copy(owner, "masterdata.product", products)
        await copy(owner, "inventory.stock_balance", balances)
        await copy(owner, "inventory.stock_value", values)
        for table, day in (("stock_day", "day"), ("stock_month", "month")):
            sums = [{"id": new_id(), "product": each["id"], day: START} | came for each in products]
            await copy(owner, f"inventory.{table}", sums)
        actor = await owner.fetchval("SELECT id FROM access.app_user WHERE login = 'bench'")
    return Stock([each["id"] for each in parties], [each["id"] for each in products], warehouse, actor)


class Program:
    """A program that comes in by the door."""

    def __init__(self, line: Line, token: str, today: str) -> None:
        self.line, self.token, self.today = line, token, today

    async def do(self, document: str, **given: Any) -> Any:
        """One mutation; what it answers."""
        asked = asking(self.token, document, {"input": given, "key": str(uuid4())})
        answer = json.loads(await self.line.ask(asked))
        assert "errors" not in answer, answer
        (done,) = answer["data"].values()
        return done

    async def order_to_cash(self, customer: UUID, products: list[UUID]) -> None:
        """One order on its whole way."""
        lines = [{"product": str(each), "quantity": "3", "unitPrice": "120"} for each in products]
        order = (await self.do(DRAFT, customer=str(customer), lines=lines))["id"]
        await self.do(CONFIRM, order=order)
        await self.do(SHIP, order=order)
        (invoice,) = (await self.do(INVOICE, order=order))["invoices"]
        await self.do(
            RECEIPT,
            customer=str(customer),
            receivedOn=self.today,
            amount=invoice["total"],
            matches=[{"invoice": invoice["id"]}],
        )


async def bench(house: House) -> list[Row]:
    """Load, compare what both ways write, then measure them in turns."""
    stock = await load(house)
    said = {"app.company": str(house.company), "role": "erp_app", "timezone": "UTC"}
    async with served(house) as port:
        today = str(clock.today("Asia/Tokyo"))
        programs = [Program(await Line.to(port), house.token, today) for _ in range(CLIENTS)]
        links = [await asyncpg.connect(house.url, server_settings=said) for _ in range(CLIENTS)]
        writers = [Writer(link, house.company, stock.actor, stock.warehouse) for link in links]
        for writer in writers:
            await writer.learn()
        ways = {"ours": programs, "by hand": writers}
        await same_rows(house, stock, programs[0], writers[0])
        figures: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, clients in ways.items():
                figures[name].append(await per_second(stock, clients))
        for link in links:
            await link.close()
    ours, limit = (median(figures[name]) for name in ways)
    return [Row("order → confirm → ship → invoice → receipt", "documents/s", ours, limit, at_least=GOAL)]


async def per_second(stock: Stock, clients: list[Any]) -> float:
    """Documents a second, all clients at once."""
    until = clock.monotonic() + SECONDS

    async def work(client: Any, chance: random.Random) -> int:
        count = 0
        while clock.monotonic() < until:
            await client.order_to_cash(*stock.drawn(chance))
            count += 1
        return count

    began = clock.monotonic()
    counts = await asyncio.gather(*(work(each, random.Random(at)) for at, each in enumerate(clients)))
    return DOCUMENTS * sum(counts) / (clock.monotonic() - began)


async def same_rows(house: House, stock: Stock, program: Program, writer: Writer) -> None:
    """Both ways must leave the same number of rows of each kind, or the comparison would say nothing."""
    owner = await asyncpg.connect(house.superuser)
    chosen = stock.drawn(random.Random(0))
    left = []
    before = await counted(owner)
    for client in (program, writer):
        await client.order_to_cash(*chosen)
        after = await counted(owner)
        left.append(after - before)
        before = after
    await owner.close()
    ours, by_hand = left
    # We write the receipt as open and then as used, which is two changes of one row.
    ours["audit accounting.open_item U"] -= 1
    assert ours == by_hand, f"only ours: {ours - by_hand}, only by hand: {by_hand - ours}"


async def counted(owner: asyncpg.Connection) -> Counter[str]:
    """How many rows of each kind there are."""
    return Counter({row["what"]: row["count"] for row in await owner.fetch(COUNTED)})
