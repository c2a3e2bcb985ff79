"""What is known of people on a day: the one reading others build on, by one statement."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from erp.kernel.database import Transaction

ALL = "SELECT * FROM hr.people($1, $2) ORDER BY number"
SOME = "SELECT * FROM hr.people_among($1, $2, $3) ORDER BY number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post held on the day."""

    department: UUID
    department_code: str
    department_name: str
    position: str
    position_name: str
    rank: int
    place: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """One person as of a day, in the company that asks."""

    person: UUID
    number: str
    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    family_latin: str
    given_latin: str
    display_name: str
    company: UUID | None
    employment: UUID | None
    employment_type: str
    starts_on: date | None
    last_day: date | None
    stops_at: datetime | None
    state: str
    posts: tuple[Post, ...]
    projects: tuple[str, ...]
    manager: UUID | None
    user: UUID | None
    work_email: str
    language: str

    @property
    def main_post(self) -> Post | None:
        """The post that counts where only one can."""
        return next((each for each in self.posts if each.is_main), None)


async def people_on(tx: Transaction, on: date, people: Sequence[UUID] | None = None) -> list[PersonFacts]:
    """These people on that day, or (`people=None`) everybody ever employed in the company, leavers too."""
    if people is None:
        rows = await tx.rows(ALL, tx.company, on)
    else:
        rows = await tx.rows(SOME, tx.company, on, sorted(set(people)))
    return [_facts(row) for row in rows]


def _facts(row: Any) -> PersonFacts:
    return PersonFacts(
        person=row["person"],
        number=row["number"],
        family_name=row["family_name"],
        given_name=row["given_name"],
        family_kana=row["family_kana"],
        given_kana=row["given_kana"],
        family_latin=row["family_latin"],
        given_latin=row["given_latin"],
        display_name=f"{row['family_name']} {row['given_name']}".strip(),
        company=row["company"],
        employment=row["employment"],
        employment_type=row["employment_type"] or "",
        starts_on=row["starts_on"],
        last_day=row["last_day"],
        stops_at=row["stops_at"],
        state=row["state"],
        posts=tuple(_post(each) for each in json.loads(row["posts"])),
        projects=tuple(row["projects"]),
        manager=row["manager"],
        user=row["app_user"],
        work_email=row["work_email"] or "",
        language=row["language"],
    )


def _post(told: dict[str, Any]) -> Post:
    return Post(**told | {"department": UUID(told["department"])})
