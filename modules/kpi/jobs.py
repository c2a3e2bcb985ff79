"""What the process figures do by the clock: transitions follow the audit."""

from erp.kernel.database import Database
from erp.kernel.jobs import Job

ROLL_UP = "SELECT added, more FROM kpi.roll_up($1, $2)"
# Rows of audit in one statement.
AT_ONCE = 50_000


async def roll_up_transitions(database: Database) -> int:
    """Read what happened since the last time, company by company; answers how many transitions came."""
    added = 0
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id"):
        more = True
        while more:
            (read,) = await database.rows(ROLL_UP, company["id"], AT_ONCE, company=company["id"])
            added, more = added + read["added"], read["more"]
    return added


JOBS = (Job("roll_up_transitions", 60, roll_up_transitions),)
