"""Renew a record: a contract goes on under a new record that is tied to the old one."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.forms import tables
from modules.forms.recording import held_record, write_record
from modules.forms.states import RECORD, RecordState


async def renew_register_record(
    *, act: Act, record: UUID, values: dict[str, Any], version: UUID | None = None
) -> UUID:
    """Write the next version of a record beside the old one, which stays as it was and tells of no deadline.

    Answers the new one. Refuses one that was renewed already or is out of use.
    """
    row, form = await held_record(act, record)
    state = RECORD.after("renew_register_record", RecordState(row["state"]))
    await act.tx.update(tables.RegisterRecord, [{"id": record, "state": state}])
    return await write_record(act, form, values, version=version, replaces=row)
