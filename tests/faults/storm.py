"""Clients that sell, ship and collect through the real door, and never give up a key whose answer was lost.

What they were told is kept, so that it can be held against what the database knows afterwards.
"""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import httpx

# After these nobody knows, or nothing was done: the same key is sent again.
AGAIN = {"OUTCOME_UNKNOWN", "UNAVAILABLE", "BUSY"}
PATIENCE_S = 120
CHAIN = "query($id: ID!) { salesOrder(id: $id) { state invoices { id total } } }"
SELECTIONS = {
    "draftSalesOrder": "id number",
    "confirmSalesOrder": "id state",
    "shipSalesOrder": "id shipped shipments { number }",
    "recordReceipt": "id number amount",
    "registerParty": "id",
    "registerProduct": "id",
    "receiveStock": "id",
}


class No(Exception):
    """The house refused."""

    def __init__(self, code: str, asked: str, answer: object) -> None:
        super().__init__(f"{code}: {asked[:120]} {answer}")
        self.code = code


@dataclass
class Clients:
    """All who are at work, with one token, and everything they were told."""

    http: httpx.AsyncClient
    seed: int
    customer: str = ""
    products: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    sold: dict[int, tuple[str, int]] = field(default_factory=dict)
    drafted: set[int] = field(default_factory=set)
    refused: int = 0
    lost: int = 0
    accidents: list[str] = field(default_factory=list)
    over: bool = False

    async def ask(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The data of an answer; sent again until there is one."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    sent = {"query": document, "variables": variables}
                    answer = (await self.http.post("/graphql", json=sent)).json()
                except (httpx.TransportError, ValueError):
                    self.lost += 1
                    await asyncio.sleep(0.05)
                    continue
                if not answer.get("errors"):
                    data: dict[str, Any] = answer["data"]
                    return data
                code = answer["errors"][0]["extensions"]["code"]
                if code == "INTERNAL":
                    self.accidents.append(f"{document[:80]}: {answer}")
                if code not in AGAIN:
                    raise No(code, document, answer)
                self.lost += 1
                await asyncio.sleep(0.05)

    async def do(self, verb: str, key: str, **given: Any) -> dict[str, Any]:
        """A verb under its key, to the end; some are sent once more, as by somebody who did not notice."""
        kind = f"{verb[0].upper()}{verb[1:]}Input"
        document = (
            f"mutation($i: {kind}!, $k: String) {{ {verb}(input: $i, idempotencyKey: $k)"
            f" {{ {SELECTIONS[verb]} }} }}"
        )
        answer = (await self.ask(document, {"i": given, "k": key}))[verb]
        self.acknowledged[key] = answer
        if random.Random(f"{self.seed} {key}").random() < 0.1:
            again = (await self.ask(document, {"i": given, "k": key}))[verb]
            assert again == answer, f"{key} was answered twice, and differently"
        return answer

    async def furnish(self, stock: dict[str, int]) -> None:
        """One customer, and these products with so many on the shelf."""
        units = "{ units { nodes { id code } } taxCodes { nodes { id code } } }"
        known = await self.ask(units, {})
        unit = next(each["id"] for each in known["units"]["nodes"] if each["code"] == "PCS")
        tax = next(each["id"] for each in known["taxCodes"]["nodes"] if each["code"] == "S10")
        party = await self.do("registerParty", "shop", name="嵐商店", isCustomer=True, kind="COMPANY")
        self.customer = party["id"]
        lines = []
        for name, count in stock.items():
            made = await self.do(
                "registerProduct", name, name=name, unit=unit, taxCode=tax, standardPrice="1000"
            )
            self.products[name] = made["id"]
            lines.append({"product": made["id"], "quantity": str(count), "unitCost": "600"})
        await self.do("receiveStock", "opening", reason="OPENING", lines=lines)

    async def sell(self, turn: int, today: str) -> None:
        """One order on its way to cash; ends where the goods have run out."""
        drawn = random.Random(f"{self.seed} {turn}")
        name = drawn.choice(["plenty", "plenty", "scarce"])
        count = drawn.randint(1, 4) if name == "plenty" else 1
        line = {"product": self.products[name], "quantity": str(count)}
        given = {"customer": self.customer, "lines": [line], "customerReference": f"order {turn}"}
        order = (await self.do("draftSalesOrder", f"{turn} draft", **given))["id"]
        self.drafted.add(turn)
        try:
            await self.do("confirmSalesOrder", f"{turn} confirm", order=order)
        except No as no:
            if no.code != "INSUFFICIENT_STOCK":
                raise
            self.refused += 1
            return
        await self.do("shipSalesOrder", f"{turn} ship", order=order)
        self.sold[turn] = (name, count)
        await self._collect(turn, order, today)

    async def _collect(self, turn: int, order: str, today: str) -> None:
        """Wait for the bill, which comes by itself, and pay it."""
        invoices: list[dict[str, Any]] = []
        async with asyncio.timeout(PATIENCE_S):
            while not invoices:
                await asyncio.sleep(0.2)
                invoices = (await self.ask(CHAIN, {"id": order}))["salesOrder"]["invoices"]
        total = invoices[0]["total"]
        matches = [{"invoice": invoices[0]["id"], "amount": total}]
        paid = {"customer": self.customer, "receivedOn": today, "amount": total, "memo": f"order {turn}"}
        await self.do("recordReceipt", f"{turn} receipt", matches=matches, **paid)

    async def work(self, at_once: int, today: str, most: int) -> None:
        """Sell until it is over; so many are on their way at the same time."""
        turns = iter(range(most))

        async def one() -> None:
            for turn in turns:
                if self.over:
                    return
                await self.sell(turn, today)

        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(one())
