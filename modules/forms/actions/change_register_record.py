"""Change a record of a register; its history keeps what was there before."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.recording import held_record, rewrite_record


async def change_register_record(
    *, act: Act, record: UUID, values: dict[str, Any], version: UUID | None = None
) -> UUID:
    """Enter all values anew; the record moves to the version of the register that is in use.

    Refuses one that was renewed or is out of use, and `FORM_CHANGED`.
    """
    row, form = await held_record(act, record)
    await rewrite_record(act, form, row, values, version)
    return record
