"""A wire between the application and PostgreSQL that can be cut exactly when it hurts: at COMMIT."""

import asyncio
import contextlib
from pathlib import Path

COMMIT = b"COMMIT\x00"


class Proxy:
    """Listens on a port and passes everything on, until told what to do with the next COMMIT.

    `lose_answer`: the server commits, the answer is dropped. `lose_question`: COMMIT never arrives.
    `delay_s`: the application is cut off at once, and COMMIT arrives at the server after that time.
    """

    def __init__(self, sockets: str) -> None:
        self.target = Path(sockets) / ".s.PGSQL.5432"
        self.lose_answer = 0
        self.lose_question = 0
        self.delay_s = 0.0
        self.refuse = False
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        if self.refuse:
            writer.transport.abort()
            return
        to_server = None
        try:
            from_server, to_server = await asyncio.open_unix_connection(self.target)
            back = asyncio.create_task(self._pass_on(from_server, writer))
            try:
                await self._watch(reader, writer, from_server, to_server, back)
            finally:
                back.cancel()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            if to_server is not None:
                to_server.transport.abort()
            self._tasks.discard(task)

    async def _watch(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        from_server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
        back: asyncio.Task[None],
    ) -> None:
        while data := await reader.read(65536):
            if COMMIT in data:
                if self.lose_question:
                    self.lose_question -= 1
                    return
                if self.lose_answer or self.delay_s:
                    delay, self.delay_s = self.delay_s, 0.0
                    self.lose_answer = max(0, self.lose_answer - 1)
                    back.cancel()
                    await asyncio.gather(back, return_exceptions=True)
                    if delay:
                        writer.transport.abort()
                        await asyncio.sleep(delay)
                    to_server.write(data)
                    # The server has answered, so it is committed; nobody will hear of it.
                    await from_server.read(65536)
                    return
            to_server.write(data)
            await to_server.drain()

    @staticmethod
    async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A server that is killed with a question unread resets the wire instead of closing it.
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.transport.abort()
