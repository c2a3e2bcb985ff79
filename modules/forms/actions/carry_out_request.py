"""Carry out a request: what was to follow from its approval and was refused is tried again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import WrongState
from modules.forms.carrying_out import carry_out_effects
from modules.forms.refusals import NothingOpen
from modules.forms.requesting import held_request
from modules.forms.states import RequestState


async def carry_out_request(*, act: Act, request: UUID) -> UUID:
    """Try again what did not happen when the request was approved, after its cause was put right.

    What is done is not done twice. Refuses `NOTHING_OPEN` when all of it is done.
    """
    row = await held_request(act, request)
    if row["state"] != RequestState.APPROVED:
        raise WrongState("carry_out_request", row["state"], document="request")
    if await carry_out_effects(act, row) == 0:
        raise NothingOpen()
    return request
