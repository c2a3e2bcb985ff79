"""People on a day, in SQL: their names, posts and superiors as of then, and who may see whom."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:00:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "people"

NAME = """
CREATE FUNCTION hr.name_on(of_person uuid, on_day date) RETURNS hr.person_name LANGUAGE sql STABLE AS $$
    SELECT n FROM hr.person_name n WHERE n.person = of_person AND NOT n.is_withdrawn
    ORDER BY n.valid_from <= on_day DESC,
             CASE WHEN n.valid_from <= on_day THEN n.valid_from END DESC, n.valid_from LIMIT 1
$$
"""
# The department above: what hr says from a day on, else what stands at the department itself.
PARENT = """
CREATE FUNCTION hr.parents(on_day date) RETURNS TABLE (department uuid, parent uuid)
LANGUAGE sql STABLE AS $$
    SELECT d.id, CASE WHEN p.id IS NULL THEN d.parent ELSE p.parent END
    FROM masterdata.department d
    LEFT JOIN LATERAL (SELECT l.id, l.parent FROM hr.department_parent l
                       WHERE l.department = d.id AND l.valid_from <= on_day
                       ORDER BY l.valid_from DESC LIMIT 1) p ON true
$$
"""
HEADS = """
CREATE FUNCTION hr.heads(of_company uuid, on_day date) RETURNS TABLE (department uuid, person uuid)
LANGUAGE sql STABLE AS $$
    SELECT h.department, h.person FROM (
        SELECT DISTINCT ON (l.department) l.department, l.person FROM hr.department_head l
        WHERE l.company = of_company AND l.valid_from <= on_day
        ORDER BY l.department, l.valid_from DESC) h
    WHERE EXISTS (SELECT FROM hr.employment e WHERE e.company = of_company AND e.person = h.person
                  AND e.starts_on <= on_day AND (e.last_day IS NULL OR e.last_day >= on_day)
                  AND (e.stops_at IS NULL OR e.last_day > on_day))
$$
"""
# One statement for everybody, and the same for some: what is asked for decides which rows are read at all.
PEOPLE = """
CREATE FUNCTION hr.{name}(of_company uuid, on_day date{argument}) RETURNS TABLE (
    person uuid, number text, family_name text, given_name text, family_kana text, given_kana text,
    family_latin text, given_latin text, company uuid, employment uuid, employment_type text, starts_on date,
    last_day date, stops_at timestamptz, state text, posts jsonb, projects text[], manager uuid,
    app_user uuid, work_email text, language text
) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE tree AS MATERIALIZED (SELECT * FROM hr.parents(on_day)),
    chain AS (
        SELECT t.department, t.department AS here, 0 AS depth FROM tree t
        UNION ALL
        SELECT c.department, t.parent, c.depth + 1 FROM chain c JOIN tree t ON t.department = c.here
        WHERE t.parent IS NOT NULL AND c.depth < 30
    ),
    above AS MATERIALIZED (
        SELECT c.department, array_agg(h.person ORDER BY c.depth) AS heads
        FROM chain c JOIN hr.heads(of_company, on_day) h ON h.department = c.here GROUP BY c.department
    ),
    held AS (
        SELECT DISTINCT ON (e.person) e.*, CASE
            WHEN e.starts_on > on_day THEN 'NOT_YET'
            WHEN e.last_day < on_day OR (e.stops_at IS NOT NULL AND e.last_day = on_day) THEN 'LEFT'
            ELSE 'EMPLOYED' END AS standing
        FROM hr.employment e
        WHERE e.company = of_company AND (e.last_day IS NULL OR e.last_day >= e.starts_on) {only_e}
        ORDER BY e.person, e.starts_on <= on_day DESC,
                 CASE WHEN e.starts_on <= on_day THEN e.starts_on END DESC, e.starts_on
    ),
    named AS (
        SELECT DISTINCT ON (n.person) n.* FROM hr.person_name n WHERE NOT n.is_withdrawn {only_n}
        ORDER BY n.person, n.valid_from <= on_day DESC,
                 CASE WHEN n.valid_from <= on_day THEN n.valid_from END DESC, n.valid_from
    ),
    posted AS (
        SELECT a.employment, jsonb_agg(jsonb_build_object(
                'department', a.department, 'department_code', d.code, 'department_name', d.name,
                'position', coalesce(o.code, ''), 'position_name', coalesce(o.name_ja, ''),
                'rank', coalesce(o.rank, 999), 'place', coalesce(a.place, ''), 'is_main', a.is_main)
                ORDER BY a.is_main DESC, coalesce(o.rank, 999), d.code, a.id) AS posts,
            (array_agg(a.department) FILTER (WHERE a.is_main))[1] AS main,
            (array_agg(a.reports_to) FILTER (WHERE a.is_main))[1] AS reports_to
        FROM hr.assignment a JOIN masterdata.department d ON d.id = a.department
        LEFT JOIN hr.position o ON o.id = a.position
        WHERE a.company = of_company AND a.valid_from <= on_day
          AND (a.valid_to IS NULL OR a.valid_to >= on_day) {only_a}
        GROUP BY a.employment
    ),
    away AS (
        SELECT l.person FROM hr.long_leave l
        WHERE l.company = of_company AND l.valid_from <= on_day
          AND (l.valid_to IS NULL OR l.valid_to >= on_day) {only_l}
    ),
    working AS (
        SELECT m.person, array_agg(m.project ORDER BY m.project) AS projects FROM hr.project_member m
        WHERE m.company = of_company AND m.valid_from <= on_day
          AND (m.valid_to IS NULL OR m.valid_to >= on_day) {only_m}
        GROUP BY m.person
    )
    SELECT p.id, p.number, n.family_name, n.given_name, n.family_kana, n.given_kana, n.family_latin,
           n.given_latin, h.company, h.id, h.type, h.starts_on, h.last_day, h.stops_at,
           CASE WHEN h.id IS NULL THEN 'NOT_YET'
                WHEN h.standing = 'EMPLOYED' AND w.person IS NOT NULL THEN 'ON_LEAVE' ELSE h.standing END,
           CASE WHEN h.standing = 'EMPLOYED' THEN coalesce(a.posts, '[]') ELSE '[]' END,
           CASE WHEN h.standing = 'EMPLOYED' THEN coalesce(k.projects, '{{}}') ELSE '{{}}' END,
           CASE WHEN h.standing = 'EMPLOYED' THEN coalesce(a.reports_to, (
               SELECT each FROM unnest(u.heads) WITH ORDINALITY AS listed (each, place)
               WHERE each <> p.id ORDER BY place LIMIT 1)) END,
           p.app_user, p.work_email, p.language
    FROM hr.person p JOIN named n ON n.person = p.id
    {joined} held h ON h.person = p.id
    LEFT JOIN posted a ON a.employment = h.id
    LEFT JOIN above u ON u.department = a.main
    LEFT JOIN away w ON w.person = p.id
    LEFT JOIN working k ON k.person = p.id
    {only_p}
