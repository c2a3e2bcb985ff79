"""Say what holds for all approvals of the company from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.approval.refusals import RouteWithNobody
from erp.approval.staffing import staff_on
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id

LONGEST = 365
SET = """
    INSERT INTO approval.approval_policy
        (id, company, valid_from, fallback_role, reminder_days, escalation_days, split_days, lower_share,
            set_by, set_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (company, valid_from) DO NOTHING
"""


async def set_approval_policy(
    *,
    act: Act,
    valid_from: date,
    fallback_role: UUID,
    reminder_days: int,
    escalation_days: int,
    split_days: int,
    lower_share: Decimal,
) -> UUID:
    """Set who is asked when nobody else is there, after how many days of work people are reminded and
    passed over,
    within how many days orders count as split, and by which share an amount may go down after its yes.
    """
    numbers = {"reminderDays": reminder_days, "escalationDays": escalation_days, "splitDays": split_days}
    for field, days in numbers.items():
        if not 0 <= days <= LONGEST:
            raise BadInput(field, "OUT_OF_RANGE", least=0, most=LONGEST)
    if not 0 <= lower_share <= 1 or lower_share != round(lower_share, 6):
        raise BadInput("lowerShare", "OUT_OF_RANGE", least=0, most=1)
    if not await act.tx.value("SELECT true FROM access.role WHERE id = $1", fallback_role):
        raise NotFound("role", fallback_role, field="fallbackRole")
    if not (await staff_on(act.tx, act.today)).holding(fallback_role):
        raise RouteWithNobody(step=0, approver="ROLE", field="fallbackRole")
    policy = new_id()
    days_of = (reminder_days, escalation_days, split_days, lower_share)
    made = await act.tx.run(SET, policy, act.company, valid_from, fallback_role, *days_of, act.actor, act.at)
    if not made:
        raise BadInput("validFrom", "DAY_IS_TAKEN")
    return policy
