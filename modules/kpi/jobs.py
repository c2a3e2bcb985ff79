"""What the process figures do by the clock: transitions follow the audit."""

from erp.kernel.database import Database
from erp.kernel.jobs import Job


async def roll_up_transitions(database: Database) -> int:
    """Read what happened since the last time, company by company; answers how many transitions came."""
    added = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        added += await database.read("SELECT kpi.roll_up($1)", company["id"], company=company["id"])
    return added


JOBS = (Job("roll_up_transitions", 60, roll_up_transitions),)
