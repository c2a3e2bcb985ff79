"""Withdraw a request: who asked for it takes it back."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.approving import call_back
from modules.forms.requesting import held_request, refuse_others, step


async def withdraw_request(*, act: Act, request: UUID) -> UUID:
    """Take a request back before it is decided; it stays with its history. Refuses somebody else's."""
    row = await held_request(act, request)
    refuse_others(act, row)
    await step(act, row, "withdraw_request", decided_at=act.at)
    await call_back(act, row)
    return request
