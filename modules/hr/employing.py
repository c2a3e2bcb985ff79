"""Employments and posts: what holds on a day, and how one is opened and ended."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.conflicts import broken_means, taken_means
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.refusals import MainPostThere, NotEmployed

ONE_DAY = timedelta(days=1)
ON = """
    SELECT * FROM hr.employment WHERE company = $1 AND person = $2 AND starts_on <= $3
      AND (last_day IS NULL OR last_day >= greatest($3, starts_on))
      AND (stops_at IS NULL OR last_day > $3) ORDER BY starts_on DESC LIMIT 1
"""
LATEST = """
    SELECT * FROM hr.employment WHERE company = $1 AND person = $2
      AND (last_day IS NULL OR last_day >= starts_on) ORDER BY starts_on DESC LIMIT 1
"""
MAIN = """
    SELECT * FROM hr.assignment WHERE employment = $1 AND is_main AND valid_from <= $2
      AND (valid_to IS NULL OR valid_to >= $2) LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDraft:
    """A post as it is to be held."""

    department: UUID
    position: UUID | None = None
    place: str | None = None
    reports_to: UUID | None = None
    host_company: UUID | None = None
    is_main: bool = True
    reason: str | None = None


async def locked_person(act: Act, person: UUID) -> Any:
    """The person's row, ours until the end: changes of one person come one after the other."""
    rows = await lock_rows(act, tables.Person, [person])
    if not rows:
        raise NotFound("Person", person, field="person")
    return rows[0]


async def employment_on(act: Act, person: Any, on: date, field: str = "person") -> Any:
    """The employment of that day; refuses `NOT_EMPLOYED`."""
    row = await act.tx.row(ON, act.company, person["id"], on)
    if row is None:
        raise NotEmployed(person["number"], on, field)
    return row


async def latest_employment(act: Act, person: Any) -> Any:
    """The last employment there is, to come, running or over; refuses `NOT_EMPLOYED`."""
    row = await act.tx.row(LATEST, act.company, person["id"])
    if row is None:
        raise NotEmployed(person["number"], act.today)
    return row


async def main_post_on(act: Act, employment: UUID, on: date) -> Any:
    """The main post of that day, or nothing."""
    return await act.tx.row(MAIN, employment, on)


async def open_post(
    act: Act, person: Any, employment: Any, post: PostDraft, valid_from: date, valid_to: date | None = None
) -> UUID:
    """The post is held from that day on; refuses what is not in use, and a second main post."""
    await _require_department(act, post.department, valid_from)
    await must_exist(act, "hr.position", "Position", post.position, "position")
    await must_exist(act, "hr.person", "Person", post.reports_to, "reportsTo")
    await must_exist(act, "masterdata.company", "Company", post.host_company, "hostCompany")
    row = {
        "id": new_id(),
        "company": act.company,
        "employment": employment["id"],
        "person": person["id"],
        "department": post.department,
        "position": post.position,
        "place": words(post.place),
        "is_main": post.is_main,
        "reports_to": post.reports_to,
        "host_company": post.host_company,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "reason": words(post.reason),
        "made_by": act.actor,
        "made_at": act.at,
    }
    outside = NotEmployed(person["number"], valid_from, "validFrom")
    second = MainPostThere(person["number"], valid_from)
    with taken_means(second), broken_means(outside, "assignment_in_employment"):
        await act.tx.insert(tables.Assignment, [row])
    return UUID(str(row["id"]))


async def _require_department(act: Act, department: UUID, on: date) -> None:
    """In use on that day, or, for a post held since before we kept departments, in use today."""
    try:
        await masterdata.require_department(act.tx, department, on)
    except masterdata.DepartmentNotInUse:
        if on >= act.today:
            raise
        await masterdata.require_department(act.tx, department, act.today)


async def end_post_on(act: Act, assignment: UUID, last_day: date) -> None:
    """The post is held until that day; the day before it began means that it never was."""
    await act.tx.update(tables.Assignment, [{"id": assignment, "valid_to": last_day}])


async def must_exist(act: Act, table: str, kind: str, id: UUID | None, field: str) -> None:
    """There is such a record; the table is a name of ours, never input."""
    if id is not None and not await act.tx.value(f"SELECT true FROM {table} WHERE id = $1", id):
        raise NotFound(kind, id, field=field)


def words(text: str | None) -> str | None:
    """A text without white space around it; an empty one is nothing."""
    return (text or "").strip() or None
