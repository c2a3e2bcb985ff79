"""Undo the newest run of depreciation: its entry is answered by its reverse."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules import accounting
from modules.accounting import EntryLine, credit, debit
from modules.assets import tables
from modules.assets.keeping import lock_depreciation
from modules.assets.refusals import AssetEndedSince, LaterRunThere
from modules.assets.states import DEPRECIATION_RUN, DepreciationRunState

LINES = """
    SELECT account, debit, credit, department FROM accounting.journal_line WHERE entry = $1 ORDER BY line_no
"""
ENDED = """
    SELECT f.number FROM assets.depreciation_line l JOIN assets.fixed_asset f ON f.id = l.asset
    WHERE l.run = $1 AND (
        (f.ended_on IS NOT NULL AND f.method <> 'LUMP_SUM')
        OR EXISTS (SELECT FROM assets.asset_reduction g
                   WHERE g.asset = f.id AND g.reduced_on >= date_trunc('month', l.through))
    ) ORDER BY f.number LIMIT 1
"""


async def undo_depreciation_run(*, act: Act, run: UUID, reason: str) -> UUID:
    """Take a run back, so that the month can be run anew; refuses one before the newest.

    Its reverse is posted on the day of the run, so the month must be open still.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    await lock_depreciation(act)
    rows = await lock_rows(act, tables.DepreciationRun, [run])
    if not rows:
        raise NotFound("DepreciationRun", run, field="run")
    row = rows[0]
    state = DEPRECIATION_RUN.after("undo_depreciation_run", DepreciationRunState(row["state"]))
    later = await act.tx.value(
        """SELECT max(month) FROM assets.depreciation_run
           WHERE company = $1 AND state = 'POSTED' AND month > $2""",
        act.company,
        row["month"],
    )
    if later:
        raise LaterRunThere(later)
    ended = await act.tx.value(ENDED, run)
    if ended:
        raise AssetEndedSince(ended)
    if row["entry"]:
        await accounting.post_entry(
            act=act,
            on=row["through"],
            description=f"減価償却の取消 {row['through']:%Y-%m}",
            lines=[_reverse(line) for line in await act.tx.rows(LINES, row["entry"])],
            origin=f"depreciation_run_undone:{run}",
            cause=run,
        )
    await act.tx.update(tables.DepreciationRun, [{"id": run, "state": state.value, "reason": reason.strip()}])
    return run


def _reverse(line: Any) -> EntryLine:
    other = credit if line["debit"] else debit
    return other(line["account"], line["debit"] or line["credit"], department=line["department"])
