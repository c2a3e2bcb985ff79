-- The difference. $5 the plan's key, $6 its number, $7 who makes it, $8 when, $9 the one person, $10 the one system.
,
got AS MATERIALIZED (
    SELECT x.person, x.system, e.id, e.kind, e.external_id, e.name FROM (
        SELECT hit.person, hit.system, g.entitlement FROM hit
        JOIN identity.rule_grant g ON g.rule = hit.rule
        UNION SELECT person, system, entitlement FROM asked
        WHERE effect = 'GIVE' AND entitlement IS NOT NULL) x
    JOIN identity.entitlement e ON e.id = x.entitlement
    WHERE NOT EXISTS (SELECT FROM asked d WHERE d.person = x.person AND d.system = x.system
        AND d.effect = 'WITHHOLD' AND d.entitlement = x.entitlement)),
given AS MATERIALIZED (
    SELECT person, system,
           coalesce(jsonb_agg(external_id ORDER BY external_id) FILTER (WHERE kind = 'GROUP'), '[]') AS groups,
           coalesce(jsonb_agg(external_id ORDER BY external_id) FILTER (WHERE kind = 'LICENCE'), '[]')
               AS licences
    FROM got GROUP BY person, system),
managed AS MATERIALIZED (
    SELECT g.entitlement AS id FROM identity.rule_grant g
    UNION SELECT q.entitlement FROM identity.access_request q WHERE q.entitlement IS NOT NULL),
a AS MATERIALIZED (
    SELECT a.* FROM identity.account a JOIN s ON s.id = a.system JOIN h ON h.person = a.person
    WHERE a.gone_at IS NULL),
w AS MATERIALIZED (
    SELECT w.* FROM identity.wish w JOIN s ON s.id = w.system JOIN h ON h.person = w.person),
held AS MATERIALIZED (
    SELECT a.person, a.system, e.id, e.kind, e.external_id, e.name, m.id IS NOT NULL AS is_managed
    FROM a JOIN identity.account_entitlement x ON x.account = a.id
    JOIN identity.entitlement e ON e.id = x.entitlement LEFT JOIN managed m ON m.id = e.id),
-- What comes and what goes, entitlement by entitlement.
moves AS MATERIALIZED (
    SELECT coalesce(g.person, k.person) AS person, coalesce(g.system, k.system) AS system,
           coalesce(g.kind, k.kind) AS kind, coalesce(g.external_id, k.external_id) AS external_id,
           coalesce(g.name, k.name) AS name, g.id IS NOT NULL AS comes, coalesce(k.is_managed, true) AS ours
    FROM got g FULL JOIN held k ON k.person = g.person AND k.system = g.system AND k.id = g.id
    WHERE g.id IS NULL OR k.id IS NULL),
moving AS MATERIALIZED (
    SELECT person, system,
        jsonb_agg(jsonb_build_object('op', CASE kind WHEN 'GROUP' THEN 'JOIN_GROUP' ELSE 'GIVE_LICENCE' END,
            'what', name, 'after', external_id) ORDER BY kind, name) FILTER (WHERE comes) AS coming,
        jsonb_agg(jsonb_build_object('op', CASE kind WHEN 'GROUP' THEN 'LEAVE_GROUP' ELSE 'TAKE_LICENCE' END,
            'what', name, 'before', external_id) ORDER BY kind, name) FILTER (WHERE NOT comes AND ours) AS going,
        jsonb_agg(jsonb_build_object('op', CASE kind WHEN 'GROUP' THEN 'LEAVE_GROUP' ELSE 'TAKE_LICENCE' END,
            'what', name, 'before', external_id) ORDER BY kind, name) FILTER (WHERE NOT comes) AS going_all
    FROM moves GROUP BY person, system),
pair AS (
    SELECT person, system FROM entitled UNION SELECT person, system FROM a UNION SELECT person, system FROM w),
