"""The names of a person, as they come in and as they are kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.register import register_master
from modules.hr import tables
from modules.hr.refusals import LaterChangeThere
from modules.hr.rules.names import is_kana, kana, together

LONGEST = 60
# The first name counts for every day before it was known to us.
SINCE_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the three ways it is written."""

    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    family_latin: str
    given_latin: str

    @property
    def shown(self) -> str:
        return together(self.family_name, self.given_name)

    @property
    def reading(self) -> str:
        return together(self.family_kana, self.given_kana)


def name_of(
    family_name: str,
    given_name: str,
    family_kana: str,
    given_kana: str,
    family_latin: str | None,
    given_latin: str | None,
) -> Name:
    """A name with its reading; a single name has no given one."""
    return Name(
        family_name=_part("familyName", family_name, needed=True),
        given_name=_part("givenName", given_name),
        family_kana=_reading("familyKana", family_kana, needed=True),
        given_kana=_reading("givenKana", given_kana),
        family_latin=_part("familyLatin", family_latin or ""),
        given_latin=_part("givenLatin", given_latin or ""),
    )


def _part(field: str, text: str, *, needed: bool = False) -> str:
    words = " ".join(text.split())
    if needed and not words:
        raise BadInput(field, "EMPTY")
    if len(words) > LONGEST:
        raise BadInput(field, "TOO_LONG", limit=LONGEST)
    return words


def _reading(field: str, text: str, *, needed: bool = False) -> str:
    words = kana(_part(field, text, needed=needed))
    if not is_kana(words):
        raise BadInput(field, "NOT_KANA")
    return words


async def keep_name(act: Act, person: UUID, name: Name, valid_from: date, reason: str | None = None) -> UUID:
    """The name counts from that day on."""
    row = {
        "id": new_id(),
        "person": person,
        "valid_from": valid_from,
        "family_name": name.family_name,
        "given_name": name.given_name,
        "family_kana": name.family_kana,
        "given_kana": name.given_kana,
        "family_latin": name.family_latin,
        "given_latin": name.given_latin,
        "reason": reason,
        "is_withdrawn": False,
        "set_by": act.actor,
        "set_at": act.at,
    }
    with taken_means(LaterChangeThere(valid_from, "validFrom")):
        await act.tx.insert(tables.PersonName, [row])
    return UUID(str(row["id"]))


async def show_person(act: Act, person: UUID) -> None:
    """Lists and the search box know today's name; older names find the person as well."""
    row = await act.tx.row(
        """SELECT p.number, p.work_email, n.family_name, n.given_name, n.family_kana, n.given_kana,
                  (SELECT string_agg(concat_ws(' ', o.family_name, o.given_name,
                                               o.family_name || o.given_name,
                                               o.family_kana, o.given_kana, o.family_kana || o.given_kana,
                                               o.family_latin, o.given_latin), ' ')
                   FROM hr.person_name o WHERE o.person = p.id AND NOT o.is_withdrawn) AS all_names
           FROM hr.person p, hr.name_on(p.id, $2) n WHERE p.id = $1""",
        person,
        act.today,
    )
    assert row is not None
    shown = together(row["family_name"], row["given_name"])
    reading = together(row["family_kana"], row["given_kana"])
    await act.tx.update(tables.Person, [{"id": person, "name": shown, "name_kana": reading}])
    found_by = " ".join(filter(None, (shown.replace(" ", ""), row["all_names"], row["work_email"])))
    await register_master(act, kind="person", id=person, number=row["number"], title=shown, search=found_by)
