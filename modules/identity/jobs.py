"""What identity does by the clock: what should be is compared with what is, whoever has to know is told."""

from collections.abc import Awaitable, Callable

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from modules.identity.escalating import escalate
from modules.identity.following import follow
from modules.identity.reviewing import remind


def everywhere(verb: str, work: Callable[[Act], Awaitable[object]]) -> Callable[[Database], Awaitable[int]]:
    """That work in each company, in a transaction of its own."""

    async def run(database: Database) -> int:
        companies = await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id")
        for row in companies:
            asking = await service_asking(database, row["id"])
            async with database.transaction(asking=asking, verb=verb) as tx:
                await work(Act(tx=tx, asking=asking, verb=verb))
        return len(companies)

    return run


async def _compare(act: Act) -> None:
    await follow(act, None)


compare_accounts = everywhere("compare_accounts", _compare)
escalate_leavers = everywhere("escalate_leavers", escalate)
remind_reviewers = everywhere("remind_reviewers", remind)

JOBS = (
    Job("compare_accounts", 300, compare_accounts, takes_long=True),
    Job("escalate_leavers", 60, escalate_leavers),
    Job("remind_reviewers", 3_600, remind_reviewers),
)
