"""Use a work pattern: the hours of these people follow it from a day on."""

from datetime import date, timedelta
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.employing import employees
from modules.attendance.opening import plan_again
from modules.attendance.ruling import rule_or_none

# Sheets are opened a month ahead at most.
AHEAD = timedelta(days=92)


async def use_work_pattern(*, act: Act, pattern: UUID, people: list[UUID], valid_from: date) -> UUID:
    """Named again for the same day the change is refused; days of open sheets follow at once."""
    row = await act.tx.row(
        "SELECT is_active FROM attendance.work_pattern WHERE id = $1 AND company = $2", pattern, act.company
    )
    if row is None or not row["is_active"]:
        raise NotFound("WorkPattern", pattern, field="pattern")
    wanted = list(dict.fromkeys(people))
    if not wanted:
        raise BadInput("people", "REQUIRED")
    known = await employees(act, wanted)
    for at, person in enumerate(wanted):
        if person not in known:
            raise NotFound("Employee", person, field=f"people.{at}")
    taken = await act.tx.value(
        """SELECT person FROM attendance.pattern_use
           WHERE company = $1 AND person = ANY($2::uuid[]) AND valid_from = $3 LIMIT 1""",
        act.company,
        wanted,
        valid_from,
    )
    if taken is not None:
        raise BadInput("validFrom", "PATTERN_THERE", number=known[taken]["number"], given=valid_from)
    rows = [
        {
            "id": new_id(),
            "company": act.company,
            "person": person,
            "pattern": pattern,
            "valid_from": valid_from,
            "set_by": act.actor,
            "set_at": act.at,
        }
        for person in wanted
    ]
    await act.tx.insert(tables.PatternUse, rows)
    rule = await rule_or_none(act, max(valid_from, act.today))
    if rule is not None:
        await plan_again(act, wanted, valid_from, act.today + AHEAD, rule)
    return pattern
