"""End a post that is held beside the main one."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY, end_post_on, locked_person
from modules.hr.refusals import MainPostThere
from modules.hr.states import PersonChangeKind


async def end_post(*, act: Act, assignment: UUID, last_day: date) -> UUID:
    """The post is held until that day. Refuses `MAIN_POST_THERE`: a main post is replaced by a transfer."""
    found = await lock_rows(act, tables.Assignment, [assignment])
    if not found:
        raise NotFound("Assignment", assignment, field="assignment")
    post = found[0]
    person = await locked_person(act, post["person"])
    if post["is_main"]:
        raise MainPostThere(person["number"], last_day)
    if last_day < post["valid_from"] or (post["valid_to"] is not None and post["valid_to"] < last_day):
        raise BadInput("lastDay", "ENDS_TOO_EARLY" if last_day < post["valid_from"] else "ENDED_BEFORE")
    await end_post_on(act, assignment, last_day)
    await write_change(
        act,
        post["person"],
        PersonChangeKind.MOVED,
        last_day + ONE_DAY,
        employment=post["employment"],
        ended=assignment,
        ended_before=post["valid_to"],
    )
    return UUID(str(post["person"]))
