"""Rename a person: another name from a day on; the number and everything else stay."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import locked_person, words
from modules.hr.naming import keep_name, name_of, show_person
from modules.hr.refusals import LaterChangeThere
from modules.hr.states import PersonChangeKind

LATER = """
    SELECT valid_from FROM hr.person_name WHERE person = $1 AND valid_from > $2 AND NOT is_withdrawn LIMIT 1
"""


async def rename_person(
    *,
    act: Act,
    person: UUID,
    valid_from: date,
    family_name: str,
    given_name: str,
    family_kana: str,
    given_kana: str,
    family_latin: str | None = None,
    given_latin: str | None = None,
    work_email: str | None = None,
    reason: str | None = None,
) -> UUID:
    """Give somebody another name from a day on. Refuses `LATER_CHANGE_THERE`."""
    await locked_person(act, person)
    later = await act.tx.value(LATER, person, valid_from)
    if later is not None:
        raise LaterChangeThere(later, "validFrom")
    name = name_of(family_name, given_name, family_kana, given_kana, family_latin, given_latin)
    row = await keep_name(act, person, name, valid_from, words(reason))
    if words(work_email) is not None:
        await act.tx.update(tables.Person, [{"id": person, "work_email": words(work_email)}])
    await write_change(act, person, PersonChangeKind.RENAMED, valid_from, person_name=row, note=words(reason))
    await show_person(act, person)
    return person
