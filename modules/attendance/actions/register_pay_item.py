"""Register a pay item: an allowance or a deduction that is told to the payroll by name."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.states import PayItemSide
from modules.attendance.timing import words


async def register_pay_item(*, act: Act, code: str, name: str, kind: PayItemSide) -> UUID:
    """Its code is unique in the company."""
    if await act.tx.value(
        "SELECT true FROM attendance.pay_item WHERE company = $1 AND code = $2", act.company, code.strip()
    ):
        raise BadInput("code", "CODE_THERE", given=code)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "code": words("code", code, 20),
        "name": words("name", name),
        "kind": kind.value,
        "is_active": True,
    }
    await act.tx.insert(tables.PayItem, [row])
    return made
