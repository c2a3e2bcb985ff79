"""What forms do by the clock: deadlines of records are told every morning, for each company on its
own day."""

from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from modules.forms.alerting import tell_deadlines
from modules.forms.shipped import ship_forms

VERB = "tell_deadlines"


async def tell_all(database: Database) -> int:
    """Tell what is near, company by company; answers how much was told. Companies get the shipped
    forms too."""
    told = 0
    for row in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
        asking = await service_asking(database, row["id"])
        async with database.transaction(asking=asking, verb=VERB) as tx:
            act = Act(tx=tx, asking=asking, verb=VERB)
            await ship_forms(act)
            told += await tell_deadlines(act)
    return told


JOBS = (Job("tell_deadlines", 3_600, tell_all),)
