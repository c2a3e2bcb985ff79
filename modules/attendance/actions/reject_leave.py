"""Reject leave: the manager says no, with the reason."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.attendance.employing import require_superior
from modules.attendance.requests import held_request, step
from modules.attendance.timing import words


async def reject_leave(*, act: Act, request: UUID, reason: str) -> UUID:
    """Whoever asked sees why."""
    why = words("reason", reason, 300)
    row, employee = await held_request(act, request)
    require_superior(act, employee)
    await step(act, row, "reject_leave", why)
    await approval.changed(act, "leave_request", request)
    return request