aim AS MATERIALIZED (
    SELECT pair.person, pair.system, h.gone, h.stops_at, h.number, a.id AS account, a.standing, a.user_name,
           a.external_id, s.is_known, s.can_hand_over, s.can_groups, s.can_licences, s.is_built_in,
           w.version, w.fingerprint, w.state, w.want AS wanted_before, w.wanted AS said_before,
           w.is_leaver AS left_before, w.groups AS groups_before, w.licences AS licences_before,
           CASE WHEN e.why IS NOT NULL AND NOT (h.state = 'ON_LEAVE' AND s.suspends_on_leave) THEN 'ACTIVE'
                WHEN h.gone AND s.can_delete AND s.delete_after_days IS NOT NULL
                     AND h.last_day + s.delete_after_days < $4 THEN 'DELETED'
                ELSE 'SUSPENDED' END AS want,
           coalesce(e.why, '[]') AS why, h.state AS standing_there,
           coalesce(g.groups, '[]') AS groups, coalesce(g.licences, '[]') AS licences,
           CASE WHEN h.gone AND w.id IS NOT NULL THEN w.wanted ELSE
           jsonb_build_object('key', h.number,
               'userName', CASE WHEN a.id IS NOT NULL AND (NOT s.can_rename OR n.id IS NULL) THEN a.user_name
                                ELSE coalesce(n.user_name, lower(h.number)) END,
               'email', coalesce(nullif(n.email, ''), nullif(h.work_email, ''), a.email, ''),
               'familyName', h.family_name, 'givenName', h.given_name, 'displayName', h.display_name,
               'department', h.department_name, 'title', h.title, 'place', h.place,
               'managerKey', coalesce(b.number, ''), 'language', h.language)
           || CASE WHEN a.id IS NULL OR s.their_fields = '[]' THEN '{}' ELSE coalesce((
               SELECT jsonb_object_agg(f, t.value) FROM jsonb_array_elements_text(s.their_fields) AS f
               JOIN jsonb_each(jsonb_build_object('userName', a.user_name, 'email', a.email,
                   'familyName', a.family_name, 'givenName', a.given_name, 'displayName', a.display_name,
                   'department', a.department, 'title', a.title)) AS t ON t.key = f), '{}') END
           END AS wanted,
           a.email, a.family_name, a.given_name, a.display_name, a.department, a.title,
           x.external_id AS successor
    FROM pair JOIN h ON h.person = pair.person JOIN s ON s.id = pair.system
    LEFT JOIN entitled e ON e.person = pair.person AND e.system = pair.system
    LEFT JOIN given g ON g.person = pair.person AND g.system = pair.system
    LEFT JOIN a ON a.person = pair.person AND a.system = pair.system
    LEFT JOIN w ON w.person = pair.person AND w.system = pair.system
    LEFT JOIN identity.held_name n ON n.system = pair.system AND n.person = pair.person AND n.is_current
    LEFT JOIN identity.holder b ON b.company = $1 AND b.person = h.manager
    LEFT JOIN identity.arrangement o ON h.gone AND o.company = $1 AND o.person = h.person
    LEFT JOIN identity.account x ON h.gone AND x.system = pair.system
        AND x.person = coalesce(o.successor, h.manager) AND x.gone_at IS NULL AND x.standing = 'ACTIVE'),
marked AS MATERIALIZED (
    SELECT aim.*, md5(concat_ws('|', want, wanted::text, CASE WHEN want = 'ACTIVE' THEN groups::text END,
               CASE WHEN want = 'ACTIVE' THEN licences::text END, gone::text)) AS mark
    FROM aim WHERE is_known OR want <> 'ACTIVE'),
stepped AS MATERIALIZED (
    SELECT k.*, coalesce(k.fingerprint = k.mark, false) AS same, m.going_all, m.going, m.coming,
        CASE WHEN k.want = 'ACTIVE' THEN
            CASE WHEN k.account IS NULL
                 THEN jsonb_build_array(jsonb_build_object('op', 'CREATE', 'after', k.wanted->>'userName'))
                 WHEN k.standing = 'SUSPENDED'
                 THEN jsonb_build_array(jsonb_build_object('op', 'REACTIVATE', 'after', k.user_name))
                 ELSE '[]'::jsonb END
            || CASE WHEN k.account IS NOT NULL AND lower(k.wanted->>'userName') <> lower(k.user_name)
                 THEN jsonb_build_array(jsonb_build_object('op', 'RENAME', 'before', k.user_name,
                     'after', k.wanted->>'userName')) ELSE '[]'::jsonb END
            || CASE WHEN k.account IS NULL THEN '[]'::jsonb ELSE coalesce((
                 SELECT jsonb_agg(jsonb_build_object('op', 'UPDATE', 'what', f.name,
                     'before', coalesce(nullif(f.actual, ''), k.said_before->>f.name),
                     'after', k.wanted->>f.name) ORDER BY f.name)
                 FROM (VALUES ('email', k.email), ('familyName', k.family_name), ('givenName', k.given_name),
                     ('displayName', k.display_name), ('department', k.department), ('title', k.title),
                     ('place', ''), ('managerKey', ''), ('language', '')) AS f(name, actual)
                 WHERE (f.actual <> '' AND lower(f.actual) <> lower(k.wanted->>f.name))
                    OR (f.actual = '' AND k.said_before IS NOT NULL
                        AND k.said_before->>f.name <> k.wanted->>f.name)), '[]') END
            || coalesce(m.coming, '[]') || coalesce(m.going, '[]')
        ELSE
            CASE WHEN k.want = 'DELETED' AND k.account IS NOT NULL
                 THEN jsonb_build_array(jsonb_build_object('op', 'DELETE', 'before', k.user_name))
                 WHEN k.want = 'SUSPENDED' AND (k.account IS NOT NULL AND k.standing <> 'SUSPENDED'
                      OR k.account IS NULL AND k.wanted_before = 'ACTIVE')
                 THEN jsonb_build_array(jsonb_build_object('op', 'SUSPEND', 'before', k.user_name))
                 ELSE '[]'::jsonb END
            || CASE WHEN k.gone AND k.can_hand_over AND k.successor IS NOT NULL AND k.standing = 'ACTIVE'
                 THEN jsonb_build_array(jsonb_build_object('op', 'HAND_OVER', 'after', k.successor))
                 ELSE '[]'::jsonb END
            || coalesce(CASE WHEN k.gone THEN m.going_all ELSE m.going END, '[]')
        END AS steps
    FROM marked k LEFT JOIN moving m ON m.person = k.person AND m.system = k.system),
