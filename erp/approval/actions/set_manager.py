"""Say who somebody's manager is, from a day on."""

from datetime import date
from uuid import UUID

from erp.approval import tables
from erp.approval.dating import follow
from erp.approval.naming import require_able, require_person
from erp.approval.refusals import CircularReporting
from erp.approval.rerouting import reroute_all
from erp.approval.rules.chains import goes_round
from erp.kernel.asking import Act
from erp.kernel.locking import lock_name

MANAGERS = """
    SELECT person, manager FROM approval.reporting_line
    WHERE company = $1 AND (valid_to IS NULL OR valid_to >= $2) AND person <> $3
"""


async def set_manager(*, act: Act, person: UUID, valid_from: date, manager: UUID | None = None) -> UUID:
    """Set the manager of somebody, or (without one) say that there is none. Refuses `CIRCULAR_REPORTING`."""
    await require_person(act, person, "person")
    if manager is not None:
        await require_able(act, manager, "manager")
    await lock_name(act, "reporting", act.company)
    if manager is not None:
        rows = await act.tx.rows(MANAGERS, act.company, valid_from, person)
        if goes_round({row["person"]: row["manager"] for row in rows}, person, manager):
            raise CircularReporting(field="manager")
    line = await follow(act, tables.ReportingLine, {"person": person}, {"manager": manager}, valid_from)
    await reroute_all(act)
    return line
