"""What hr does by the clock: changes to come begin to count at midnight where the company is."""

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from modules.hr.changing import AT_A_TIME, tell_due


async def tell_changes(database: Database) -> int:
    """Tell the changes whose day has come, company by company; answers how many."""
    told = 0
    for row in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        asking = await service_asking(database, row["id"])
        while True:
            async with database.transaction(asking=asking, verb="tell_changes") as tx:
                done = await tell_due(Act(tx=tx, asking=asking, verb="tell_changes"))
            told += done
            if done < AT_A_TIME:
                break
    return told


JOBS = (Job("tell_changes", 15, tell_changes),)
