"""Spread a prepaid expense: what was paid ahead becomes an expense month by month."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import Money, allocate
from modules.accounting import tables
from modules.accounting.lines import credit, debit
from modules.accounting.posting import book_entry, require_accounts
from modules.accounting.queries import posting_accounts
from modules.accounting.routine_states import PrepaidState
from modules.accounting.rules.recurrence import month_on
from modules.accounting.settling import require_coins
from modules.accounting.states import PostingPurpose

MOST_MONTHS = 600


async def spread_prepaid_expense(
    *,
    act: Act,
    description: str,
    amount: Money,
    months: int,
    first_month: date,
    expense_account: UUID,
    on: date,
    paid_from: UUID | None = None,
    prepaid_account: UUID | None = None,
    party: UUID | None = None,
    department: UUID | None = None,
) -> UUID:
    """Keep the plan: a share at the end of each month, all shares together the whole.

    `paid_from` is the account the amount is taken out of on the day, the bank or the expense it was booked
    to; without one it stands in the prepaid account already.
    """
    _require_sound(act, description, amount, months)
    prepaid = prepaid_account or (await posting_accounts(act))[PostingPurpose.PREPAID_EXPENSE]
    shares = allocate(amount, [1] * months, act.currency)
    if not shares[-1]:
        raise BadInput("months", "MONTHS_DO_NOT_FIT", amount=amount)
    lines = [
        debit(prepaid, amount, party=party, department=department),
        credit(paid_from or prepaid, amount, party=party, department=department),
    ]
    share = [debit(expense_account, amount, party=party, department=department)]
    await require_accounts(act, [line.in_currency(act.currency) for line in [*lines, *share]])
    entry = await book_entry(act, on=on, description=description, lines=lines) if paid_from else None
    key = new_id()
    row = {
        "id": key,
        "company": act.company,
        "description": description.strip(),
        "amount": amount,
        "months": months,
        "first_month": first_month.replace(day=1),
        "prepaid_account": prepaid,
        "expense_account": expense_account,
        "party": party,
        "department": department,
        "entry": entry,
        "state": PrepaidState.RUNNING.value,
    }
    await act.tx.insert(tables.PrepaidExpense, [row])
    await _plan(act, key, first_month.replace(day=1), shares)
    return key


async def _plan(act: Act, prepaid: UUID, first: date, shares: Sequence[Decimal]) -> None:
    own = {"company": act.company, "prepaid": prepaid, "entry": None, "refusal": None}
    rows = [
        own | {"id": new_id(), "line_no": at, "effective_on": month_on(first, at - 1), "amount": part}
        for at, part in enumerate(shares, 1)
    ]
    await act.tx.insert(tables.PrepaidMonth, rows)


def _require_sound(act: Act, description: str, amount: Money, months: int) -> None:
    if not description.strip():
        raise BadInput("description", "EMPTY")
    if amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=amount)
    require_coins("amount", amount, act.currency)
    if not 1 <= months <= MOST_MONTHS:
        raise BadInput("months", "MONTHS_DO_NOT_FIT", given=months)
