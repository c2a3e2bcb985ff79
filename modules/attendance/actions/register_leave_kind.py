"""Register a leave kind: a special leave of the company's own."""

from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.states import LeaveNature
from modules.attendance.timing import words

MOST_DAYS = 366


async def register_leave_kind(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    nature: LeaveNature,
    needs_grant: bool = False,
    counts_as_attendance: bool = True,
    usual_days: Decimal | None = None,
) -> UUID:
    """One that `needs_grant` is taken from days that were granted before. Annual leave is there already."""
    if nature is LeaveNature.ANNUAL:
        raise BadInput("nature", "ANNUAL_IS_THERE")
    if usual_days is not None and not 0 < usual_days <= MOST_DAYS:
        raise BadInput("usualDays", "OUT_OF_RANGE", least=0, most=MOST_DAYS)
    if await act.tx.value("SELECT true FROM attendance.leave_kind WHERE code = $1", code.strip()):
        raise BadInput("code", "CODE_THERE", given=code)
    made = new_id()
    row = {
        "id": made,
        "code": words("code", code, 20),
        "name_ja": words("nameJa", name_ja),
        "name_en": words("nameEn", name_en),
        "nature": nature.value,
        "needs_grant": needs_grant,
        "counts_as_attendance": counts_as_attendance,
        "usual_days": usual_days,
        "is_active": True,
    }
    await act.tx.insert(tables.LeaveKind, [row])
    return made
