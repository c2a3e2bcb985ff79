"""What an import would do: which rows are new, which were imported before, which cannot be taken."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from erp.kernel.database import Database
from erp.sync.importing.faults import Faults
from erp.sync.importing.records import Record, named
from erp.sync.importing.templates import Known, Ref
from erp.sync.refusals import ChangedSource, UnknownReference

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that an earlier import took over."""

    id: UUID
    record: UUID
    made: bool
    verb: str
    digest: str
    undone: bool


@dataclass(slots=True)
class Plan:
    """New rows, rows whose records come back into use, and how many rows change nothing."""

    records: Sequence[Record]
    taken: Mapping[Key, Taken]
    fresh: list[Record] = field(default_factory=list)
    again: list[tuple[Record, Taken]] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)

    @property
    def does_nothing(self) -> bool:
        return not self.fresh and not self.again

    def figures(self) -> list[dict[str, object]]:
        """How many rows of each step are what."""
        parts = {
            "rows": self.records,
            "new": self.fresh,
            "unchanged": self.unchanged,
            "changed": self.changed,
        }
        counts = {name: Counter(each.step.place for each in rows) for name, rows in parts.items()}
        counts["new"] += Counter(record.step.place for record, _ in self.again)
        steps = {record.step.place: record.step for record in self.records}
        return [
            {"step": place, "kind": step.kind, "verb": step.mutation}
            | {name: count[place] for name, count in counts.items()}
            for place, step in steps.items()
        ]


def key_of(record: Record) -> Key:
    """Kind and id of theirs: what a reference names."""
    return record.step.kind, record.external_id


async def taken_before(database: Database, company: UUID | None, connection: str) -> dict[Key, Taken]:
    """Everything that was imported for this company under this name."""
    if company is None:
        return {}
    rows = await database.rows(
        """SELECT id, kind, external_id, record, made, verb, digest, undone
             FROM sync.external_ref WHERE connection = $1""",
        connection,
        company=company,
    )
    return {
        (row["kind"], row["external_id"]): Taken(
            row["id"], row["record"], row["made"], row["verb"], row["digest"], row["undone"]
        )
        for row in rows
    }


def planned(records: Sequence[Record], taken: Mapping[Key, Taken], faults: Faults) -> Plan:
    """Sort the rows; a reference that leads nowhere and a row that changed are faults."""
    plan = Plan(records, taken)
    coming: set[Key] = set()
    for record in records:
        _require_refs(record, taken, coming, faults)
        coming.add(key_of(record))
        before = taken.get(key_of(record))
        if before is None:
            plan.fresh.append(record)
        elif before.digest != record.digest:
            plan.changed.append(record)
            refused = ChangedSource(record.step.kind, record.external_id)
            faults.add(record.row.file, record.row.line, ", ".join(record.step.key), refused)
        elif before.undone:
            plan.again.append((record, before))
        else:
            plan.unchanged.append(record)
    return plan


def _require_refs(record: Record, taken: Mapping[Key, Taken], coming: set[Key], faults: Faults) -> None:
    for path, ref in named(record.values):
        if isinstance(ref, Ref) and (ref.kind, ref.code) not in coming and (ref.kind, ref.code) not in taken:
            add_unknown(record, path, ref, faults)


def add_unknown(record: Record, path: str, ref: Ref | Known, faults: Faults) -> None:
    """The row names something that is nowhere."""
    row, column = record.column_of(path)
    faults.add(row.file, row.line, column, UnknownReference(ref.kind, ref.code))
