"""What master data does by the clock: terms that begin today are the party's own from then on."""

from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.delivering import service_asking
from erp.kernel.jobs import Job
from erp.masterdata.dated_terms import TERMS
from erp.masterdata.tables import Party

_OWN, _DATED = (", ".join(f"{alias}.{name}" for name in TERMS) for alias in "pt")
_DIFFERING = f"""
SELECT p.id, p.version, {_DATED}
  FROM masterdata.party p
  JOIN masterdata.party_terms_span t
    ON t.party = p.id AND t.valid_from <= $1 AND (t.valid_to IS NULL OR t.valid_to >= $1)
 WHERE EXISTS (SELECT FROM masterdata.party_terms own WHERE own.party = p.id)
   AND ({_OWN}) IS DISTINCT FROM ({_DATED})
"""
ZONE = "Asia/Tokyo"


async def begin_terms(database: Database) -> int:
    """Write terms that hold today beside the party; answers how many parties changed.

    Nothing that has a day depends on when this runs: it reads the terms of that day.
    """
    today = clock.today(ZONE)
    for company in await database.rows("SELECT id FROM masterdata.company ORDER BY id LIMIT 1"):
        rows = await database.rows(_DIFFERING, today, company=company["id"])
        if not rows:
            return 0
        asking = await service_asking(database, company["id"])
        async with database.transaction(asking=asking, verb="set_billing_terms") as tx:
            act = Act(tx=tx, asking=asking, verb="set_billing_terms")
            changed = [dict(row) | {"version": row["version"] + 1} for row in rows]
            await act.tx.update(Party, changed)
        return len(rows)
    return 0


JOBS = (Job("begin_terms", 600, begin_terms),)
