"""What access does by the clock: sessions that are over are kept for a season and then forgotten."""

from erp.access.throttle import forget
from erp.kernel.database import Database
from erp.kernel.jobs import Job
from erp.kernel.pool import WHOEVER

KEPT_DAYS = 90
OLD = """
    WITH gone AS (
        DELETE FROM access.session
        WHERE expires_at < now() - make_interval(days => $1) RETURNING 1)
    SELECT count(*) FROM gone
"""


async def forget_sessions(database: Database) -> int:
    """Delete sessions and tries at passwords of long ago; answers how many sessions that were."""
    await forget(database)
    return int(await database.read(OLD, KEPT_DAYS, company=WHOEVER))


JOBS = (Job("forget_sessions", 86_400, forget_sessions),)
