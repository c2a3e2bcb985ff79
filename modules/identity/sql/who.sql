-- Who is entitled to what. $1 company, $2 systems or all, $3 people or all, $4 the day.
WITH RECURSIVE s AS (
    SELECT y.*, y.by_hand OR y.is_built_in OR EXISTS (SELECT FROM identity.inventory i
        WHERE i.system = y.id AND i.state = 'BELIEVED') AS is_known
    FROM identity.system y
    WHERE y.company = $1 AND y.is_active AND ($2::uuid[] IS NULL OR y.id = ANY($2))),
h AS MATERIALIZED (
    SELECT h.*, h.state = 'LEFT' AS gone FROM identity.holder h
    WHERE h.company = $1 AND ($3::uuid[] IS NULL OR h.person = ANY($3))),
post AS MATERIALIZED (
    SELECT p.* FROM identity.holder_post p
    WHERE p.company = $1 AND ($3::uuid[] IS NULL OR p.person = ANY($3))),
r AS MATERIALIZED (
    SELECT r.*, s.days_before FROM identity.access_rule r JOIN s ON s.id = r.system
    WHERE r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to >= $4)),
tree AS MATERIALIZED (SELECT * FROM hr.parents($4)),
below(root, id) AS (
    SELECT DISTINCT r.department, r.department FROM r WHERE r.department IS NOT NULL
    UNION SELECT b.root, t.department FROM below b JOIN tree t ON t.parent = b.id),
hit AS MATERIALIZED (
    SELECT h.person, r.system, r.id AS rule, r.name FROM r
    JOIN below b ON b.root = r.department AND (r.includes_below OR b.id = r.department)
    JOIN post p ON p.department = b.id JOIN h ON h.person = p.person
    WHERE NOT h.gone AND (h.state <> 'NOT_YET' OR h.starts_on - r.days_before <= $4)
      AND (r.position IS NULL OR p.position = r.position) AND (r.rank_from IS NULL OR p.rank <= r.rank_from)
      AND (r.place IS NULL OR p.place = r.place)
      AND (r.employment_type IS NULL OR r.employment_type = h.employment_type)
      AND (r.project IS NULL OR h.projects ? r.project)
    UNION SELECT h.person, r.system, r.id, r.name FROM r JOIN h
        ON NOT h.gone AND (h.state <> 'NOT_YET' OR h.starts_on - r.days_before <= $4)
    LEFT JOIN post p ON p.person = h.person
        AND (r.position IS NOT NULL OR r.rank_from IS NOT NULL OR r.place IS NOT NULL)
    WHERE r.department IS NULL
      AND (r.position IS NULL OR p.position = r.position) AND (r.rank_from IS NULL OR p.rank <= r.rank_from)
      AND (r.place IS NULL OR p.place = r.place)
      AND (r.employment_type IS NULL OR r.employment_type = h.employment_type)
      AND (r.project IS NULL OR h.projects ? r.project)),
asked AS MATERIALIZED (
    SELECT q.person, q.system, q.entitlement, q.number, q.effect FROM identity.access_request q
    JOIN s ON s.id = q.system JOIN h ON h.person = q.person AND NOT h.gone
    WHERE q.company = $1 AND q.state = 'GRANTED' AND q.valid_from <= $4
      AND (q.valid_to IS NULL OR q.valid_to >= $4)),
entitled AS MATERIALIZED (
    SELECT x.person, x.system, jsonb_agg(x.why ORDER BY x.name) AS why FROM (
        SELECT person, system, name, jsonb_build_object('kind', 'RULE', 'name', name, 'id', rule) AS why
        FROM hit
        UNION ALL SELECT person, system, number, jsonb_build_object('kind', 'REQUEST', 'name', number)
        FROM asked WHERE effect = 'GIVE') x
    WHERE NOT EXISTS (SELECT FROM asked d WHERE d.person = x.person AND d.system = x.system
        AND d.effect = 'WITHHOLD' AND d.entitlement IS NULL)
    GROUP BY x.person, x.system)
