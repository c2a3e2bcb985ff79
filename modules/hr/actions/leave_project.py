"""Take somebody off a project."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY
from modules.hr.states import PersonChangeKind


async def leave_project(*, act: Act, member: UUID, last_day: date) -> UUID:
    """The work on the project ends with that day. Answers the person."""
    found = await lock_rows(act, tables.ProjectMember, [member])
    if not found:
        raise NotFound("ProjectMember", member, field="member")
    row = found[0]
    if last_day < row["valid_from"] - ONE_DAY:
        raise BadInput("lastDay", "ENDS_TOO_EARLY")
    await act.tx.update(tables.ProjectMember, [{"id": member, "valid_to": last_day}])
    await write_change(act, row["person"], PersonChangeKind.MOVED, last_day + ONE_DAY, note=row["project"])
    return UUID(str(row["person"]))
