"""Add a record to a register."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.designing import form_to_use
from modules.forms.recording import write_record
from modules.forms.states import AccessKind, FormKind


async def add_register_record(
    *, act: Act, register: str, values: dict[str, Any], version: UUID | None = None
) -> UUID:
    """Keep a record under the next number of its register (`register` is its code).

    Refuses who does not keep the register, `FORM_CHANGED`, and each value by its place.
    """
    form = await form_to_use(act, register, FormKind.REGISTER, AccessKind.KEEP)
    return await write_record(act, form, values, version=version)
