"""What approval does by the clock: moves what nobody would answer, tells who is asked, reminds, passes up,
voids.

Each is done company by company, as the house at work there; each can be done again and changes nothing then.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from erp.approval.reminding import escalate, remind, tell_asked
from erp.approval.rerouting import reroute_all
from erp.approval.voiding import void_all_stale
from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from erp.settings import load

Work = Callable[[Act], Awaitable[int]]


async def companies(database: Database) -> list[UUID]:
    """Every company."""
    return [row["id"] for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id")]


def everywhere(verb: str, work: Work) -> Callable[[Database], Awaitable[int]]:
    """That work in each company, in a transaction of its own."""

    async def run(database: Database) -> int:
        done = 0
        for company in await companies(database):
            asking = await service_asking(database, company)
            async with database.transaction(asking=asking, verb=verb) as tx:
                done += await work(Act(tx=tx, asking=asking, verb=verb))
        return done

    return run


async def send_mails(database: Database) -> int:
    """Send what waits to be sent; answers how many mails were tried."""
    return await mail.send_waiting(database, await companies(database), load())


reroute_open_cases = everywhere("reroute_open_cases", reroute_all)
tell_who_is_asked = everywhere("tell_who_is_asked", tell_asked)
remind_who_is_asked = everywhere("remind_who_is_asked", remind)
pass_up_overdue_cases = everywhere("pass_up_overdue_cases", escalate)
void_changed_cases = everywhere("void_changed_cases", void_all_stale)

JOBS = (
    Job("send_mails", 10, send_mails),
    Job("reroute_open_cases", 30, reroute_open_cases),
    Job("tell_who_is_asked", 60, tell_who_is_asked),
    Job("remind_who_is_asked", 3_600, remind_who_is_asked),
    Job("pass_up_overdue_cases", 3_600, pass_up_overdue_cases),
    Job("void_changed_cases", 600, void_changed_cases),
)
