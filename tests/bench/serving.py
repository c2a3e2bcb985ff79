"""The real server in a process of its own, with one bare handler beside the door, and a client that costs
little.

    python -m tests.bench.serving      # started by `served`
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from erp.kernel import clock
from erp.tools import ROOT
from tests.bench.house import House

MOST = 2**22


@asynccontextmanager
async def served(house: House, bare: str = "SELECT 'nothing'") -> AsyncIterator[int]:
    """The application as `serve` starts it; `/bare` sends the text of that statement."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = {
        "ERP_DATABASE_URL": house.url,
        "ERP_REDIS_URL": house.redis_url,
        "ERP_DATA_DIR": str(house.data_dir),
        "ERP_PORT": str(port),
        "ERP_COST_PER_MINUTE": str(10**9),
        "ERP_LOG_LEVEL": "WARNING",
        "BENCH_COMPANY": str(house.company),
        "BENCH_BARE": bare,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.serving", cwd=ROOT, env=os.environ | settings
    )
    try:
        await answers(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def answers(port: int) -> None:
    """Wait until somebody listens there."""
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        return
    raise TimeoutError(f"nobody answers on port {port}")


def request(method: str, path: str, head: str, body: bytes) -> bytes:
    """A request as it goes over the wire."""
    told = f"{method} {path} HTTP/1.1\r\nHost: bench\r\n{head}Content-Length: {len(body)}\r\n\r\n"
    return told.encode() + body


def asking(token: str, document: str, variables: Any = None) -> bytes:
    """A GraphQL request of the program."""
    head = f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    body = json.dumps({"query": document, "variables": variables}, ensure_ascii=False).encode()
    return request("POST", "/graphql", head, body)


class Line:
    """One connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, port: int) -> "Line":
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=MOST))

    async def ask(self, asked: bytes) -> bytes:
        """Send it; the body of the answer."""
        self.writer.write(asked)
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(part for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:"))
        return await self.reader.readexactly(int(length.partition(b":")[2]))

    def close(self) -> None:
        self.writer.close()


async def per_second(port: int, asked: bytes, *, clients: int, seconds: float) -> float:
    """Answers a second for so many clients that ask without a pause."""
    until = clock.monotonic() + seconds

    async def client() -> int:
        line = await Line.to(port)
        count = 0
        while clock.monotonic() < until:
            await line.ask(asked)
            count += 1
        line.close()
        return count

    began = clock.monotonic()
    counts = await asyncio.gather(*(client() for _ in range(clients)))
    return sum(counts) / (clock.monotonic() - began)


def with_bare_handler() -> Any:
    """The application and, beside its door, the limit: a handler that knows nobody and sends one text."""
    import asyncpg
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
        text = await pools[0].fetchval(os.environ["BENCH_BARE"])
        return Response(text.encode(), media_type="application/json")

    app.register(bare)
    return app


if __name__ == "__main__":
    from erp.commands.serve import alone
    from erp.settings import load

    asyncio.run(alone(with_bare_handler(), load()))
