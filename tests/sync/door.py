"""A door of tests: it hands out what a test orders, and keeps what is told."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from erp.sync.identities.items import Item


class FakeDoor:
    """Orders by connection; an order that was reported is over, unless a test orders it again."""

    def __init__(self) -> None:
        self.orders: dict[UUID, list[Item]] = {}
        self.reading: list[UUID] = []
        self.registered: list[Mapping[str, Any]] = []
        self.reports: list[Mapping[str, Any]] = []
        self.pages: list[Mapping[str, Sequence[Any]]] = []
        self.finished: list[tuple[str, bool, str | None]] = []

    async def inventories_due(self) -> list[UUID]:
        return self.reading

    async def work_due(self) -> list[UUID]:
        return [connection for connection, items in self.orders.items() if items]

    async def register(self, told: Mapping[str, Any]) -> None:
        self.registered.append(told)

    async def start_inventory(self, connection: UUID) -> str:
        self.reading = [each for each in self.reading if each != connection]
        return "inventory-1"

    async def page(self, inventory: str, number: int, page: Mapping[str, Sequence[Any]]) -> None:
        self.pages.append(page)

    async def finish_inventory(self, inventory: str, complete: bool, reason: str | None) -> None:
        self.finished.append((inventory, complete, reason))

    async def take(self, connection: UUID, limit: int) -> list[Item]:
        waiting = self.orders.get(connection, [])
        taken, self.orders[connection] = waiting[:limit], waiting[limit:]
        return taken

    async def report(self, told: Mapping[str, Any]) -> None:
        self.reports.append(told)
