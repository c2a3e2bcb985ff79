"""Change what is known of a person besides names and posts."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.mail import is_address
from erp.masterdata.checks import language_of
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import locked_person, words
from modules.hr.naming import show_person
from modules.hr.states import PersonChangeKind


async def change_person(
    *,
    act: Act,
    person: UUID,
    work_email: str | None = None,
    language: str | None = None,
    note: str | None = None,
) -> UUID:
    """Change address, language or note; what is not given stays, an empty text clears."""
    row = await locked_person(act, person)
    email = row["work_email"] if work_email is None else words(work_email)
    if email is not None and not is_address(email):
        raise BadInput("workEmail", "NOT_AN_ADDRESS", given=email[:60])
    new = {
        "id": person,
        "work_email": email,
        "language": row["language"] if language is None else language_of(language),
        "note": row["note"] if note is None else words(note),
    }
    await act.tx.update(tables.Person, [new])
    await show_person(act, person)
    if email != row["work_email"]:
        await write_change(act, person, PersonChangeKind.CORRECTED, act.today)
    return person
