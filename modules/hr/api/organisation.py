"""Positions, departments as a tree on a day, and who stands where in it."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from erp.api import ID, computed, link, many, mutation, node, report, row
from erp.masterdata.api import Department
from modules.hr import tables
from modules.hr.actions.appoint_head import appoint_head
from modules.hr.actions.change_position import change_position
from modules.hr.actions.register_position import register_position
from modules.hr.actions.set_department_parent import set_department_parent
from modules.hr.charts import CHART, HEADCOUNT

if TYPE_CHECKING:
    # Declared beside this file; the schema finds it by name.
    Person = Any

NAME = "CASE WHEN :language::text = 'ja' THEN {t}.name_ja ELSE {t}.name_en END"


class ChartRowKind(StrEnum):
    """What a line of the organisation chart is."""

    DEPARTMENT = "DEPARTMENT"
    PERSON = "PERSON"


@node(tables.Position)
class Position:
    """A position; rank 1 stands highest."""

    id: ID
    code: str
    name: str = computed(NAME)
    name_ja: str
    name_en: str
    rank: int
    is_active: bool
    holders: int = computed(
        """(SELECT count(DISTINCT a.person) FROM hr.assignment a JOIN hr.employment e ON e.id = a.employment
            WHERE a.position = {t}.id AND a.valid_from <= :today
              AND (a.valid_to IS NULL OR a.valid_to >= :today)
              AND (e.last_day IS NULL OR e.last_day >= :today))"""
    )


@node(tables.DepartmentParent, permission="hr.read_organisation")
class DepartmentParent:
    """Under which department one stands, from a day on."""

    id: ID
    department: Department = link("department")
    parent: Department | None = link("parent")
    valid_from: date
    set_at: datetime


@node(tables.DepartmentHead, permission="hr.read_organisation")
class HeadAppointment:
    """Who heads a department, from a day on."""

    id: ID
    department: Department = link("department")
    person_name: str | None = computed("(SELECT p.name FROM hr.person p WHERE p.id = {t}.person)")
    valid_from: date
    set_at: datetime


@row
class ChartRow:
    """One line of the organisation chart: a department, or somebody in it."""

    kind: ChartRowKind
    depth: int
    code: str
    name: str
    position_name: str | None
    is_head: bool
    is_main: bool
    on_leave: bool
    headcount: int | None
    department: Department | None = link("department_id")
    person: "Person | None" = link("person_id")


@row
class Headcount:
    """How many people a department has on a day, by main post."""

    department_code: str
    department_name: str
    headcount: int
    on_leave: int
    concurrent: int


QUERY = [
    report(
        "organisation_chart",
        ChartRow,
        permission="hr.read_organisation",
        sql=CHART,
        args={"as_of": date},
        expected=60,
    ),
    report(
        "headcounts",
        Headcount,
        permission="hr.read_all_people",
        sql=HEADCOUNT,
        args={"as_of": date},
        expected=30,
    ),
    many(
        Position,
        filters=("is_active",),
        search=("code", "name_ja", "name_en"),
        sorts=("rank", "code"),
        default_sort="rank",
    ),
    many(
        DepartmentParent,
        filters=("department",),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
    many(
        HeadAppointment,
        filters=("department",),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
]
MUTATION = [
    mutation(register_position, Position),
    mutation(change_position, Position),
    mutation(set_department_parent, Department),
    mutation(appoint_head, Department),
]
