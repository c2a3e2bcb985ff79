"""How long it takes to propose what 10,000 lines of the bank are for, among 50,000 open items.

Everything is in it: reading, thinking, and writing the proposals down. Half of the lines are exact; the rest
is several in one, short by a fee, a part, under a name nobody knows, or under one with a slip in it.
"""

import random
import time
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from modules.banking.proposals import refresh
from modules.banking.rules.kana import name_key
from tests.bench.filling import copy, filling, party
from tests.bench.house import House
from tests.bench.rows import Row
from tests.people import founder

LINES, CUSTOMERS, ITEMS_EACH = 10_000, 5_000, 10
GOAL_S = 10.0
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
DAY = date(2026, 6, 30)


def open_item(chance: random.Random, company: UUID, customer: UUID, at: int) -> dict[str, Any]:
    due = date(2026, 3, 31) + timedelta(days=30 * chance.randrange(4))
    amount = Decimal(chance.randrange(1_000, 900_000))
    names = {"kind": "RECEIVABLE", "number": f"IN-2026-{at:06d}", "currency": "JPY"}
    keys = {"id": new_id(), "company": company, "party": customer, "document": new_id()}
    return (
        keys | names | {"opened_on": due - timedelta(days=45), "due_on": due, "amount": amount}
        | {"open_amount": amount}
    )  # fmt: skip


def payment(chance: random.Random, name: str, owed: list[Decimal]) -> tuple[str, Decimal]:
    """A name and an amount as they come from banks."""
    kind = chance.random()
    payer = f"カ){name}" if chance.random() < 0.5 else f"{name}(カ"
    one = chance.choice(owed)
    if kind < 0.50:
        return payer, one
    if kind < 0.65:
        return payer, sum(chance.sample(owed, 3), Decimal(0))
    if kind < 0.75:
        return payer, one - 440
    if kind < 0.85:
        return payer, Decimal(chance.randrange(1_000, 500_000))
    if kind < 0.95:
        return "".join(chance.choices(KANA, k=8)), one
    return payer[:-3] + chance.choice(KANA) + payer[-2:], one


def line(company: UUID, bank: UUID, statement: UUID, at: int, payer: str, amount: Decimal) -> dict[str, Any]:
    keys = {"id": new_id(), "company": company, "bank_statement": statement, "bank_account": bank}
    said = {"payer": payer, "payer_key": name_key(payer), "direction": "IN", "currency": "JPY"}
    kept = {"state": "OPEN", "version": 1, "cancels": False, "running_no": at, "line_no": at}
    return keys | said | kept | {"booked_on": DAY, "amount": amount}


async def load(house: House) -> None:
    """Customers with their readings, what they owe, and the lines; some of them may take the fee off."""
    chance = random.Random(1)
    async with filling(house) as owner:
        bank = await owner.fetchval(
            "SELECT id FROM accounting.bank_account WHERE company = $1", house.company
        )
        names = ["".join(chance.choices(KANA, k=chance.randrange(5, 13))) for _ in range(CUSTOMERS)]
        customers = [party(at) | {"name_kana": name} for at, name in enumerate(names)]
        terms = [
            {"id": new_id(), "company": house.company, "customer": each["id"], "fee_borne_by_us": True}
            for each in customers[::3]
        ]
        items = [
            open_item(chance, house.company, customers[at // ITEMS_EACH]["id"], at)
            for at in range(CUSTOMERS * ITEMS_EACH)
        ]
        lines, statement = [], new_id()
        for at in range(LINES):
            who = chance.randrange(CUSTOMERS)
            owed = [each["amount"] for each in items[who * ITEMS_EACH : (who + 1) * ITEMS_EACH]]
            lines.append(line(house.company, bank, statement, at, *payment(chance, names[who], owed)))
        await copy(owner, "masterdata.party", customers)
        await copy(owner, "banking.payer_terms", terms)
        await copy(owner, "accounting.open_item", items)
        await copy(owner, "banking.statement_line", lines)


async def bench(house: House) -> list[Row]:
    """The seconds of one look at everything, the best of three."""
    await load(house)
    database = await Database.open(house.url)
    taken = []
    try:
        asking = founder(house.company)
        for _ in range(3):
            start = time.perf_counter()
            async with database.transaction(asking=asking, verb="propose_matches") as tx:
                found = await refresh(Act(tx=tx, asking=asking, verb="propose_matches"))
            taken.append(time.perf_counter() - start)
    finally:
        await database.close()
    if found < LINES * 0.8:
        raise RuntimeError(f"only {found} of {LINES} lines found something")
    return [Row("10,000 bank lines against 50,000 open items", "s", min(taken), None, at_most=GOAL_S)]
