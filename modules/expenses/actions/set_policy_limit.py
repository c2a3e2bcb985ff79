"""Set a policy limit: what a line of a kind may come to, from a day on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules import accounting
from modules.expenses import tables
from modules.expenses.ruling import require_new_day
from modules.expenses.states import Breach


async def set_policy_limit(
    *,
    act: Act,
    kind: UUID,
    valid_from: date,
    grade: UUID | None = None,
    line_limit: Money | None = None,
    receipt_from: Money | None = None,
    reason_from: Money | None = None,
    breach: Breach = Breach.WARN,
) -> UUID:
    """For a grade, or for everybody; the rule before it goes on counting for earlier days.

    Refuses a second rule for the same kind, grade and day.
    """
    await require_new_day(act, "policy_limit", kind, grade, valid_from)
    for field, amount in (
        ("lineLimit", line_limit),
        ("receiptFrom", receipt_from),
        ("reasonFrom", reason_from),
    ):
        if amount is not None:
            accounting.require_coins(field, amount, act.currency)
            if amount < 0:
                raise BadInput(field, "NEGATIVE")
    limit = new_id()
    await act.tx.insert(
        tables.PolicyLimit,
        [
            {
                "id": limit,
                "company": act.company,
                "expense_kind": kind,
                "grade": grade,
                "valid_from": valid_from,
                "line_limit": line_limit,
                "receipt_from": receipt_from,
                "reason_from": reason_from,
                "breach": breach.value,
                "set_by": act.actor,
                "set_at": act.at,
            }
        ],
    )
    return limit
