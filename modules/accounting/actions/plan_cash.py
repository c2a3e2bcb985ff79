"""Plan money: what will come or go on a day of the month is in the forecast before there is a document."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.money import Money, quantize
from modules.accounting import tables
from modules.accounting.settling import require_coins

MOST_MONTHS = 12


async def plan_cash(
    *,
    act: Act,
    name: str,
    day_of_month: int,
    amount: Money | None = None,
    account: UUID | None = None,
    is_receipt: bool = False,
    every_months: int = 1,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> UUID:
    """Plan an amount, or what stands on an account; refuses both and neither, and days no month has."""
    starts_on = starts_on or act.today
    if not name.strip():
        raise BadInput("name", "EMPTY")
    if (amount is None) == (account is None):
        raise BadInput("amount", "AMOUNT_OR_ACCOUNT")
    if amount is not None:
        if amount <= 0:
            raise BadInput("amount", "AMOUNT_NOT_POSITIVE")
        require_coins("amount", amount, act.currency)
    if not 1 <= day_of_month <= 31:
        raise BadInput("day_of_month", "OUT_OF_RANGE", least=1, most=31)
    if not 1 <= every_months <= MOST_MONTHS:
        raise BadInput("every_months", "OUT_OF_RANGE", least=1, most=MOST_MONTHS)
    if ends_on is not None and ends_on < starts_on:
        raise BadInput("ends_on", "BEFORE_FROM")
    known = "SELECT true FROM masterdata.account WHERE id = $1 AND is_active"
    if account is not None and not await act.tx.value(known, account):
        raise NotFound("Account", account, field="account")
    plan = new_id()
    row = {
        "id": plan,
        "company": act.company,
        "name": name.strip(),
        "is_receipt": is_receipt,
        "amount": None if amount is None else quantize(amount, act.currency),
        "account": account,
        "day_of_month": day_of_month,
        "every_months": every_months,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    await act.tx.insert(tables.CashPlan, [row])
    return plan