due AS MATERIALIZED (
    SELECT z.*, CASE WHEN z.want = 'ACTIVE' THEN z.going ELSE
                CASE WHEN z.gone THEN z.going_all ELSE z.going END END AS leaving
    FROM stepped z
    WHERE z.steps <> '[]' AND (z.state IS NULL OR NOT z.same OR z.state = 'DONE')),
plan AS (
    INSERT INTO identity.identity_plan (id, company, number, state, person, system, made_by, made_at, items,
        stops)
    SELECT $5, $1, $6, 'OPEN', $9, $10, $7, $8, count(*),
           count(*) FILTER (WHERE due.steps->0->>'op' IN ('SUSPEND', 'DELETE'))
    FROM due HAVING count(*) > 0 RETURNING id)
INSERT INTO identity.plan_item (company, identity_plan, system, person, account, cause, want, wanted, groups,
    groups_to_leave, licences, licences_to_take, hand_over_to, is_leaver, is_stop, at_once, steps, reasons,
    fingerprint, wish_version)
SELECT $1, plan.id, d.system, d.person, d.account,
    CASE WHEN d.gone THEN 'LEAVE'
         WHEN d.same AND d.state = 'DONE' THEN 'DRIFT'
         WHEN d.want <> 'ACTIVE' THEN 'MOVE'
         WHEN d.left_before OR d.steps->0->>'op' = 'REACTIVATE' AND d.version IS NOT NULL THEN 'REHIRE'
         WHEN d.account IS NULL THEN 'JOIN'
         WHEN d.version IS NULL THEN 'DRIFT' ELSE 'MOVE' END,
    d.want, d.wanted, CASE WHEN d.want = 'ACTIVE' THEN d.groups ELSE '[]' END,
    coalesce((SELECT jsonb_agg(x->'before') FROM jsonb_array_elements(d.leaving) x
              WHERE x->>'op' = 'LEAVE_GROUP'), '[]'),
    CASE WHEN d.want = 'ACTIVE' THEN d.licences ELSE '[]' END,
    coalesce((SELECT jsonb_agg(x->'before') FROM jsonb_array_elements(d.leaving) x
              WHERE x->>'op' = 'TAKE_LICENCE'), '[]'),
    CASE WHEN d.gone AND d.can_hand_over THEN d.successor END, d.gone,
    d.steps->0->>'op' IN ('SUSPEND', 'DELETE'), d.gone AND d.stops_at IS NOT NULL,
    d.steps,
    CASE WHEN d.gone THEN jsonb_build_array(jsonb_build_object('kind', 'LEFT', 'name', '')) || '[]'::jsonb
         WHEN d.want <> 'ACTIVE' AND d.standing_there = 'ON_LEAVE'
         THEN jsonb_build_array(jsonb_build_object('kind', 'ON_LEAVE', 'name', ''))
         WHEN d.want <> 'ACTIVE' THEN jsonb_build_array(jsonb_build_object('kind', 'NO_RULE', 'name', ''))
         ELSE d.why END,
    d.mark, coalesce(d.version, 0)
FROM due d CROSS JOIN plan
