"""The house as its users see it: GraphQL over HTTP, in plain calls that read like sentences.

    order = erp.draft_sales_order("id", customer=shop, lines=[{"product": tea, "quantity": "12"}])
    erp.confirm_sales_order("state number", order=order)

Each verb is the mutation of that name with its input; what comes back is the selection, or its value when
only one field was asked for. A refusal is raised by its code, so that a story can show it.
"""

import asyncio
import builtins
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
from graphql import FieldNode, parse

from erp.kernel.database import Database
from erp.kernel.delivering import deliver_pending
from tests.server import Server, background


class Refused(Exception):
    """The house said no; `code`, `field` and `facts` as they came over the wire."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        extensions = error.get("extensions", {})
        self.code: str = extensions.get("code", "INTERNAL")
        self.field: str | None = extensions.get("field")
        self.facts: dict[str, Any] = extensions.get("facts") or {}
        self.message: str = error.get("message", "")
        shown = ({"field": self.field} if self.field else {}) | self.facts
        words = [self.code, *(f"{name}={value}" for name, value in shown.items())]
        if self.code in ("INTERNAL", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"):
            words.append(self.message)
        super().__init__(" ".join(words))


# A story shows "Refused: INSUFFICIENT_STOCK …", without the name of a file of tests before it.
Refused.__module__ = builtins.__name__


def camel(name: str) -> str:
    """
    >>> camel("accept_backorder")
    'acceptBackorder'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def wire(value: Any) -> Any:
    """A Python value as it travels in variables."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        # The values of a form are called as people called them.
        return {camel(name): each if name == "values" else wire(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [wire(each) for each in value]
    return value


class Running:
    """The application on one database, answering HTTP inside this process."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.superuser = server.url(name, "postgres")
        self.database: Database = background().run(Database.open(server.url(name), size=20))
        self._stop = asyncio.Event()
        self._client = background().run(self._start())

    async def _start(self) -> httpx.AsyncClient:
        from erp.app import create_app

        app = create_app(database=self.database)
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def live() -> None:
            async with app.lifespan():
                ready.set_result(None)
                await self._stop.wait()

        self._life = asyncio.create_task(live())
        await asyncio.wait([self._life, asyncio.ensure_future(ready)], return_when=asyncio.FIRST_COMPLETED)
        if self._life.done():
            self._life.result()
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://erp.test", timeout=60)

    def request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        return background().run(self._client.request(method, path, **sent))

    def sql(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        async def ask() -> list[dict[str, Any]]:
            connection = await asyncpg.connect(self.superuser)
            try:
                return [dict(row) for row in await connection.fetch(sql, *args)]
            finally:
                await connection.close()

        return background().run(ask())

    def end(self) -> None:
        async def stop() -> None:
            await self._client.aclose()
            self._stop.set()
            await self._life
            # Whatever a test did, no connection may be out when it is over.
            assert self.database.lent == 0
            await self.database.close()

        background().run(stop())


class Erp:
    """One person or program at work in one company."""

    def __init__(
        self, running: Running, *, login: str, token: str, company: str, language: str = "en"
    ) -> None:
        self.running, self.login, self.token, self.company = running, login, token, company
        self.language = language

    def send(
        self, document: str, variables: Mapping[str, Any] | None = None, **headers: str
    ) -> httpx.Response:
        """The document as a program would send it; answers the bare response."""
        given = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language} | headers
        body = {"query": document, "variables": wire(variables or {})}
        return self.running.request("POST", "/graphql", json=body, headers=given)

    def query(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of a document; its first error is raised as a refusal."""
        answer = self.send(document, variables).json()
        if answer.get("errors"):
            raise Refused(answer["errors"][0])
        return answer["data"]

    def __getattr__(self, verb: str) -> Any:
        if verb.startswith("_"):
            raise AttributeError(verb)

        def act(selection: str = "id", /, *, idempotency_key: str | None = None, **given: Any) -> Any:
            return self.act(verb, selection, given, idempotency_key)

        return act

    def act(self, verb: str, selection: str, given: Mapping[str, Any], key: str | None = None) -> Any:
        """The mutation of that name, once."""
        name = camel(verb)
        kind = f"{name[0].upper()}{name[1:]}Input"
        if given:
            head = f"mutation($input: {kind}!, $key: String) {{ {name}(input: $input, idempotencyKey: $key)"
        else:
            head = f"mutation($key: String) {{ {name}(idempotencyKey: $key)"
        variables = {"key": key or str(uuid4())} | ({"input": wire(given)} if given else {})
        found = self.query(f"{head} {{ {selection} }} }}", **variables)[name]
        fields = parse(f"{{ {selection} }}").definitions[0].selection_set.selections
        if len(fields) == 1 and isinstance(fields[0], FieldNode) and found is not None:
            return found[(fields[0].alias or fields[0].name).value]
        return found

    def upload(self, name: str, content: bytes) -> str:
        """A file as a program would bring it; answers its id, for an input that takes a file."""
        return self.uploaded(name, content)["id"]

    def uploaded(self, name: str, content: bytes) -> dict[str, Any]:
        """A file as a program would bring it, and all that is answered; a refusal is raised by its code."""
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language}
        answer = self.running.request(
            "POST", "/files", params={"name": name}, content=content, headers=headers
        ).json()
        if answer.get("errors"):
            raise Refused(answer["errors"][0])
        return dict(answer)

    def fetch(self, file: str) -> httpx.Response:
        """The answer to who fetches a file by its id."""
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language}
        return self.running.request("GET", f"/files/{file}", headers=headers)

    def deliver_events(self) -> int:
        """What the worker would do now; answers how many deliveries were tried."""
        return background().run(deliver_pending(self.running.database))

    def sql(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        """What the database really holds, read by somebody who may see everything."""
        return self.running.sql(sql, *args)

    def as_user(self, login: str, roles: Iterable[str] = (), company: str | None = None) -> "Erp":
        """Somebody else at the same house, made on the way if need be."""
        from tests.people import a_person

        company = company or self.company
        token = background().run(a_person(self.running.database, login, list(roles), UUID(company)))
        return Erp(self.running, login=login, token=token, company=company, language=self.language)

    @contextmanager
    def statements(self) -> Iterator["Counted"]:
        """How many statements the part in between needed: `with erp.statements() as counted: …`."""
        counted = Counted()
        before = self.running.database.statements
        yield counted
        counted.count = self.running.database.statements - before

    @staticmethod
    def print_table(rows: Iterable[Mapping[str, Any]]) -> None:
        """Rows as a story shows them, in columns."""
        rows = list(rows)
        if not rows:
            print("(nothing)")
            return
        cells = [list(rows[0])] + [
            ["" if each is None else str(each) for each in row.values()] for row in rows
        ]
        widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
        for row in cells:
            print(" ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class Counted:
    """The number of statements, once the part is over."""

    count: int = -1
