"""100 lines ordered, received, inspected and billed: how many statements, and how long; beside 2 lines.

The statements are counted where they are asked; a document of 100 lines must need as many as one of 2.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from erp.api import execute, permissions
from erp.kernel import clock
from erp.kernel.database import Database
from tests.bench.filling import copy, filling, first, party, product
from tests.bench.house import House
from tests.bench.order_to_cash import mutation
from tests.bench.rows import Row
from tests.people import founder

FEW, MANY, GOAL_S = 2, 100, 3.0
DRAFT = mutation("draftPurchaseOrder", "{ id lines { id } }")
PLACE = mutation("placePurchaseOrder", "{ id }")
RECEIVE = mutation("receivePurchaseOrder", "{ id }")
INSPECT = mutation("inspectGoods", "{ id }")
BILL = mutation("enterPurchaseBill", "{ id state }")
POST = mutation("postPurchaseBill", "{ id state }")


class Buyer:
    """One person at the door, in this process, so that statements can be counted."""

    def __init__(self, database: Database, asking: Any, supplier: UUID, products: list[UUID]) -> None:
        self.database, self.asking, self.supplier, self.products = database, asking, supplier, products

    async def do(self, document: str, **given: Any) -> Any:
        """One mutation; what it answers."""
        answer = await execute(document, {"input": given, "key": str(uuid4())}, self.asking, self.database)
        assert not answer.errors, answer.body
        (done,) = answer.data.values()
        return done

    async def procure_to_pay(self, lines: int) -> tuple[int, float]:
        """All the way; answers the statements it took, and the seconds."""
        before, began = self.database.statements, clock.monotonic()
        wanted = [
            {"product": str(each), "quantity": "5", "unitPrice": "100", "needsInspection": True}
            for each in self.products[:lines]
        ]
        order = await self.do(DRAFT, supplier=str(self.supplier), lines=wanted)
        await self.do(PLACE, order=order["id"])
        receipt = (await self.do(RECEIVE, order=order["id"]))["id"]
        await self.do(INSPECT, receipt=receipt)
        billed = [{"line": line["id"], "quantity": "5"} for line in order["lines"]]
        today = str(clock.today("Asia/Tokyo"))
        bill = await self.do(BILL, lines=billed, invoicedOn=today, supplierNumber=str(uuid4()))
        assert bill["state"] == "MATCHED"
        await self.do(POST, bill=bill["id"])
        return self.database.statements - before, clock.monotonic() - began


async def bench(house: House) -> list[Row]:
    """A supplier and a hundred products; then few lines and many, in turns."""
    async with filling(house) as owner:
        unit = await first(owner, "unit")
        taxed = await owner.fetchval("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
        supplier = party(0) | {"is_supplier": True}
        products = [product(at, unit, taxed) for at in range(MANY)]
        await copy(owner, "masterdata.party", [supplier])
        await copy(owner, "masterdata.product", products)
    database = await Database.open(house.url)
    try:
        asking = replace(
            founder(house.company), permissions=frozenset(permissions()), today=clock.today("Asia/Tokyo")
        )
        buyer = Buyer(database, asking, supplier["id"], [each["id"] for each in products])
        # A product that comes for the first time takes one statement more, however many of them there are.
        await buyer.procure_to_pay(MANY)
        few, _ = await buyer.procure_to_pay(FEW)
        many, seconds = await buyer.procure_to_pay(MANY)
    finally:
        await database.close()
    return [
        Row(f"{MANY} lines from order to bill", "statements", float(many), float(few), at_most=1.0),
        Row(f"{MANY} lines from order to bill", "s", seconds, None, at_most=GOAL_S),
    ]
