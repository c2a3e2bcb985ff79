"""A person with names, employments and posts, as far as the reader may see them."""

from datetime import date, datetime

from erp.access.api import User
from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.masterdata.api import Company, Department
from modules.hr import tables
from modules.hr.actions.assign_post import assign_post
from modules.hr.actions.begin_long_leave import begin_long_leave
from modules.hr.actions.change_person import change_person
from modules.hr.actions.end_long_leave import end_long_leave
from modules.hr.actions.end_post import end_post
from modules.hr.actions.hire_person import hire_person
from modules.hr.actions.join_project import join_project
from modules.hr.actions.leave_project import leave_project
from modules.hr.actions.link_person_user import link_person_user
from modules.hr.actions.move_person import move_person
from modules.hr.actions.register_person import register_person
from modules.hr.actions.rename_person import rename_person
from modules.hr.actions.reschedule_change import reschedule_change
from modules.hr.actions.second_person import second_person
from modules.hr.actions.set_last_day import set_last_day
from modules.hr.actions.terminate_now import terminate_now
from modules.hr.actions.withdraw_change import withdraw_change
from modules.hr.actions.withdraw_leaving import withdraw_leaving
from modules.hr.api.organisation import Position
from modules.hr.states import (
    EmploymentType,
    LeavingReason,
    LongLeaveKind,
    PersonChangeKind,
    PersonChangeState,
    PersonState,
)

# Oneself, the people below oneself, and everybody for whom that is the work.
SEEN = """('hr.read_all_people' = ANY(:permissions) OR {t}.app_user = :actor
    OR {t}.id IN (SELECT hr.people_below(:actor, :company, :today)))"""
PART_SEEN = """('hr.read_all_people' = ANY(:permissions)
    OR {t}.person = (SELECT own.id FROM hr.person own WHERE own.app_user = :actor)
    OR {t}.person IN (SELECT hr.people_below(:actor, :company, :today)))"""
FACT = "(SELECT f.{wanted} FROM hr.people_among(:company, :today, ARRAY[{{t}}.id]) f)"
MAIN = """(SELECT {wanted} FROM hr.assignment a JOIN hr.employment e ON e.id = a.employment
    JOIN masterdata.department d ON d.id = a.department LEFT JOIN hr.position o ON o.id = a.position
    WHERE a.person = {{t}}.id AND a.is_main AND a.valid_from <= :today
    AND (a.valid_to IS NULL OR a.valid_to >= :today) 
    AND (e.last_day IS NULL OR e.last_day >= :today) LIMIT 1)"""
STATE = """CASE (SELECT f.state FROM hr.people_among(:company, :today, ARRAY[{t}.id]) f)
    WHEN 'EMPLOYED' THEN 'EMPLOYED' WHEN 'ON_LEAVE' THEN 'ON_LEAVE' WHEN 'LEFT' THEN 'LEFT'
    ELSE 'NOT_YET' END"""
POSITION_NAME = "CASE WHEN :language::text = 'ja' THEN o.name_ja ELSE o.name_en END"
IN_FORCE = "({t}.valid_from <= :today AND ({t}.valid_to IS NULL OR {t}.valid_to >= :today))"


@node(tables.Person, rows=SEEN)
class Person:
    """Somebody who works, will work or has worked here."""

    id: ID
    number: str
    name: str
    name_kana: str
    work_email: str | None
    language: str
    note: str | None
    user: User | None = link("app_user")
    state: PersonState = computed(STATE)
    department_name: str | None = computed(MAIN.format(wanted="d.name"))
    position_name: str | None = computed(MAIN.format(wanted=POSITION_NAME))
    registered_at: datetime
    names: list["PersonName"] = children("person", by="valid_from", expected=2)
    employments: list["Employment"] = children("person", by="starts_on", expected=2)
    assignments: list["Assignment"] = children("person", by="valid_from", expected=4)
    long_leaves: list["LongLeave"] = children("person", by="valid_from", expected=1)
    projects: list["ProjectMember"] = children("person", by="valid_from", expected=2)
    changes: list["PersonChange"] = children("person", by="on", expected=10)


@node(tables.PersonName, part_of=Person, rows=PART_SEEN)
class PersonName:
    """A name from a day on; the first counts for all days before."""

    id: ID
    valid_from: date | None = computed("NULLIF({t}.valid_from, DATE '1900-01-01')")
    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    family_latin: str
    given_latin: str
    reason: str | None
    is_withdrawn: bool


@node(tables.Employment, part_of=Person, rows=PART_SEEN)
class Employment:
    """One contract of work."""

    id: ID
    person: Person = link("person")
    type: EmploymentType
    starts_on: date
    last_day: date | None
    stops_at: datetime | None
    leaving_reason: LeavingReason | None
    note: str | None


@node(tables.Assignment, part_of=Person, rows=PART_SEEN)
class Assignment:
    """A post, held from a day on."""

    id: ID
    department: Department = link("department")
    position: Position | None = link("position")
    place: str | None
    is_main: bool
    host_company: Company | None = link("host_company")
    reports_to: Person | None = link("reports_to")
    valid_from: date
    valid_to: date | None
    in_force: bool = computed(IN_FORCE)
    reason: str | None


@node(tables.LongLeave, part_of=Person, rows=PART_SEEN)
class LongLeave:
    """A leave of absence."""

    id: ID
    kind: LongLeaveKind
    valid_from: date
    valid_to: date | None
    in_force: bool = computed(IN_FORCE)
    note: str | None


@node(tables.ProjectMember, part_of=Person, rows=PART_SEEN)
class ProjectMember:
    """Work on a project."""

    id: ID
    project: str
    valid_from: date
    valid_to: date | None


@node(tables.PersonChange, part_of=Person, rows=PART_SEEN)
class PersonChange:
    """A change and the day from which it counts."""

    id: ID
    person: Person = link("person")
    kind: PersonChangeKind
    on: date
    state: PersonChangeState
    note: str | None
    made_at: datetime
    told_at: datetime | None


QUERY = [
    one(Person),
    many(
        Person,
        name="people",
        filters=("state", "number"),
        search=("number", "name", "name_kana", "work_email"),
        sorts=("number", "name_kana"),
        default_sort="number",
    ),
    many(
        PersonChange,
        filters=("state", "kind", "on", "person"),
        sorts=("on",),
        default_sort="on",
    ),
]
MUTATION = [
    mutation(register_person, Person),
    mutation(hire_person, Person),
    mutation(assign_post, Person),
    mutation(rename_person, Person),
    mutation(move_person, Person),
    mutation(second_person, Person),
    mutation(end_post, Person),
    mutation(begin_long_leave, Person),
    mutation(end_long_leave, Person),
    mutation(set_last_day, Person),
    mutation(withdraw_leaving, Person),
    mutation(terminate_now, Person),
    mutation(withdraw_change, Person),
    mutation(reschedule_change, Person),
    mutation(join_project, Person),
    mutation(leave_project, Person),
    mutation(link_person_user, Person),
    mutation(change_person, Person),
]
