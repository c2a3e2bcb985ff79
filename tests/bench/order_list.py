"""How many lists of 50 orders with customer and 10 lines the door answers, beside a bare handler.

Both run in one server process and answer over HTTP, in turns. The limit does nothing but send the result of
one SELECT that was written by hand for exactly this answer: it knows no person, no permission and no
document. Orders are loaded by SQL, so the database this runs on is one to throw away.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from erp.kernel import clock
from erp.kernel.keys import new_id

ROOT = Path(__file__).resolve().parents[2]
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


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: answers a second of ours and of the limit, and the share of it that is promised."""

    work: str
    ours: float
    limit: float
    goal: float

    @property
    def ratio(self) -> float:
        return self.ours / self.limit


async def load(owner_dsn: str, company: UUID) -> None:
    """Orders as they would be, without the checks that would make loading them slow."""
    owner = await asyncpg.connect(owner_dsn)
    try:
        await owner.execute("SET session_replication_role = replica")
        unit, tax_code, warehouse = [
            await owner.fetchval(f"SELECT id FROM masterdata.{name} LIMIT 1")
            for name in ("unit", "tax_code", "warehouse")
        ]
        parties = [party(at) for at in range(PARTIES)]
        products = [product(at, unit, tax_code) for at in range(PRODUCTS)]
        orders = [order(at, company, parties, warehouse) for at in range(ORDERS)]
        lines = [
            line(each["id"], company, at, products[(7 * at + 13 * place) % PRODUCTS], unit, tax_code)
            for place, each in enumerate(orders)
            for at in range(1, LINES + 1)
        ]
        await copy(owner, "masterdata.party", parties)
        await copy(owner, "masterdata.product", products)
        await copy(owner, "ordering.sales_order", orders)
        await copy(owner, "ordering.sales_order_line", lines)
    finally:
        await owner.close()


def party(at: int) -> dict[str, Any]:
    texts = {"number": f"BENCH-P{at}", "name": f"株式会社見本{at}", "name_key": f"見本{at}"}
    kinds = {"kind": "COMPANY", "billing": "PER_SHIPMENT", "holiday_shift": "NONE", "t_number_state": "NONE"}
    flags = {"is_customer": True, "is_supplier": False, "prices_include_tax": False, "is_active": True}
    terms = {"language": "ja", "currency": "JPY", "payment_months": 1, "payment_day": 31, "version": 1}
    return {"id": new_id()} | texts | kinds | flags | terms


def product(at: int, unit: UUID, tax_code: UUID) -> dict[str, Any]:
    texts = {"number": f"BENCH-I{at}", "name": f"見本の品 その{at}", "name_key": f"品{at}", "kind": "GOODS"}
    return (
        {"id": new_id(), "unit": unit, "tax_code": tax_code, "is_stocked": True}
        | texts
        | {
            "is_active": True,
            "version": 1,
        }
    )


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


async def copy(owner: asyncpg.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    schema, _, name = table.partition(".")
    columns = list(rows[0])
    records = [tuple(row[column] for column in columns) for row in rows]
    await owner.copy_records_to_table(name, schema_name=schema, columns=columns, records=records)
    await owner.execute(f"VACUUM ANALYZE {table}")


async def bench(owner_dsn: str, app_dsn: str, company: UUID, token: str) -> list[Row]:
    """Load, start a server, ask both in turns; `owner_dsn` is a superuser's, for the load."""
    await load(owner_dsn, company)
    asked = json.dumps({"query": DOCUMENT}).encode()
    head = f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    ours = request("POST", "/graphql", head, asked)
    bare = request("GET", "/bare", "", b"")
    async with served(app_dsn, company) as port:
        one, other = await answer(port, ours), await answer(port, bare)
        assert one["data"] == other["data"], "both must answer the same"
        figures: dict[bytes, list[float]] = {ours: [], bare: []}
        for _ in range(ROUNDS):
            for asking in (bare, ours):
                figures[asking].append(await per_second(port, asking))
    return [Row("50 orders × 10 lines over HTTP", median(figures[ours]), median(figures[bare]), GOAL)]


def request(method: str, path: str, head: str, body: bytes) -> bytes:
    told = f"{method} {path} HTTP/1.1\r\nHost: bench\r\n{head}Content-Length: {len(body)}\r\n\r\n"
    return told.encode() + body


@asynccontextmanager
async def served(app_dsn: str, company: UUID) -> AsyncIterator[int]:
    """The real application, with one more handler, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = {
        "ERP_DATABASE_URL": app_dsn,
        "ERP_COST_PER_MINUTE": str(10**9),
        "BENCH_PORT": str(port),
        "BENCH_COMPANY": str(company),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.order_list", cwd=ROOT, env=os.environ | settings
    )
    try:
        for _ in range(200):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            break
        yield port
    finally:
        process.terminate()
        await process.wait()


async def read(reader: asyncio.StreamReader) -> bytes:
    """The body of one answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = next(part for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:"))
    return await reader.readexactly(int(length.partition(b":")[2]))


async def answer(port: int, asking: bytes) -> Any:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    writer.write(asking)
    body = await read(reader)
    writer.close()
    return json.loads(body)


async def per_second(port: int, asking: bytes) -> float:
    """Answers a second for so many clients that ask without a pause."""
    until = clock.monotonic() + SECONDS

    async def client() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        count = 0
        while clock.monotonic() < until:
            writer.write(asking)
            await read(reader)
            count += 1
        writer.close()
        return count

    began = clock.monotonic()
    counts = await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return sum(counts) / (clock.monotonic() - began)


def with_bare_handler() -> Any:
    """The application and, beside its door, the limit."""
    from litestar import Response, get

    from erp.app import create_app
    from erp.settings import load as settings

    app = create_app()
    url = settings().database_url
    assert url is not None
    pools: list[asyncpg.Pool] = []

    async def no_reset(connection: asyncpg.Connection) -> None:
        """A pool that asks nothing between two questions."""

    @get("/bare")
    async def bare() -> Response[bytes]:
        if not pools:
            said = {"app.company": os.environ["BENCH_COMPANY"], "role": "erp_app", "timezone": "UTC"}
            pools.append(
                await asyncpg.create_pool(
                    url.get_secret_value(), min_size=10, max_size=10, reset=no_reset, server_settings=said
                )
            )
        text = await pools[0].fetchval(BARE)
        return Response(text.encode(), media_type="application/json")

    app.register(bare)
    return app


async def serve() -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    port = int(os.environ["BENCH_PORT"])
    server = Server(
        with_bare_handler,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        log_enabled=False,
    )
    await server.serve()


if __name__ == "__main__":
    asyncio.run(serve())
