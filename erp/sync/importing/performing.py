"""Doing the rows of an import, one verb after the other, in one transaction.

Each row goes through the same action as a person's input would, with the same rules, locks, numbers and
history.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID

from erp.api import Made
from erp.api.inputs import input_of_action
from erp.api.schema import build
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.undoing import undoing
from erp.sync.importing.faults import Fault
from erp.sync.importing.planning import Key, Plan, key_of
from erp.sync.importing.records import Record, resolved
from erp.sync.importing.templates import Known, Ref
from erp.sync.refusals import ImportRefused

Tell = Callable[[int, int, str], None]
REASON = "import"


def silent(done: int, total: int, what: str) -> None:
    """Nobody watches."""


class RowRefused(Exception):
    """A row was refused: which, and why."""

    def __init__(self, record: Record, refused: Refused) -> None:
        super().__init__(str(refused))
        self.record, self.refused = record, refused

    def fault(self) -> Fault:
        row, column = self.record.column_of(self.refused.field)
        return Fault(row.file, row.line, column, self.refused)


class Follows(Exception):
    """The row needs a record whose own row was refused."""


@dataclass(slots=True)
class Performance:
    """What was done so far."""

    plan: Plan
    known: Mapping[Known, UUID]
    ids: dict[Key, UUID] = field(default_factory=dict)
    refs: list[dict[str, Any]] = field(default_factory=list)
    seen: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ids = {key: taken.record for key, taken in self.plan.taken.items()}
        self.seen = set(self.ids.values())

    def find(self, ref: Ref | Known) -> str:
        """The id behind a reference."""
        found = self.known.get(ref) if isinstance(ref, Known) else self.ids.get((ref.kind, ref.code))
        if found is None:
            raise Follows()
        return str(found)

    async def do(self, act: Act, record: Record) -> None:
        """One row; raises `RowRefused` when its verb says no."""
        mutation = build().mutations[record.step.mutation]
        try:
            values = input_of_action(mutation).take(resolved(record.values, self.find), "input")
            answer = await mutation.action(act=act, **values)
        except Refused as refused:
            raise RowRefused(record, refused) from refused
        id = answer.id if isinstance(answer, Made) else answer
        self.refs.append(
            {
                "kind": record.step.kind,
                "external_id": record.external_id,
                "record": id,
                "made": id not in self.seen,
                "verb": mutation.name,
                "digest": record.digest,
                "position": len(self.refs) + 1,
            }
        )
        self.seen.add(id)
        self.ids[key_of(record)] = id

    async def bring_back(self, act: Act) -> None:
        """Take into use again what an undone import took out of use."""
        for record, taken in self.plan.again:
            again = undoing()[taken.verb].again if taken.made else None
            if again is not None:
                try:
                    await again(act=act, id=taken.record, reason=REASON)
                except Refused as refused:
                    raise RowRefused(record, refused) from refused


async def perform(act: Act, plan: Plan, known: Mapping[Known, UUID], tell: Tell) -> Performance:
    """Every new row; the first refusal ends it."""
    performance = Performance(plan, known)
    await performance.bring_back(act)
    total = len(plan.fresh)
    for done, record in enumerate(plan.fresh, start=1):
        await performance.do(act, record)
        tell(done, total, record.step.place)
    return performance


def refuse(fault: Fault, count: int = 1) -> NoReturn:
    """The import as a whole is refused for this row; what the row was refused for stands behind it."""
    raise ImportRefused(fault.place, count) from fault.refused
