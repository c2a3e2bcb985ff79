"""Submit a request: it goes its way to a decision, or is decided at once where nobody has to be asked."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.forms.approving import send_off
from modules.forms.designing import form_to_use
from modules.forms.refusals import FormChanged
from modules.forms.requesting import (
    held_request,
    refuse_others,
    rewrite_request,
    step,
    write_request,
)
from modules.forms.states import AccessKind, FormKind


async def submit_request(
    *,
    act: Act,
    form: str | None = None,
    values: dict[str, Any] | None = None,
    request: UUID | None = None,
    version: UUID | None = None,
) -> UUID:
    """Send off a filled-in form (`form`, `values`), or a draft or a request that came back (`request`).

    The route is that of the kind `request:<code of the form>`. Refuses `FORM_CHANGED` for a draft of an older
    version: open it, look at what is asked now, and send it off from there; nothing of it is lost.
    """
    if request is None:
        if form is None:
            raise BadInput("form", "REQUIRED")
        found = await form_to_use(act, form, FormKind.REQUEST, AccessKind.SUBMIT)
        request = await write_request(act, found, values or {}, version)
        row = await held_request(act, request)
    else:
        row = await held_request(act, request)
        refuse_others(act, row)
        found = await form_to_use(act, row["form"], FormKind.REQUEST, AccessKind.SUBMIT)
        if values is not None:
            await rewrite_request(act, found, row, values, version)
        elif row["version"] != found.current:
            raise FormChanged(found.code, found.current_number or 0)
    await step(act, row, "submit_request", submitted_at=act.at, decided_at=None)
    await send_off(act, request)
    return request
