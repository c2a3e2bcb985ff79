"""How the runner meets the part that decides about accounts: by its documents, as a program's account."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

import msgspec
from graphql import OperationDefinitionNode, parse, print_ast

from erp.api.executing import execute
from erp.api.schema import build
from erp.kernel.database import Database
from erp.sync.asking import program_asking
from erp.sync.identities.items import Item

DOCUMENT = Path(__file__).with_name("door.graphql")


class DoorClosed(Exception):
    """The part that decides said no; its code is the text."""


class Door(Protocol):
    """What is asked of the part that decides."""

    async def inventories_due(self) -> list[UUID]: ...
    async def work_due(self) -> list[UUID]: ...
    async def register(self, told: Mapping[str, Any]) -> None: ...
    async def start_inventory(self, connection: UUID) -> str: ...
    async def page(self, inventory: str, number: int, page: Mapping[str, Sequence[Any]]) -> None: ...
    async def finish_inventory(self, inventory: str, complete: bool, reason: str | None) -> None: ...
    async def take(self, connection: UUID, limit: int) -> list[Item]: ...
    async def report(self, told: Mapping[str, Any]) -> None: ...


@cache
def documents() -> dict[str, str]:
    """Each operation of the file as a document of its own, by its name."""
    nodes = parse(DOCUMENT.read_text(encoding="utf-8")).definitions
    return {
        node.name.value: print_ast(node)
        for node in nodes
        if isinstance(node, OperationDefinitionNode) and node.name
    }


def is_there() -> bool:
    """Whether accounts are looked after in this house."""
    return "takeIdentityWork" in build().mutations


class GraphQLDoor:
    """The door of one company."""

    def __init__(self, database: Database, company: UUID) -> None:
        self._database, self._company = database, company

    async def _ask(self, name: str, key: str | None = None, /, **given: Any) -> Any:
        asking = await program_asking(self._database, self._company)
        variables = {"input": given, "key": key} if key else None
        answer = await execute(documents()[name], variables, asking, self._database, trusted=True)
        told = msgspec.json.decode(answer.body)
        if told.get("errors"):
            error = told["errors"][0]
            raise DoorClosed(error.get("extensions", {}).get("code") or error.get("message", ""))
        return next(iter(told["data"].values()))

    async def inventories_due(self) -> list[UUID]:
        return [UUID(each["connection"]) for each in (await self._ask("InventoriesDue"))["nodes"]]

    async def work_due(self) -> list[UUID]:
        return [UUID(each["connection"]) for each in (await self._ask("WorkDue"))["nodes"]]

    async def register(self, told: Mapping[str, Any]) -> None:
        await self._ask("Register", str(uuid4()), **told)

    async def start_inventory(self, connection: UUID) -> str:
        found = await self._ask("Start", str(uuid4()), connection=str(connection))
        return str(found["id"])

    async def page(self, inventory: str, number: int, page: Mapping[str, Sequence[Any]]) -> None:
        await self._ask("Page", f"{inventory}:{number}", inventory=inventory, **page)

    async def finish_inventory(self, inventory: str, complete: bool, reason: str | None) -> None:
        await self._ask("Finish", f"{inventory}:end", inventory=inventory, complete=complete, reason=reason)

    async def take(self, connection: UUID, limit: int) -> list[Item]:
        found = await self._ask("Take", str(uuid4()), connection=str(connection), limit=limit)
        return [Item.of(each) for each in found["items"]]

    async def report(self, told: Mapping[str, Any]) -> None:
        await self._ask("Report", f"{told['item']}:{told['token']}", **told)
