"""Enter a pay amount: what somebody is paid, or has taken off, beside the wages of a month."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from modules.attendance import tables
from modules.attendance.refusals import MonthClosed


async def enter_pay_amount(
    *, act: Act, person: UUID, item: UUID, month: date, amount: Money, note: str | None = None
) -> UUID:
    """Entered again the last amount counts; nothing takes it back. Refused once the month is closed."""
    first = month.replace(day=1)
    if amount < 0:
        raise BadInput("amount", "NEGATIVE")
    employee = await act.tx.row(
        "SELECT id FROM attendance.employee WHERE company = $1 AND person = $2", act.company, person
    )
    if employee is None:
        raise NotFound("Employee", person, field="person")
    if not await act.tx.value(
        "SELECT true FROM attendance.pay_item WHERE id = $1 AND company = $2 AND is_active", item, act.company
    ):
        raise NotFound("PayItem", item, field="item")
    await lock_name(act, "timesheets", act.company, first)
    closed = await act.tx.value(
        "SELECT number FROM attendance.payroll_period WHERE company = $1 AND month = $2", act.company, first
    )
    if closed:
        raise MonthClosed(closed)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "employee": employee["id"],
        "person": person,
        "month": first,
        "item": item,
        "amount": amount,
        "note": (note or "").strip()[:300] or None,
        "entered_by": act.actor,
        "entered_at": act.at,
    }
    await act.tx.insert(tables.PayAmount, [row])
    return made
