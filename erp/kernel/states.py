"""The life of a document: what may be done from which state, and where that leads.

A forbidden step is refused by name; it never does nothing in silence. The picture in each module's
README is printed from the same table that decides, so the two cannot differ.

    >>> ORDER = Lifecycle("sales_order", {
    ...     "confirm": ({"DRAFT"}, "CONFIRMED"),
    ...     "cancel": ({"DRAFT", "CONFIRMED"}, "CANCELLED"),
    ... })
    >>> ORDER.after("confirm", "DRAFT")
    'CONFIRMED'
    >>> ORDER.after("confirm", "CANCELLED")
    Traceback (most recent call last):
    erp.kernel.errors.WrongState: WRONG_STATE verb=confirm state=CANCELLED document=sales_order possible=[]
    >>> ORDER.verbs_from("DRAFT")
    ['confirm', 'cancel']
    >>> print(ORDER.mermaid())
    stateDiagram-v2
        [*] --> DRAFT
        DRAFT --> CONFIRMED: confirm
        DRAFT --> CANCELLED: cancel
        CONFIRMED --> CANCELLED: cancel
        CANCELLED --> [*]
"""

from collections.abc import Mapping, Set
from enum import Enum
from typing import Generic, TypeVar

from erp.kernel.errors import WrongState

State = TypeVar("State", bound=str | Enum)


class Lifecycle(Generic[State]):
    """Verb → (the states it may start from, the state it ends in)."""

    def __init__(self, name: str, steps: Mapping[str, tuple[Set[State], State]]) -> None:
        for verb, (starts, _) in steps.items():
            if not starts:
                raise ValueError(f"{name}: {verb} can start from nowhere")
        self.name = name
        self.steps = {verb: (frozenset(starts), end) for verb, (starts, end) in steps.items()}

    def after(self, verb: str, state: State) -> State:
        """The state in which the verb leaves the document; refused where the verb may not start."""
        if verb not in self.steps:
            raise LookupError(f"{self.name} knows no verb {verb!r}")
        starts, end = self.steps[verb]
        if state not in starts:
            raise WrongState(verb, state, document=self.name, possible=self.verbs_from(state))
        return end

    def allows(self, verb: str, state: State) -> bool:
        """Whether the verb may start here; for buttons that are shown or hidden."""
        return verb in self.steps and state in self.steps[verb][0]

    def verbs_from(self, state: State) -> list[str]:
        """What can be done now, in the order in which the table lists it."""
        return [verb for verb, (starts, _) in self.steps.items() if state in starts]

    @property
    def states(self) -> list[State]:
        """Every state the table names: where lives begin first, then in the order they are reached."""
        named: list[State] = []
        for starts, end in self.steps.values():
            named += [*sorted(starts, key=_rank), end]
        distinct = list(dict.fromkeys(named))
        return sorted(distinct, key=lambda state: not self._begins(state))

    def mermaid(self) -> str:
        """The picture, as Mermaid text."""
        states = self.states
        # A life that goes round and round begins where its table begins.
        first = [state for state in states if self._begins(state)] or states[:1]
        rows = [f"[*] --> {_word(state)}" for state in first]
        for state in states:
            for verb in self.verbs_from(state):
                rows.append(f"{_word(state)} --> {_word(self.steps[verb][1])}: {verb}")
        rows += [f"{_word(state)} --> [*]" for state in states if not self.verbs_from(state)]
        return "\n".join(["stateDiagram-v2", *("    " + row for row in rows)])

    def _begins(self, state: State) -> bool:
        return not any(end == state and starts != {state} for starts, end in self.steps.values())


def _word(state: str | Enum) -> str:
    return str(state.value) if isinstance(state, Enum) else state


def _rank(state: str | Enum) -> tuple[int, str]:
    # Sets have no order; an enum's members do, and the picture must come out the same each time.
    return (list(type(state)).index(state), "") if isinstance(state, Enum) else (0, state)
