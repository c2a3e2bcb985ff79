"""Withdraw a leave request that nobody has decided yet."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.attendance.employing import require_superior
from modules.attendance.requests import held_request, step


async def withdraw_leave_request(*, act: Act, request: UUID) -> UUID:
    """By whoever it is for; his manager or HR may do it for him."""
    row, employee = await held_request(act, request)
    if employee["app_user"] != act.actor:
        require_superior(act, employee)
    await step(act, row, "withdraw_leave_request")
    await approval.changed(act, "leave_request", request)
    return request
