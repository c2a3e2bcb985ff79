"""Set payables' settings: the company's own choices about tax that counts, warnings and approvals."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money, Rounding
from modules.payables import tables
from modules.payables.suppliers import SIMILAR_DAYS

MOST_DAYS = 366


async def set_payables_settings(
    *,
    act: Act,
    deduction_rounding: Rounding = Rounding.DOWN,
    uses_small_purchases: bool = False,
    similar_within_days: int = SIMILAR_DAYS,
    second_approval_from: Money | None = None,
) -> UUID:
    """Write the choices down; the same again changes them. `uses_small_purchases` says that the company
    is small enough by its sales for the exception, which somebody has to have looked at.
    """
    if not 0 <= similar_within_days <= MOST_DAYS:
        raise BadInput("similarWithinDays", "NOT_A_NUMBER_OF_DAYS", given=similar_within_days)
    if second_approval_from is not None and second_approval_from < 0:
        raise BadInput("secondApprovalFrom", "NEGATIVE", given=second_approval_from)
    if deduction_rounding is Rounding.UP:
        # The order on the consumption tax act knows rounding down and to the nearest yen only.
        raise BadInput("deductionRounding", "NOT_ROUNDED_UP")
    values = {
        "deduction_rounding": deduction_rounding.value,
        "uses_small_purchases": uses_small_purchases,
        "similar_within_days": similar_within_days,
        "second_approval_from": second_approval_from,
    }
    await lock_name(act, "payables_setting", act.company)
    there = await act.tx.value("SELECT id FROM payables.payables_setting WHERE company = $1", act.company)
    if there is None:
        there = new_id()
        await act.tx.insert(tables.PayablesSetting, [{"id": there, "company": act.company} | values])
    else:
        await act.tx.update(tables.PayablesSetting, [{"id": there} | values])
    return there
