"""What the exchange with the outside does by the clock: runs, and forgetting old calls."""

from erp.kernel.database import Database
from erp.kernel.jobs import Job
from erp.sync.running.passes import run_connections

KEPT = "90 days"


async def forget_attempts(database: Database) -> int:
    """Calls of long ago are forgotten."""
    gone = 0
    for row in await database.rows("SELECT id FROM masterdata.company"):
        sql = "SELECT sync.forget_attempts($1, $2::text::interval)"
        gone += await database.read(sql, row["id"], KEPT, company=row["id"])
    return gone


JOBS = (
    Job("run_connections", 5, run_connections, takes_long=True),
    Job("forget_attempts", 86_400, forget_attempts),
)
