"""Approve leave: the manager says yes, and the days are taken, from the oldest grant first."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.attendance.employing import require_superior
from modules.attendance.requests import held_request, step


async def approve_leave(*, act: Act, request: UUID) -> UUID:
    """Where the company has a route for leave, everybody in it has said yes before."""
    row, employee = await held_request(act, request)
    require_superior(act, employee)
    await step(act, row, "approve_leave")
    await approval.passed(act, "leave_request", request)
    return request
