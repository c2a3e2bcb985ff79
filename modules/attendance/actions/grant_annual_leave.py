"""Grant annual leave: what fell due by today, to everybody on his day; the job does it each night."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.attendance.employing import refresh
from modules.attendance.granting import grant_due
from modules.attendance.ruling import rule_on


async def grant_annual_leave(*, act: Act, until: date | None = None) -> UUID:
    """Again it grants nothing. Answers the rule it was done by."""
    last = until or act.today
    if last > act.today:
        raise BadInput("until", "IN_THE_FUTURE", given=last)
    rule = await rule_on(act, last)
    await refresh(act, last)
    await grant_due(act, rule, last)
    return rule.id
