"""Make a plan: what would have to be done, and why. Nothing is done by it."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.braking import brake
from modules.identity.built_in_reading import read_built_in
from modules.identity.naming import give_names
from modules.identity.planning import difference
from modules.identity.reading import read_all, read_some
from modules.identity.refusals import NothingDiffers, SourceDoubted


async def make_plan(*, act: Act, system: UUID | None = None, person: UUID | None = None) -> UUID:
    """Compare what should be with what is, for everybody and every system or for one.

    Refuses `NOTHING_DIFFERS`, and `SOURCE_DOUBTED` while the personnel records are not believed.
    """
    systems = [system] if system is not None else None
    people = [person] if person is not None else None
    if people is None:
        if not await read_all(act):
            raise SourceDoubted(**await _counts(act))
    else:
        await read_some(act, people)
    await read_built_in(act, people)
    await give_names(act, systems, people)
    plan = await difference(act, systems=systems, people=people)
    if plan is None:
        raise NothingDiffers()
    await brake(act, plan)
    return plan


async def _counts(act: Act) -> dict[str, Any]:
    row = await act.tx.row(
        """SELECT before, employed AS now FROM identity.source_reading WHERE company = $1
           ORDER BY read_at DESC, id DESC LIMIT 1""",
        act.company,
    )
    return dict(row) if row else {"before": 0, "now": 0}
