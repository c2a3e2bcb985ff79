"""Change a request that is not on its way: a draft, or one that came back."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import WrongState
from modules.forms.designing import form_to_use
from modules.forms.requesting import held_request, refuse_others, rewrite_request
from modules.forms.states import REQUEST, AccessKind, FormKind, RequestState


async def change_request(
    *, act: Act, request: UUID, values: dict[str, Any], version: UUID | None = None
) -> UUID:
    """Enter all values anew; the request moves to the version of the form that is in use.

    Refuses `NOT_YOUR_REQUEST`, one that is on its way or decided, and `FORM_CHANGED` when
    `version` is not the one in use any more: what was typed is shown again on the new one.
    """
    row = await held_request(act, request)
    refuse_others(act, row)
    if not REQUEST.allows("submit_request", RequestState(row["state"])):
        raise WrongState("change_request", row["state"], document="request")
    form = await form_to_use(act, row["form"], FormKind.REQUEST, AccessKind.SUBMIT)
    await rewrite_request(act, form, row, values, version)
    return request
