"""A list of people from another system: it adds and changes, and never lets anybody leave by being silent.

Whoever is missing in the file stays as he is; leaving is an explicit last day. A list that has lost half of
the people it had before is not believed unless a person says that it is so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.facts import PersonFacts, people_on
from modules.hr.rules.names import kana
from modules.hr.rules.people_csv import Fault, PersonRow
from modules.hr.states import PersonState

# From this share of missing people on a list is not believed: one in so many.
ONE_IN = 2
BEFORE = """
    SELECT numbers::text FROM hr.people_import
    WHERE company = $1 AND source = $2 AND NOT only_try ORDER BY imported_at DESC, id DESC LIMIT 1
"""
KNOWN = "SELECT number, id FROM hr.person WHERE number = ANY($1::text[])"


@dataclass(frozen=True)
class Wish:
    """What a row asks for, compared with what is known."""

    row: PersonRow
    facts: PersonFacts | None
    person: UUID | None
    department: UUID
    position: UUID | None

    @property
    def is_new(self) -> bool:
        return self.person is None

    @property
    def comes_back(self) -> bool:
        """Known, and to be employed (again) from a day after whatever was before."""
        facts = self.facts
        if facts is None or facts.employment is None:
            return True
        return (
            facts.state == PersonState.LEFT
            and facts.last_day is not None
            and (self.row.starts_on > facts.last_day)
        )

    @property
    def is_renamed(self) -> bool:
        facts, row = self.facts, self.row
        return facts is not None and (
            (facts.family_name, facts.given_name) != (row.family_name, row.given_name)
            or (facts.family_kana, facts.given_kana) != (kana(row.family_kana), kana(row.given_kana))
        )

    @property
    def is_moved(self) -> bool:
        post = self.facts.main_post if self.facts else None
        return post is not None and (
            post.department != self.department
            or (self.row.position != "" and post.position != self.row.position)
            or (self.row.place != "" and post.place != self.row.place)
        )

    @property
    def is_mailed_elsewhere(self) -> bool:
        facts, email = self.facts, self.row.work_email
        return facts is not None and email != "" and facts.work_email != email

    @property
    def leaves(self) -> bool:
        facts, day = self.facts, self.row.last_day
        return facts is not None and day is not None and facts.last_day != day

    @property
    def changes(self) -> bool:
        asked = (self.comes_back, self.is_renamed, self.is_moved, self.is_mailed_elsewhere, self.leaves)
        return not self.is_new and any(asked)


async def wishes(act: Act, rows: Sequence[PersonRow]) -> tuple[list[Wish], list[Fault]]:
    """Every row beside what is known; departments and positions that are not there are faults."""
    codes = {
        table: {
            row["code"]: row["id"]
            for row in await act.tx.rows(f"SELECT code, id FROM {table} WHERE code = ANY($1::text[])", wanted)
        }
        for table, wanted in (
            ("masterdata.department", [row.department for row in rows]),
            ("hr.position", [row.position for row in rows if row.position]),
        )
    }
    known = {row["number"]: row["id"] for row in await act.tx.rows(KNOWN, [row.number for row in rows])}
    facts = {each.person: each for each in await people_on(act.tx, act.today, list(known.values()))}
    found: list[Wish] = []
    faults: list[Fault] = []
    for row in rows:
        department = codes["masterdata.department"].get(row.department)
        position = codes["hr.position"].get(row.position)
        if department is None:
            faults.append(Fault(row.line, "部門コード", "NONE_FOUND"))
            continue
        if row.position and position is None:
            faults.append(Fault(row.line, "役職コード", "NONE_FOUND"))
            continue
        person = known.get(row.number)
        wish = Wish(row, facts.get(person) if person else None, person, department, position)
        if _is_of_another_type(wish):
            faults.append(Fault(row.line, "雇用区分", "OTHER_TYPE"))
        found.append(wish)
    return found, faults


def _is_of_another_type(wish: Wish) -> bool:
    facts = wish.facts
    working = facts is not None and facts.state in (PersonState.EMPLOYED, PersonState.ON_LEAVE)
    return working and facts is not None and facts.employment_type != wish.row.type.value


async def missing_of(act: Act, source: str, rows: Sequence[PersonRow]) -> tuple[int, int]:
    """How many of those the source told before and who work here still are missing now, and of how many."""
    told: Any = await act.tx.value(BEFORE, act.company, source)
    if told is None:
        return 0, 0
    before = [
        row["number"]
        for row in await act.tx.rows(
            """SELECT p.number FROM hr.people($1, $2) p
               WHERE p.state IN ('EMPLOYED', 'ON_LEAVE')
                 AND p.number IN (SELECT jsonb_array_elements_text($3::text::jsonb))""",
            act.company,
            act.today,
            told,
        )
    ]
    here = {row.number for row in rows}
    return len([number for number in before if number not in here]), len(before)
