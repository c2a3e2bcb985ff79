"""Grant leave by hand: special days, or what somebody brings along from the books kept before."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.law import LEAVE, figures_on
from modules.attendance.rules.paid_leave import HALF, expiry
from modules.attendance.states import GrantGround, LeaveNature

MOST_DAYS = 366
THERE = """
    SELECT true FROM attendance.leave_grant
    WHERE company = $1 AND person = $2 AND kind = $3 AND granted_on = $4 LIMIT 1
"""


async def grant_leave(
    *,
    act: Act,
    person: UUID,
    kind: UUID,
    days: Decimal,
    granted_on: date,
    expires_on: date | None = None,
    note: str | None = None,
) -> UUID:
    """Annual leave that is brought along stands under the day it was granted on, with what is left of it.

    The days that must be taken are asked of grants of this system only.
    """
    if not 0 < days <= MOST_DAYS or days % HALF:
        raise BadInput("days", "OUT_OF_RANGE", least=HALF, most=MOST_DAYS)
    employee = await act.tx.row(
        "SELECT * FROM attendance.employee WHERE company = $1 AND person = $2", act.company, person
    )
    if employee is None:
        raise NotFound("Employee", person, field="person")
    wanted = await act.tx.row("SELECT * FROM attendance.leave_kind WHERE id = $1 AND is_active", kind)
    if wanted is None or not wanted["needs_grant"]:
        raise NotFound("LeaveKind", kind, field="kind")
    is_annual = wanted["nature"] == LeaveNature.ANNUAL.value
    last = await _last_day(act, granted_on, expires_on, is_annual)
    await lock_name(act, "leave", person)
    if is_annual and await act.tx.value(THERE, act.company, person, kind, granted_on):
        raise BadInput("grantedOn", "DAY_TAKEN", given=granted_on)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "employee": employee["id"],
        "person": person,
        "kind": kind,
        "granted_on": granted_on,
        "expires_on": last,
        "days": days,
        "ground": (GrantGround.TAKEN_OVER if is_annual else GrantGround.SPECIAL).value,
        "note": (note or "").strip()[:300] or None,
        "granted_by": act.actor,
        "granted_at": act.at,
    }
    await act.tx.insert(tables.LeaveGrant, [row])
    return made


async def _last_day(act: Act, granted_on: date, expires_on: date | None, is_annual: bool) -> date:
    """No annual leave ends before the law lets it."""
    told = await figures_on(act.tx, LEAVE, granted_on)
    lawful = expiry(granted_on, int(told["LEAVE_VALID_MONTHS"]))
    last = expires_on or lawful
    if last < granted_on or (is_annual and last < lawful):
        raise BadInput("expiresOn", "TOO_EARLY", given=last)
    return last
