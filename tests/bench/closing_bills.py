"""How many shipments a second a closing run bills: twenty for each customer, who gets one bill.

The limit is the same rows by hand-written SQL in as many transactions, on as many connections; it checks
nothing, posts nothing, numbers nothing without gaps and tells nobody.
"""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import AT_ONCE, deliver_pending
from erp.kernel.keys import new_id
from modules import billing
from tests.bench.filling import copy, filling, first, party, product
from tests.bench.house import House
from tests.bench.rows import Row
from tests.people import founder

CUSTOMERS, SHIPMENTS, LINES = 1_000, 20, 3
GOAL, SHARE = 200.0, 0.15
CLOSING_DAY = 31


class Load:
    """Who is billed, and for what."""

    def __init__(self, house: House, customers: int) -> None:
        self.house, self.customers = house, customers
        month_start = clock.today("Asia/Tokyo").replace(day=1)
        self.closing_on = month_start - timedelta(days=1)

    async def fill(self) -> list[UUID]:
        """Customers with shipments that wait for their bill; half of them for the way by hand."""
        async with filling(self.house) as owner:
            unit = await first(owner, "unit")
            taxed = await owner.fetchval("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
            goods = product(0, unit, taxed)
            terms = {"billing": "CLOSING_BILL", "closing_day": CLOSING_DAY, "carries_balance": True}
            parties = [party(at) | terms for at in range(self.customers)]
            supplies, lines, taxes = [], [], []
            for each in parties:
                for nth in range(SHIPMENTS):
                    supply = self.supply(each["id"], nth)
                    supplies.append(supply)
                    lines += [
                        self.line(supply["id"], at, goods["id"], unit, taxed) for at in range(1, LINES + 1)
                    ]
                    taxes.append(self.tax(supply, taxed))
            await copy(owner, "masterdata.product", [goods])
            await copy(owner, "masterdata.party", parties)
            await copy(owner, "billing.supply", supplies)
            await copy(owner, "billing.supply_line", lines)
            await copy(owner, "billing.supply_tax", taxes)
        return [each["id"] for each in parties]

    def supply(self, customer: UUID, nth: int) -> dict[str, Any]:
        """One shipment, posted when it left."""
        base = Decimal(1234 * LINES)
        key = new_id()
        return {
            "id": key, "company": self.house.company, "number": f"SH-{nth}", "customer": customer,
            "delivered_to": customer, "shipment": new_id(), "sales_order": new_id(),
            "supplied_on": self.closing_on - timedelta(days=nth), "prices_include_tax": False, "base": base,
            "tax": base // 10, "total": base + base // 10, "origin": f"bench:{key}",
            "recorded_at": clock.now(),
        }  # fmt: skip

    def line(self, supply: UUID, at: int, goods: UUID, unit: UUID, taxed: UUID) -> dict[str, Any]:
        """One product of it."""
        return {
            "id": new_id(), "company": self.house.company, "supply": supply, "line_no": at, "product": goods,
            "description": "見本の品", "quantity": Decimal(1), "unit": unit, "unit_price": Decimal(1234),
            "discount": Decimal(0), "amount": Decimal(1234), "tax_code": taxed, "tax_rate": Decimal(10),
            "origin_line": new_id(),
        }  # fmt: skip

    def tax(self, supply: dict[str, Any], taxed: UUID) -> dict[str, Any]:
        """What was posted for it."""
        return {
            "id": new_id(), "company": self.house.company, "supply": supply["id"], "tax_code": taxed,
            "rate": Decimal(10), "base": supply["base"], "tax": supply["tax"],
        }  # fmt: skip


async def bench(house: House, customers: int = CUSTOMERS) -> list[Row]:
    """One run over half of the customers by the worker's way, the other half by hand; both to the end."""
    load = Load(house, customers * 2)
    everybody = await load.fill()
    ours, by_hand = everybody[:customers], everybody[customers:]
    database = await Database.open(house.url, size=AT_ONCE + 4)
    try:
        rate = await by_run(database, house, load.closing_on, ours)
    finally:
        await database.close()
    limit = await by_sql(house, load.closing_on, by_hand)
    return [
        Row("closing bills, 20 shipments each", "shipments/s", rate, None, at_least=GOAL),
        Row("closing bills, beside the same rows by hand", "shipments/s", rate, limit, at_least=SHARE),
    ]


async def by_run(database: Database, house: House, on: date, customers: list[UUID]) -> float:
    """Ask for the run, and deliver it as the worker does."""
    asking = replace(founder(house.company), today=clock.today("Asia/Tokyo"))
    began = clock.monotonic()
    async with database.transaction(asking=asking, verb="close_customers") as tx:
        act = Act(tx=tx, asking=asking, verb="close_customers")
        await billing.close_customers(act=act, closing_on=on, customers=customers)
    await asyncio.gather(*(deliver_pending(database) for _ in range(AT_ONCE)))
    took = clock.monotonic() - began
    bills = await database.read("SELECT count(*) FROM billing.closing_bill", company=house.company)
    assert bills == len(customers), f"{bills} bills"
    return len(customers) * SHIPMENTS / took


GIVEN = """WITH g AS (SELECT $1::uuid AS id, $1::uuid::text AS number, $2::uuid AS company,
                             $3::uuid AS customer, $4::date AS closing_on), """
SUMS = (
    "x AS (SELECT sum(base) AS base, sum(tax) AS tax, sum(total) AS total FROM billing.supply, g "
    "WHERE billing.supply.customer = g.customer) "
)
SQL = (
    f"""{GIVEN} {SUMS}
       INSERT INTO accounting.invoice (id, company, number, kind, customer, issued_on, due_on, currency,
           prices_include_tax, tax_rounding, subtotal, tax_total, total, origin, issued_at)
       SELECT g.id, company, number, 'INVOICE', customer, closing_on, closing_on, 'JPY', false, 'DOWN',
              base, tax, total, 'by-hand:' || number, now() FROM g, x""",
    f"""{GIVEN.rstrip(", ")}
       INSERT INTO accounting.invoice_line (id, company, invoice, line_no, product, description, quantity,
           unit, unit_price, discount, amount, tax_code, tax_rate, origin_line)
       SELECT uuidv7(), l.company, g.id, row_number() OVER (), l.product, l.description, l.quantity,
              l.unit, l.unit_price, l.discount, l.amount, l.tax_code, l.tax_rate, l.origin_line
         FROM g JOIN billing.supply s ON s.customer = g.customer
         JOIN billing.supply_line l ON l.supply = s.id""",
    f"""{GIVEN} {SUMS}
       INSERT INTO accounting.open_item (id, company, party, kind, document, number, opened_on, due_on,
           currency, amount, open_amount)
       SELECT uuidv7(), company, customer, 'RECEIVABLE', g.id, number, closing_on, closing_on, 'JPY',
              total, total
         FROM g, x""",
    f"""{GIVEN} {SUMS}
       INSERT INTO billing.closing_bill (id, company, number, customer, closing_on, period_from, billing,
           state, carries_balance, currency, previous, received, adjusted, carried, sales, tax, balance,
           total, due_on, issued_at)
       SELECT g.id, company, number, customer, closing_on, closing_on, 'CLOSING_BILL', 'ISSUED', true, 'JPY',
              0, 0, 0, 0, base, tax, total, total, closing_on, now() FROM g, x""",
    f"""{GIVEN.rstrip(", ")}
       UPDATE billing.supply SET bill = g.id FROM g
        WHERE billing.supply.customer = g.customer AND bill IS NULL""",
)


async def by_sql(house: House, on: date, customers: list[UUID]) -> float:
    """The same bills without numbers, entries, checks and news, on as many connections."""
    said = {"app.company": str(house.company), "role": "erp_app", "timezone": "UTC"}
    links = [await asyncpg.connect(house.url, server_settings=said) for _ in range(AT_ONCE)]
    left = iter(customers)

    async def work(link: asyncpg.Connection) -> None:
        for customer in left:
            key = new_id()
            async with link.transaction():
                for sql in SQL:
                    await link.execute(sql, key, house.company, customer, on)

    began = clock.monotonic()
    await asyncio.gather(*(work(link) for link in links))
    took = clock.monotonic() - began
    for link in links:
        await link.close()
    return len(customers) * SHIPMENTS / took
