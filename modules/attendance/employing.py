"""Whom attendance keeps time for: HR's word, kept beside the sheets so that every list is one statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules import hr
from modules.attendance import tables
from modules.attendance.refusals import NotAnEmployee, NotYourPeople

EVERYBODY = "attendance.read_everybody"
THERE = "SELECT * FROM attendance.employee WHERE company = $1"


async def refresh(act: Act, on: date, people: Sequence[UUID] | None = None) -> int:
    """Bring what is kept of people up to what HR says of a day; answers how many rows changed."""
    told = await hr.people_on(act.tx, on, people)
    mine = [each for each in told if each.company == act.company]
    if not mine:
        return 0
    await lock_name(act, "employees", act.company)
    by_person = {each.person: each for each in told}
    missing = {each.manager for each in mine if each.manager is not None} - by_person.keys()
    if missing:
        by_person |= {each.person: each for each in await hr.people_on(act.tx, on, sorted(missing))}
    there = {row["person"]: dict(row) for row in await act.tx.rows(THERE, act.company)}
    fresh, changed = [], []
    for each in mine:
        row = _row(each, by_person.get(each.manager) if each.manager is not None else None)
        known = there.get(each.person)
        if known is None:
            fresh.append({"id": new_id(), "company": act.company, "person": each.person} | row)
        elif any(known[name] != value for name, value in row.items()):
            changed.append({"id": known["id"]} | row)
    await act.tx.insert(tables.Employee, fresh)
    await act.tx.update(tables.Employee, changed)
    return len(fresh) + len(changed)


def _row(each: hr.PersonFacts, manager: hr.PersonFacts | None) -> dict[str, Any]:
    main = next((post for post in each.posts if post.is_main), each.posts[0] if each.posts else None)
    return {
        "number": each.number,
        "name": each.display_name,
        "kana": f"{each.family_kana} {each.given_kana}".strip(),
        "app_user": each.user,
        "email": each.work_email or None,
        "manager": each.manager,
        "manager_user": manager.user if manager else None,
        "manager_email": (manager.work_email or None) if manager else None,
        "department": main.department if main else None,
        "place": main.place if main else "",
        "employment_type": each.employment_type,
        "starts_on": each.starts_on,
        "last_day": each.last_day,
        "state": each.state,
    }


async def own_employee(act: Act) -> dict[str, Any]:
    """The employee who acts; refuses whoever is none."""
    row = await act.tx.row(
        "SELECT * FROM attendance.employee WHERE company = $1 AND app_user = $2", act.company, act.actor
    )
    if row is None:
        raise NotAnEmployee()
    return dict(row)


async def employee_of(act: Act, person: UUID | None, field: str = "person") -> dict[str, Any]:
    """The employee a person is, for whom one may act: oneself, one's people, everybody for HR."""
    if person is None:
        return await own_employee(act)
    row = await act.tx.row(
        "SELECT * FROM attendance.employee WHERE company = $1 AND person = $2", act.company, person
    )
    if row is None:
        raise NotFound("Employee", person, field=field)
    if row["app_user"] != act.actor:
        require_superior(act, row)
    return dict(row)


def require_superior(act: Act, employee: Any) -> None:
    """Only the manager, or the HR department, decides about somebody's time; nobody about his own whom a
    manager could be asked about.
    """
    own = employee["app_user"] == act.actor and employee["manager_user"] is not None
    if EVERYBODY in act.permissions and not own:
        return
    if employee["manager_user"] != act.actor:
        raise NotYourPeople(employee["number"])


async def employees(act: Act, people: Sequence[UUID] | None = None) -> dict[UUID, dict[str, Any]]:
    """Rows by person; all of the company where nobody is named."""
    rows = await act.tx.rows(
        "SELECT * FROM attendance.employee WHERE company = $1 AND ($2::uuid[] IS NULL OR person = ANY($2))",
        act.company,
        None if people is None else sorted(set(people)),
    )
    return {row["person"]: dict(row) for row in rows}
