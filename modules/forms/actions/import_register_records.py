"""Import records: a CSV file is tried line by line, or taken into a register as a whole."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.files import Attached, keep_as
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.forms import tables
from modules.forms.designing import form_to_use
from modules.forms.importing import changes, plan, take_in, told
from modules.forms.recording import READ
from modules.forms.refusals import ImportDone, ImportFaulty
from modules.forms.states import AccessKind, FormKind, RegisterImportState

DONE = """
    SELECT i.id FROM forms.register_import i JOIN kernel.stored_file f ON f.id = i.file
    WHERE i.form = $1 AND i.state = 'DONE' AND f.sha256 = $2 LIMIT 1
"""


async def import_register_records(*, act: Act, register: str, file: Attached, only_try: bool = True) -> UUID:
    """Try a file (`only_try`): how many records it would add and change, and what is wrong in which line.

    Then take it in: all of it, or `IMPORT_FAULTY` and nothing. The same file is taken in once
    (`IMPORT_DONE`).
    A line with the number of a record changes that record; what the file has no column for stays. Rows of a
    table are lines below it. Packed as a ZIP beside the sheet lie the files that it names.
    """
    form = await form_to_use(act, register, FormKind.REGISTER, AccessKind.KEEP)
    await lock_name(act, "register_import", form.id)
    if not only_try and await act.tx.value(DONE, form.id, file.sha256) is not None:
        raise ImportDone()
    planned, faults, beside = await plan(act, form, file.content)
    if faults and not only_try:
        raise ImportFaulty(len(faults))
    row = {
        "id": new_id(),
        "company": act.company,
        "form": form.id,
        "version": form.current,
        "file": await keep_as(act, file, permission=READ),
        "state": RegisterImportState.TRIED if only_try else RegisterImportState.DONE,
        "lines": len(planned) + len({fault.line for fault in faults}),
        "added": sum(each.known is None for each in planned),
        "changed": sum(each.known is not None and changes(each) for each in planned),
        "faults": told(faults),
        "tried_by": act.actor,
        "done_at": None if only_try else act.at,
    }
    if not only_try:
        await take_in(act, form, planned, beside)
    await act.tx.insert(tables.RegisterImport, [row])
    return UUID(str(row["id"]))
