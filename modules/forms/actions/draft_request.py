"""Draft a request: a form filled in and kept, not sent off yet."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.designing import form_to_use
from modules.forms.requesting import write_request
from modules.forms.states import AccessKind, FormKind


async def draft_request(*, act: Act, form: str, values: dict[str, Any], version: UUID | None = None) -> UUID:
    """Keep a filled-in form under its number. Everything is checked as if it were sent off.

    `form` is the code of the form; `version` the one that was filled in, the one in use if nothing is said.
    Refuses `FORM_CHANGED` when that is another one by now, and each value by its place.
    """
    found = await form_to_use(act, form, FormKind.REQUEST, AccessKind.SUBMIT)
    return await write_request(act, found, values, version)
