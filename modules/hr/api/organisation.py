"""Positions, departments as a tree on a day, and who stands where in it."""

from datetime import date

from erp.api import ID, computed, many, mutation, node, report, row
from modules.hr import tables
from modules.hr.actions.register_position import register_position

NAME = "CASE WHEN :language::text = 'ja' THEN {t}.name_ja ELSE {t}.name_en END"


@node(tables.Position)
class Position:
    """A position; rank 1 stands highest."""

    id: ID
    code: str
    name: str = computed(NAME)
    rank: int
    is_active: bool


@row
class Headcount:
    """How many people a department has on a day, by main post."""

    department_code: str
    department_name: str
    headcount: int
    on_leave: int
    concurrent: int


HEADCOUNT = """
    SELECT d.code AS department_code, d.name AS department_name,
           count(*) FILTER (WHERE (post->>'is_main')::boolean) AS headcount,
           count(*) FILTER (WHERE (post->>'is_main')::boolean AND f.state = 'ON_LEAVE') AS on_leave,
           count(*) FILTER (WHERE NOT (post->>'is_main')::boolean) AS concurrent
    FROM hr.people(:company, :as_of) f CROSS JOIN jsonb_array_elements(f.posts) post
    JOIN masterdata.department d ON d.id = (post->>'department')::uuid
    GROUP BY d.code, d.name ORDER BY d.code
"""

QUERY = [
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
]
MUTATION = [mutation(register_position, Position)]
