"""Register a person: once for good, whatever employments follow."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.mail import is_address
from erp.masterdata.checks import language_of
from erp.masterdata.refusals import NumberTaken
from modules.hr import tables
from modules.hr.employing import words
from modules.hr.naming import SINCE_EVER, keep_name, name_of, show_person
from modules.hr.privately import keep_private
from modules.hr.registering import number_for, refuse_known
from modules.hr.states import PrivateKind


async def register_person(
    *,
    act: Act,
    family_name: str,
    given_name: str,
    family_kana: str,
    given_kana: str,
    family_latin: str | None = None,
    given_latin: str | None = None,
    number: str | None = None,
    work_email: str | None = None,
    language: str = "ja",
    birth_date: date | None = None,
    note: str | None = None,
    accept_duplicates: bool = False,
) -> UUID:
    """Put a person down; the employee number is drawn unless given, and kept through leaving and coming back.

    Refuses `PERSON_LOOKS_KNOWN` when somebody reads the same, unless it is said that this is another person.
    """
    name = name_of(family_name, given_name, family_kana, given_kana, family_latin, given_latin)
    email = words(work_email)
    if email is not None and not is_address(email):
        raise BadInput("workEmail", "NOT_AN_ADDRESS", given=email[:60])
    if birth_date is not None and birth_date >= act.today:
        raise BadInput("birthDate", "IN_THE_FUTURE")
    if not accept_duplicates:
        await refuse_known(act, name, birth_date)
    person = new_id()
    drawn = await number_for(act, number)
    row = {
        "id": person,
        "number": drawn,
        "app_user": None,
        "work_email": email,
        "language": language_of(language),
        "name": name.shown,
        "name_kana": name.reading,
        "note": words(note),
        "registered_by": act.actor,
        "registered_at": act.at,
    }
    with taken_means(NumberTaken("Person", drawn, field="number")):
        await act.tx.insert(tables.Person, [row])
    await keep_name(act, person, name, SINCE_EVER)
    if birth_date is not None:
        await keep_private(act, person, {PrivateKind.BIRTH_DATE: birth_date.isoformat()})
    await show_person(act, person)
    return person
