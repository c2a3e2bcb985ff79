"""Events: what happened is told to those who merely should know.

An event is written in the transaction of the fact it tells, so it is there exactly when the fact is. Who
reacts is decided when it is written: one delivery row for each reaction. `erp.kernel.delivering` brings them.

    @dataclass(frozen=True, kw_only=True)
    class StockShipped(Event):
        shipment: UUID

    @when(StockShipped)
    async def bill_shipped_order(*, act: Act, event: StockShipped) -> None: ...

Events are kept in the transaction until its last statement, so telling costs no round trip.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

import msgspec

from erp.kernel.errors import as_json
from erp.kernel.keys import new_id
from erp.kernel.module import installed, part

if TYPE_CHECKING:
    from erp.kernel.asking import Act, Asking

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


async def record(act: "Act", event: Event, *, subject: UUID) -> None:
    """Tell it, if and when this transaction becomes a fact. Events of one subject are delivered in order."""
    act.tx.told.append(Told(event, subject))


_WRITE = """
WITH happened AS (
    INSERT INTO kernel.event (id, company, kind, subject, verb, facts, actor)
    SELECT id, $1, kind, subject, $2, facts, $3
      FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::jsonb[]) AS told (id, kind, subject, facts)
), sent AS (
    INSERT INTO kernel.delivery (event, company, subject, reaction, state)
    SELECT event, $1, subject, reaction, 'PENDING'
      FROM unnest($8::uuid[], $9::uuid[], $10::text[]) WITH ORDINALITY
           AS due (event, subject, reaction, place)
     ORDER BY place
)
"""


def written(told: Sequence[Told], asking: "Asking", verb: str) -> tuple[str, list[Any]]:
    """The beginning of a statement that writes events and their deliveries, and its arguments."""
    happened = [(new_id(), each.event.kind(), each.subject, each.event) for each in told]
    due = [(id, subject, name) for id, kind, subject, _ in happened for name in sorted(reactions_to(kind))]
    return _WRITE, [
        asking.company,
        verb,
        asking.actor,
        [id for id, _, _, _ in happened],
        [kind for _, kind, _, _ in happened],
        [subject for _, _, subject, _ in happened],
        [json.dumps(event.facts(), ensure_ascii=False) for _, _, _, event in happened],
        [event for event, _, _ in due],
        [subject for _, subject, _ in due],
        [name for _, _, name in due],
    ]
