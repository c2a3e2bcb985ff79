"""Retire a record: it is out of use, for a reason, and stays to be found."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.forms import tables
from modules.forms.naming import words
from modules.forms.recording import held_record
from modules.forms.states import RECORD, RecordState


async def retire_register_record(*, act: Act, record: UUID, reason: str, on: date | None = None) -> UUID:
    """Take a record out of use. Nothing is deleted; its deadlines are told no more."""
    row, _ = await held_record(act, record)
    told = words(reason, "reason")
    if told is None:
        raise BadInput("reason", "REQUIRED")
    state = RECORD.after("retire_register_record", RecordState(row["state"]))
    changed = {"id": record, "state": state, "retired_on": on or act.today, "retire_reason": told}
    await act.tx.update(tables.RegisterRecord, [changed])
    return record