$$
"""
BELOW = """
CREATE FUNCTION hr.people_below(actor uuid, of_company uuid, on_day date) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE me AS (SELECT p.id FROM hr.person p WHERE p.app_user = actor),
    tree AS MATERIALIZED (SELECT * FROM hr.parents(on_day)),
    mine AS (
        SELECT h.department FROM hr.heads(of_company, on_day) h JOIN me ON me.id = h.person
        UNION
        SELECT t.department FROM tree t JOIN mine m ON m.department = t.parent
    )
    SELECT a.person FROM hr.assignment a JOIN hr.employment e ON e.id = a.employment
    WHERE a.company = of_company AND (a.valid_to IS NULL OR a.valid_to >= greatest(on_day, a.valid_from))
      AND (e.last_day IS NULL OR e.last_day >= greatest(on_day, a.valid_from))
      AND (a.department IN (SELECT department FROM mine) OR a.reports_to = (SELECT id FROM me))
$$
"""
MAY_SEE = """
CREATE FUNCTION hr.sees_all(in_this_company uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
                   WHERE g.holder = actor AND p.permission = 'hr.read_all_people'
                     AND (g.in_company IS NULL OR g.in_company = in_this_company))
$$;
CREATE FUNCTION hr.may_see_person(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM hr.person p WHERE p.id = asked AND p.app_user = actor)
        OR hr.sees_all(current_setting('app.company')::uuid, actor)
        OR asked IN (SELECT hr.people_below(actor, current_setting('app.company')::uuid, current_date))
$$;
CREATE FUNCTION hr.may_see_part(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT hr.may_see_person((
        SELECT person FROM hr.person_name WHERE id = asked
        UNION ALL SELECT person FROM hr.employment WHERE id = asked
        UNION ALL SELECT person FROM hr.assignment WHERE id = asked
        UNION ALL SELECT person FROM hr.long_leave WHERE id = asked
        UNION ALL SELECT person FROM hr.project_member WHERE id = asked
        UNION ALL SELECT person FROM hr.person_change WHERE id = asked
        UNION ALL SELECT person FROM hr.checklist WHERE id = asked
        UNION ALL SELECT person FROM hr.checklist_task WHERE id = asked), actor)
$$;
CREATE FUNCTION hr.may_see_private(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT hr.sees_all(current_setting('app.company')::uuid, actor)
$$;
INSERT INTO kernel.wall (what, asks) VALUES
    ('person', 'hr.may_see_person'), ('hr.person', 'hr.may_see_person'),
    ('hr.person_name', 'hr.may_see_part'), ('hr.employment', 'hr.may_see_part'),
    ('hr.assignment', 'hr.may_see_part'), ('hr.long_leave', 'hr.may_see_part'),
    ('hr.project_member', 'hr.may_see_part'), ('hr.person_change', 'hr.may_see_part'),
    ('hr.checklist', 'hr.may_see_part'), ('hr.checklist_task', 'hr.may_see_part'),
    ('hr.private_value', 'hr.may_see_private'), ('hr.private_reading', 'hr.may_see_private'),
    ('hr.people_import', 'hr.may_see_private'), ('file:hr.read_people_import', 'hr.may_see_private')
"""
PARTS = ("e", "n", "a", "l", "m")


def people(name: str, some: bool) -> str:
    """The function for everybody ever employed, or for the people named, whoever they are."""
    only = {f"only_{each}": f"AND {each}.person = ANY(among)" if some else "" for each in PARTS}
    only["only_p"] = "WHERE p.id = ANY(among)" if some else ""
    argument = ", among uuid[]" if some else ""
    return PEOPLE.format(name=name, argument=argument, joined="LEFT JOIN" if some else "JOIN", **only)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="hr", description=DESCRIPTION)

    async def create() -> None:
        for sql in (NAME, PARENT, HEADS, people("people", False), people("people_among", True)):
            await execute(sql)
        await execute(BELOW)
        await execute(MAY_SEE)

    manager.add_raw(create)
    return manager
