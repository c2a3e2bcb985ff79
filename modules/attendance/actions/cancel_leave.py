"""Cancel leave that was granted: the days come back to the grants they were taken from."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance.employing import require_superior
from modules.attendance.requests import held_request, step
from modules.attendance.timing import words


async def cancel_leave(*, act: Act, request: UUID, reason: str) -> UUID:
    """By the manager or HR; refused once the month was handed over."""
    why = words("reason", reason, 300)
    row, employee = await held_request(act, request)
    require_superior(act, employee)
    await step(act, row, "cancel_leave", why)
    return request
