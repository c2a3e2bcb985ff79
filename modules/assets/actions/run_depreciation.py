"""Depreciate all assets through a month, in one entry."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.register import register_document
from modules import accounting
from modules.assets import tables
from modules.assets.keeping import entry_lines, fallen_due, lock_depreciation, write_taken
from modules.assets.refusals import LaterRunThere
from modules.assets.rules.depreciation import month_end
from modules.assets.states import DepreciationRunState


async def run_depreciation(*, act: Act, month: date) -> UUID:
    """Take off what has fallen due by the end of the month; asked again, answers with the run that is there.

    Months that were left out, and assets entered late, are caught up. The run of the last month of a year is
    that of the year. Refuses a month before one that is run already.
    """
    through = month_end(month)
    await lock_depreciation(act)
    newest = await act.tx.row(
        """SELECT id, month FROM assets.depreciation_run WHERE company = $1 AND state = 'POSTED'
           ORDER BY month DESC LIMIT 1""",
        act.company,
    )
    if newest and newest["month"] == through.replace(day=1):
        return newest["id"]
    if newest and newest["month"] > through:
        raise LaterRunThere(newest["month"])
    taken = await fallen_due(act, through)
    run, total = new_id(), sum((each.amount for each in taken), Decimal(0))
    entry = None
    if taken:
        entry = await accounting.post_entry(
            act=act,
            on=through,
            description=f"減価償却 {through:%Y-%m}",
            lines=await entry_lines(act, taken),
            origin=f"depreciation_run:{run}",
            cause=run,
        )
    await act.tx.insert(
        tables.DepreciationRun,
        [
            {
                "id": run,
                "company": act.company,
                "month": through.replace(day=1),
                "through": through,
                "state": DepreciationRunState.POSTED.value,
                "total": total,
                "assets": len(taken),
                "entry": entry,
                "run_at": act.at,
            }
        ],
    )
    await write_taken(act, run, through, taken)
    name = f"DP-{through:%Y-%m}"
    await register_document(act, kind="depreciation_run", id=run, number=name, on=through, title=name)
    return run
