"""Set an allowance rate: yen for a day of a trip, or for a kilometre, from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.expenses import tables
from modules.expenses.ruling import require_new_day
from modules.expenses.states import ExpenseNature

HIGHEST = Decimal(1_000_000)


async def set_allowance_rate(
    *, act: Act, kind: UUID, amount: Decimal, valid_from: date, grade: UUID | None = None
) -> UUID:
    """For a grade, or for everybody; the rate before it goes on counting for earlier days.

    Refuses a kind whose amount people type themselves, and a second rate for the same day.
    """
    nature = await require_new_day(act, "allowance_rate", kind, grade, valid_from)
    if nature not in (ExpenseNature.ALLOWANCE, ExpenseNature.MILEAGE):
        raise BadInput("kind", "AMOUNT_IS_TYPED")
    if not 0 <= amount <= HIGHEST:
        raise BadInput("amount", "OUT_OF_RANGE", least=0, most=int(HIGHEST))
    if nature is ExpenseNature.ALLOWANCE and amount != int(amount):
        raise BadInput("amount", "TOO_MANY_DECIMALS", given=amount, currency=act.currency)
    rate = new_id()
    row = {
        "id": rate,
        "company": act.company,
        "expense_kind": kind,
        "grade": grade,
        "valid_from": valid_from,
        "amount": amount,
        "set_by": act.actor,
        "set_at": act.at,
    }
    await act.tx.insert(tables.AllowanceRate, [row])
    return rate
