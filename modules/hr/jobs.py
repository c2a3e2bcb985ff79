"""What hr does by the clock: changes to come begin to count at midnight where the company is.

Besides, tasks are reminded of, contracts that end get their lists, and superiors follow the organisation.
"""

from collections.abc import Awaitable, Callable

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from modules.hr.changing import AT_A_TIME, tell_due
from modules.hr.reminding import list_endings, remind
from modules.hr.superiors import keep_superiors

Work = Callable[[Act], Awaitable[int]]


def everywhere(verb: str, work: Work, at_a_time: int | None = None) -> Callable[[Database], Awaitable[int]]:
    """That work in each company, in a transaction of its own; again while it fills its measure."""

    async def run(database: Database) -> int:
        total = 0
        for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
            asking = await service_asking(database, row["id"])
            while True:
                async with database.transaction(asking=asking, verb=verb) as tx:
                    done = await work(Act(tx=tx, asking=asking, verb=verb))
                total += done
                if at_a_time is None or done < at_a_time:
                    break
        return total

    return run


tell_changes = everywhere("tell_changes", tell_due, AT_A_TIME)
list_leavers = everywhere("list_leavers", list_endings)
remind_of_tasks = everywhere("remind_of_tasks", remind)
follow_organisation = everywhere("follow_organisation", keep_superiors)

JOBS = (
    Job("tell_changes", 15, tell_changes),
    Job("list_leavers", 3_600, list_leavers),
    Job("remind_of_tasks", 3_600, remind_of_tasks),
    Job("follow_organisation", 3_600, follow_organisation),
)
