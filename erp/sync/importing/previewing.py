"""Looking at an import before it is written: every row is tried, every refusal is kept, nothing stays."""

from dataclasses import dataclass, field
from pathlib import Path

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.sync.importing import known
from erp.sync.importing.entering import Entrance, entered, entrance
from erp.sync.importing.faults import Fault, Faults
from erp.sync.importing.mapping import ImportMapping
from erp.sync.importing.performing import Follows, Performance, RowRefused, Tell
from erp.sync.importing.planning import Plan, planned, taken_before
from erp.sync.importing.records import Reader

LIKE_ANOTHER = "DUPLICATE_CANDIDATES"


class _TakenBack(Exception):
    """The end of a trial: PostgreSQL forgets it."""


@dataclass(slots=True)
class Preview:
    """What would happen."""

    entrance: Entrance
    plan: Plan
    faults: Faults
    alike: list[Fault] = field(default_factory=list)
    follows: int = 0


async def read(database: Database, mapping: ImportMapping, folder: Path, code: str | None) -> Preview:
    """Read the files and compare them with what was imported before."""
    reader = Reader(mapping, folder)
    records = reader.records()
    way_in = await entrance(database, mapping, code)
    taken = await taken_before(database, way_in.company, mapping.name)
    return Preview(way_in, planned(records, taken, reader.faults), reader.faults)


async def rehearse(database: Database, preview: Preview, tell: Tell) -> None:
    """Try every new row and forget it again; refusals are added to the preview."""
    if preview.plan.does_nothing:
        return
    try:
        async with entered(database, preview.entrance) as act:
            await _try_all(act, preview, tell)
            raise _TakenBack()
    except _TakenBack:
        return


async def _try_all(act: Act, preview: Preview, tell: Tell) -> None:
    plan, faults = preview.plan, preview.faults
    missing = Faults()
    ids = await known.found(act.tx, plan.fresh, missing)
    for fault in missing:
        faults.add(fault.file, fault.line, fault.column, fault.refused)
    performance = Performance(plan, ids)
    try:
        await performance.bring_back(act)
    except RowRefused as refused:
        _keep(preview, refused.fault())
    for done, record in enumerate(plan.fresh, start=1):
        try:
            async with act.tx.savepoint("row"):
                await performance.do(act, record)
        except RowRefused as refused:
            _keep(preview, refused.fault())
        except Follows:
            # What it names was refused above and is told there.
            preview.follows += 1
        tell(done, len(plan.fresh), record.step.place)


def _keep(preview: Preview, fault: Fault) -> None:
    preview.faults.add(fault.file, fault.line, fault.column, fault.refused)
    if fault.refused.code == LIKE_ANOTHER:
        preview.alike.append(fault)
