"""What was done with many lines at once is kept as one row: by whom, from which score, how many."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.banking import tables


async def write_run(
    act: Act,
    *,
    proposed: int = 0,
    minimum_score: int | None = None,
    accepted: int = 0,
    left_over: int = 0,
    automatic: bool = False,
) -> UUID:
    """Keep a run."""
    made = new_id()
    await act.tx.insert(
        tables.MatchRun,
        [
            {
                "id": made,
                "company": act.company,
                "proposed": proposed,
                "minimum_score": minimum_score,
                "accepted": accepted,
                "left_over": left_over,
                "is_automatic": automatic,
                "made_by": act.actor,
                "made_at": act.at,
            }
        ],
    )
    return made
