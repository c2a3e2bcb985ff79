"""Schedule a recurring entry: a template is posted by the calendar from now on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from modules.accounting import tables
from modules.accounting.routine_states import RecurringState
from modules.accounting.rules.recurrence import Rhythm
from modules.accounting.templating import entry_from_template

LONGEST_MONTH, MONTHS = 31, 12


class RecurringEntryThere(Refused):
    """There is a recurring entry of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(field="name", name=name)


async def schedule_recurring_entry(
    *,
    act: Act,
    name: str,
    template: UUID,
    rhythm: Rhythm,
    starts_on: date,
    amount: Money | None = None,
    day_of_month: int | None = None,
    month: int | None = None,
    ends_on: date | None = None,
    party: UUID | None = None,
    department: UUID | None = None,
    posts: bool = True,
) -> UUID:
    """Keep the schedule; the entries themselves are made when their day has come, as drafts or posted.

    The template is tried with the amount first, so that a schedule that cannot be posted is refused today.
    """
    name = name.strip()
    _require_days(rhythm, day_of_month, month)
    if ends_on is not None and ends_on < starts_on:
        raise BadInput("endsOn", "BEFORE_START", starts_on=starts_on)
    await _require_own_name(act, name)
    await entry_from_template(act, template, on=starts_on, amount=amount, party=party, department=department)
    recurring = new_id()
    row = {
        "id": recurring,
        "company": act.company,
        "name": name,
        "template": template,
        "amount": amount,
        "party": party,
        "department": department,
        "rhythm": rhythm.value,
        "day_of_month": day_of_month,
        "month": month,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "runs_from": starts_on,
        "posts": posts,
        "state": RecurringState.ACTIVE.value,
    }
    await act.tx.insert(tables.RecurringEntry, [row])
    return recurring


async def _require_own_name(act: Act, name: str) -> None:
    if not name:
        raise BadInput("name", "EMPTY")
    await lock_name(act, "recurring_entry", act.company)
    if await act.tx.value(
        "SELECT true FROM accounting.recurring_entry WHERE company = $1 AND name = $2 AND state <> 'ENDED'",
        act.company,
        name,
    ):
        raise RecurringEntryThere(name)


def _require_days(rhythm: Rhythm, day_of_month: int | None, month: int | None) -> None:
    if rhythm is not Rhythm.MONTH_END and day_of_month is None:
        raise BadInput("dayOfMonth", "EMPTY")
    if day_of_month is not None and not 1 <= day_of_month <= LONGEST_MONTH:
        raise BadInput("dayOfMonth", "NO_SUCH_DAY", given=day_of_month)
    if rhythm is Rhythm.YEARLY and month is None:
        raise BadInput("month", "EMPTY")
    if month is not None and not 1 <= month <= MONTHS:
        raise BadInput("month", "NO_SUCH_MONTH", given=month)
