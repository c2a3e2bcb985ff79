"""How many lists of 50 orders with customer and 10 lines the door answers, beside a bare handler.

Both run in one server process and answer over HTTP, in turns. The limit does nothing but send the result of
one SELECT that was written by hand for exactly this answer: it knows no person, no permission and no
document. Orders are loaded by SQL, so the database this runs on is one to throw away.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from erp.kernel import clock
from erp.kernel.keys import new_id
from tests.bench.filling import copy, filling, first, party, product
from tests.bench.house import House
from tests.bench.rows import Row
from tests.bench.serving import Line, asking, per_second, request, served

ORDERS, LINES, PARTIES, PRODUCTS = 2_000, 10, 200, 300
CLIENTS, SECONDS, ROUNDS = 8, 2.0, 5
GOAL = 0.80
DOCUMENT = """query { salesOrders(first: 50) { nodes {
    id number state orderedOn total customer { id name }
    lines { lineNo description quantity unitPrice amount product { id name } } } } }"""
# Written for this answer and nothing else.
BARE = """
SELECT json_build_object('data', json_build_object('salesOrders', json_build_object('nodes',
    (SELECT json_agg(r) FROM (
        SELECT o.id, o.number, o.state, o.ordered_on AS "orderedOn", trim_scale(o.total)::text AS total,
               (SELECT row_to_json(c) FROM (SELECT p.id, p.name) c) AS customer,
               (SELECT json_agg(x) FROM (
                    SELECT l.line_no AS "lineNo", l.description, trim_scale(l.quantity)::text AS quantity,
                           trim_scale(l.unit_price)::text AS "unitPrice",
                           trim_scale(l.amount)::text AS amount,
                           (SELECT row_to_json(c) FROM (SELECT i.id, i.name) c) AS product
                    FROM ordering.sales_order_line l JOIN masterdata.product i ON i.id = l.product
                    WHERE l.sales_order = o.id ORDER BY l.line_no) x) AS lines
        FROM ordering.sales_order o JOIN masterdata.party p ON p.id = o.customer
        ORDER BY o.number DESC LIMIT 50) r))))::text
"""


async def load(house: House) -> None:
    """Orders as they would be, without the checks that would make loading them slow."""
    async with filling(house) as owner:
        unit, tax_code, warehouse = [await first(owner, name) for name in ("unit", "tax_code", "warehouse")]
        parties = [party(at) for at in range(PARTIES)]
        products = [product(at, unit, tax_code) for at in range(PRODUCTS)]
        orders = [order(at, house.company, parties, warehouse) for at in range(ORDERS)]
        lines = [
            line(each["id"], house.company, at, products[(7 * at + 13 * place) % PRODUCTS], unit, tax_code)
            for place, each in enumerate(orders)
            for at in range(1, LINES + 1)
        ]
        await copy(owner, "masterdata.party", parties)
        await copy(owner, "masterdata.product", products)
        await copy(owner, "ordering.sales_order", orders)
        await copy(owner, "ordering.sales_order_line", lines)


def order(at: int, company: UUID, parties: list[dict[str, Any]], warehouse: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": company,
        "number": f"BENCH-{at:06}",
        "customer": parties[at % PARTIES]["id"],
        "ordered_on": date(2026, 1, 1) + timedelta(days=at % 90),
        "warehouse": warehouse,
        "currency": "JPY",
        "state": "CONFIRMED",
        "billing": "PER_SHIPMENT",
        "prices_include_tax": False,
        "subtotal": Decimal(LINES * 3 * 120),
        "tax_total": Decimal(LINES * 36),
        "total": Decimal(LINES * 396),
        "origin": f"bench:{at}",
        "created_at": clock.now(),
    }


def line(
    owner: UUID, company: UUID, at: int, item: dict[str, Any], unit: UUID, tax_code: UUID
) -> dict[str, Any]:
    nothing = {name: Decimal(0) for name in ("discount", "shipped", "returned", "billed")}
    figures = {
        "quantity": Decimal(3),
        "factor": Decimal(1),
        "unit_price": Decimal(120),
        "amount": Decimal(360),
    }
    links = {"sales_order": owner, "product": item["id"], "unit": unit, "tax_code": tax_code}
    return (
        {"id": new_id(), "company": company, "line_no": at, "description": item["name"]}
        | links
        | figures
        | nothing
    )


async def bench(house: House) -> list[Row]:
    """Load, start a server, ask both in turns."""
    await load(house)
    ours, bare = asking(house.token, DOCUMENT), request("GET", "/bare", "", b"")
    async with served(house, BARE) as port:
        both = await Line.to(port)
        one, other = json.loads(await both.ask(ours)), json.loads(await both.ask(bare))
        both.close()
        assert one["data"] == other["data"], "both must answer the same"
        figures: dict[bytes, list[float]] = {ours: [], bare: []}
        for _ in range(ROUNDS):
            for asked in (bare, ours):
                figures[asked].append(await per_second(port, asked, clients=CLIENTS, seconds=SECONDS))
    measured = [median(figures[each]) for each in (ours, bare)]
    return [Row("list of 50 orders, 10 lines each, over HTTP", "lists/s", *measured, at_least=GOAL)]
