"""The company's rules by day: one for a kind, a grade and a first day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_name
from modules.expenses.states import ExpenseNature

THERE = {
    "policy_limit": """SELECT true FROM expenses.policy_limit WHERE company = $1 AND expense_kind = $2
                       AND grade IS NOT DISTINCT FROM $3::uuid AND valid_from = $4""",
    "allowance_rate": """SELECT true FROM expenses.allowance_rate WHERE company = $1 AND expense_kind = $2
                         AND grade IS NOT DISTINCT FROM $3::uuid AND valid_from = $4""",
}


async def require_grade(act: Act, grade: UUID) -> None:
    """Refuse a grade that is not there."""
    if not await act.tx.value("SELECT true FROM expenses.grade WHERE id = $1 AND is_active", grade):
        raise NotFound("Grade", grade, field="grade")


async def require_new_day(
    act: Act, rule: str, kind: UUID, grade: UUID | None, valid_from: date
) -> ExpenseNature:
    """Refuse an unknown kind or grade, and a day another such rule begins on; answers the nature."""
    nature = await act.tx.value("SELECT nature FROM expenses.expense_kind WHERE id = $1 AND is_active", kind)
    if nature is None:
        raise NotFound("ExpenseKind", kind, field="kind")
    if grade is not None:
        await require_grade(act, grade)
    await lock_name(act, rule, act.company, kind, grade, valid_from)
    if await act.tx.value(THERE[rule], act.company, kind, grade, valid_from):
        raise BadInput("validFrom", "DAY_TAKEN", given=valid_from)
    return ExpenseNature(nature)
