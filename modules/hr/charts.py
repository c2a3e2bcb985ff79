"""The organisation on a day, as SQL: the chart as an outline, and how many people each department has."""

HEADCOUNT = """
    SELECT d.code AS department_code, d.name AS department_name,
           count(*) FILTER (WHERE (post->>'is_main')::boolean) AS headcount,
           count(*) FILTER (WHERE (post->>'is_main')::boolean AND f.state = 'ON_LEAVE') AS on_leave,
           count(*) FILTER (WHERE NOT (post->>'is_main')::boolean) AS concurrent
    FROM hr.people(:company, :as_of) f CROSS JOIN jsonb_array_elements(f.posts) post
    JOIN masterdata.department d ON d.id = (post->>'department')::uuid
    GROUP BY d.code, d.name ORDER BY d.code
"""
CHART = """
    WITH RECURSIVE tree AS MATERIALIZED (
        SELECT d.id, d.code, d.name, t.parent FROM masterdata.department d
        JOIN hr.parents(:as_of) t ON t.department = d.id
        WHERE d.valid_from <= :as_of AND (d.valid_to IS NULL OR d.valid_to >= :as_of)
    ),
    down AS (
        SELECT t.id, t.code, t.name, 0 AS depth, ARRAY[t.code] AS path FROM tree t
        WHERE t.parent IS NULL OR NOT EXISTS (SELECT FROM tree o WHERE o.id = t.parent)
        UNION ALL
        SELECT t.id, t.code, t.name, d.depth + 1, d.path || t.code FROM tree t JOIN down d ON d.id = t.parent
        WHERE d.depth < 30
    ),
    posts AS MATERIALIZED (
        SELECT f.person, f.number, f.family_name || ' ' || f.given_name AS name, f.state,
               (post->>'department')::uuid AS department, post->>'position' AS position,
               (post->>'rank')::int AS rank, (post->>'is_main')::boolean AS is_main
        FROM hr.people(:company, :as_of) f CROSS JOIN jsonb_array_elements(f.posts) post
    ),
    lines AS (
        SELECT 'DEPARTMENT' AS kind, d.depth, d.code, d.name, NULL::text AS position_name, false AS is_head,
               true AS is_main, false AS on_leave,
               (SELECT count(*) FROM posts p WHERE p.department = d.id AND p.is_main) AS headcount,
               d.id AS department_id, NULL::uuid AS person_id, d.path, 0 AS rank, '' AS place
        FROM down d
        UNION ALL
        SELECT 'PERSON', d.depth + 1, p.number, trim(p.name),
               CASE WHEN :language::text = 'ja' THEN o.name_ja ELSE o.name_en END,
               EXISTS (SELECT FROM hr.heads(:company, :as_of) h
                       WHERE h.department = p.department AND h.person = p.person),
               p.is_main, p.state = 'ON_LEAVE', NULL, p.department, p.person, d.path, p.rank, p.number
        FROM posts p JOIN down d ON d.id = p.department LEFT JOIN hr.position o ON o.code = p.position
    )
    SELECT kind, depth, code, name, position_name, is_head, is_main, on_leave, headcount, department_id,
           person_id
    FROM lines ORDER BY path, kind, is_head DESC, rank, place
"""
