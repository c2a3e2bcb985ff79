"""Which kinds there are and which states each can be in: asked of the life cycles themselves."""

from functools import cache
from typing import Any

from erp.kernel.module import installed, part
from erp.kernel.states import Lifecycle
from modules.kpi.rules.defining import BETWEEN, RECORDED

# Documents that are facts from the start, by the table they are kept in.
FACTS = ("invoice", "journal_entry", "receipt", "payment", "shipment", "stock_receipt")


@cache
def lives() -> dict[str, Lifecycle[Any]]:
    """Every life cycle, by the kind it is of."""
    found: dict[str, Lifecycle[Any]] = {}
    for module in installed():
        states = part(module.name, "states")
        for value in vars(states).values() if states else ():
            if isinstance(value, Lifecycle):
                found[value.name.replace(" ", "_")] = value
    return found


def known_moves(kind: str) -> list[str]:
    """What can happen to a kind, as a definition writes it: SUBMITTED>DRAFT."""
    life = lives().get(kind)
    steps = life.steps.values() if life else ()
    moves = {
        f"{_text(start)}{BETWEEN}{_text(end)}" for starts, end in steps for start in starts if start != end
    }
    return sorted(moves)


def _text(state: Any) -> str:
    return str(getattr(state, "value", state))


@cache
def known_states() -> dict[str, frozenset[str]]:
    """The states of every kind that has a life; facts have the one that says they are there."""
    found: dict[str, frozenset[str]] = {kind: frozenset({RECORDED}) for kind in FACTS}
    for kind, life in lives().items():
        reached = {end for _, end in life.steps.values()}
        left = {start for starts, _ in life.steps.values() for start in starts}
        found[kind] = frozenset(_text(each) for each in reached | left)
    return found
