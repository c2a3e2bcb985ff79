"""Events: what happened is told to those who merely should know.

An event is written in the transaction of the fact it tells, so it is there exactly when the fact is. Who
reacts is decided when it is written: one delivery row for each reaction. `erp.kernel.delivering` brings them.

    @dataclass(frozen=True, kw_only=True)
    class StockShipped(Event):
        shipment: UUID

    @when(StockShipped)
    async def bill_shipped_order(*, act: Act, event: StockShipped) -> None: ...
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import msgspec

from erp.kernel.asking import Act
from erp.kernel.errors import as_json
from erp.kernel.module import installed, part

E = TypeVar("E", bound="Event")
Reaction = Callable[..., Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, in the past tense; its fields are facts that fit into JSON."""

    kinds: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.kind()] = cls

    @classmethod
    def kind(cls) -> str:
        """The event's name with the module that tells it: `inventory.StockShipped`."""
        path = cls.__module__.split(".")
        return f"{path[1] if len(path) > 1 else path[0]}.{cls.__name__}"

    def facts(self) -> dict[str, Any]:
        return {field.name: as_json(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it waits for the end of its transaction."""

    event: Event
    subject: UUID


_reactions: dict[str, dict[str, Reaction]] = {}


def when(event: type[E]) -> Callable[[Reaction], Reaction]:
    """Have this function called for each such event, once it is a fact."""

    def register(reaction: Reaction) -> Reaction:
        path = reaction.__module__.split(".")
        name = f"{path[1] if len(path) > 1 else path[0]}.{reaction.__name__}"
        known = _reactions.setdefault(event.kind(), {})
        if name in known and known[name].__module__ != reaction.__module__:
            raise TypeError(f"two reactions are called {name}")
        known[name] = reaction
        return reaction

    return register


@cache
def _load() -> None:
    for module in installed():
        part(module.name, "reactions")


def reactions_to(kind: str) -> dict[str, Reaction]:
    """Who reacts to events of that kind, by name."""
    _load()
    return _reactions.get(kind, {})


def from_facts(kind: str, facts: Any) -> Event:
    """The event again, from its row."""
    return msgspec.convert(facts, Event.kinds[kind], strict=False)


async def record(act: Act, event: Event, *, subject: UUID) -> None:
    """Tell it, if and when this transaction becomes a fact. Events of one subject are delivered in order."""
    act.tx.told.append(Told(event, subject))
