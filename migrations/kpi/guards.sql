ALTER TABLE kpi.process_definition ADD CONSTRAINT process_definition_key UNIQUE (kind, version);
ALTER TABLE kpi.process_definition ADD CONSTRAINT process_definition_lists CHECK (
    jsonb_typeof(starts) = 'array' AND jsonb_typeof(ends) = 'array' AND jsonb_typeof(returns) = 'array'
    AND jsonb_array_length(starts) > 0 AND jsonb_array_length(ends) > 0 AND version > 0);
ALTER TABLE kpi.process_minutes ADD CONSTRAINT process_minutes_key UNIQUE (company, kind, valid_from);
ALTER TABLE kpi.process_minutes ADD CONSTRAINT process_minutes_figures CHECK (
    minutes >= 0 AND minutes <> 'NaN' AND yen_per_hour >= 0 AND yen_per_hour <> 'NaN');
ALTER TABLE kpi.transition ADD CONSTRAINT transition_key UNIQUE (company, seq);
ALTER TABLE kpi.roll_up_mark ADD CONSTRAINT roll_up_mark_key UNIQUE (company);
CREATE INDEX transition_of ON kpi.transition (subject, at, seq);
CREATE INDEX transition_into ON kpi.transition (company, kind, day, to_state) INCLUDE (subject);

-- What became known since the last time: every row that came into a state, and every document that has none and
-- is there from the start (RECORDED). Only transactions that have ended are read, so nothing is missed or doubled.
CREATE FUNCTION kpi.roll_up(of_company uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    since bigint;
    below bigint;
    added bigint;
    zone text;
BEGIN
    INSERT INTO kpi.roll_up_mark (company, upto) VALUES (of_company, 0) ON CONFLICT (company) DO NOTHING;
    SELECT m.upto INTO since FROM kpi.roll_up_mark m WHERE m.company = of_company FOR UPDATE;
    SELECT c.timezone INTO zone FROM masterdata.company c WHERE c.id = of_company;
    IF since > pg_snapshot_xmax(pg_current_snapshot())::text::bigint THEN
        -- Another cluster counts its transactions anew: begin again.
        DELETE FROM kpi.transition WHERE company = of_company;
        DELETE FROM kpi.subject WHERE company = of_company;
        since := 0;
    END IF;
    below := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    WITH fresh AS MATERIALIZED (
        SELECT a.id AS seq, split_part(a.table_name, '.', 2) AS kind, a.row_id AS subject, a.at, a.actor, a.verb,
               a.kind AS how, a.changes,
               CASE WHEN a.kind = 'U' THEN a.changes -> 'department' ->> 1 ELSE a.changes ->> 'department' END AS said
        FROM kernel.audit a
        WHERE a.company = of_company AND a.kind IN ('I', 'U')
          AND a.tx >= since::text::xid8 AND a.tx < below::text::xid8
          AND (a.changes ? 'state' OR (a.kind = 'U' AND a.changes ? 'department')
               OR (a.kind = 'I' AND EXISTS (SELECT FROM kernel.document d WHERE d.id = a.row_id)))
    ), come AS (
        INSERT INTO kpi.transition (company, kind, subject, seq, at, day, actor, verb, from_state, to_state)
        SELECT of_company, f.kind, f.subject, f.seq, f.at, (f.at AT TIME ZONE zone)::date, f.actor, f.verb,
               CASE WHEN f.how = 'U' THEN f.changes -> 'state' ->> 0 END,
               CASE WHEN f.how = 'U' THEN f.changes -> 'state' ->> 1
                    ELSE coalesce(f.changes ->> 'state', 'RECORDED') END
        FROM fresh f WHERE f.how = 'I' OR f.changes ? 'state'
        ON CONFLICT (company, seq) DO NOTHING
        RETURNING 1
    ), about AS (
        INSERT INTO kpi.subject AS kept (id, company, kind, department, ends_on)
        SELECT f.subject, of_company, min(f.kind),
               (array_agg(CASE WHEN f.said ~ '^[0-9a-f-]{36}$' THEN f.said::uuid END ORDER BY f.seq DESC)
                FILTER (WHERE f.changes ? 'department'))[1],
               max(CASE WHEN f.how = 'I' AND f.changes ->> 'ends_on' ~ '^\d{4}-\d\d-\d\d$'
                        THEN (f.changes ->> 'ends_on')::date END)
        FROM fresh f WHERE f.how = 'I' OR f.changes ? 'department'
        GROUP BY f.subject
        ON CONFLICT (id) DO UPDATE SET department = excluded.department
    )
    SELECT count(*) INTO added FROM come;
    UPDATE kpi.roll_up_mark SET upto = below WHERE company = of_company;
    RETURN added;
END $$;

-- Cases that ended on these days, by the version in force or by an older one: the first begin, the first end after
-- it, how often it was sent back before, and how often after.
CREATE FUNCTION kpi.items(of_company uuid, from_day date, until_day date, of_kind text, of_version integer)
RETURNS TABLE (
    kind text, subject uuid, version integer, department uuid, started_at timestamptz, start_seq bigint,
    started_by uuid, ended_at timestamptz, end_seq bigint, ended_by uuid, ended_on date, hours numeric,
    returned bigint, corrected bigint)
LANGUAGE sql STABLE AS $$
    SELECT d.kind, c.subject, d.version, s.department, b.at, b.seq, b.actor, e.at, e.seq, e.actor, e.day,
           extract(epoch FROM e.at - b.at) / 3600, r.before, r.after
    FROM (SELECT DISTINCT ON (p.kind) p.* FROM kpi.process_definition p
          WHERE (of_kind IS NULL OR p.kind = of_kind) AND (of_version IS NULL OR p.version <= of_version)
          ORDER BY p.kind, p.version DESC) d
    CROSS JOIN LATERAL (
        SELECT DISTINCT t.subject FROM kpi.transition t
        WHERE t.company = of_company AND t.kind = d.kind AND t.day BETWEEN from_day AND until_day
          AND d.ends ? t.to_state) c
    CROSS JOIN LATERAL (
        SELECT t.at, t.seq, t.actor FROM kpi.transition t
        WHERE t.subject = c.subject AND d.starts ? t.to_state ORDER BY t.at, t.seq LIMIT 1) b
    CROSS JOIN LATERAL (
        SELECT t.at, t.seq, t.actor, t.day FROM kpi.transition t
        WHERE t.subject = c.subject AND d.ends ? t.to_state AND (t.at, t.seq) >= (b.at, b.seq)
        ORDER BY t.at, t.seq LIMIT 1) e
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE (t.at, t.seq) < (e.at, e.seq)) AS before,
               count(*) FILTER (WHERE (t.at, t.seq) > (e.at, e.seq)) AS after
        FROM kpi.transition t
        WHERE t.subject = c.subject AND (t.at, t.seq) > (b.at, b.seq)
          AND d.returns ? (t.from_state || '>' || t.to_state)) r
    LEFT JOIN kpi.subject s ON s.id = c.subject
    WHERE e.day BETWEEN from_day AND until_day
$$;

-- How long each of these cases stood in each state on its way.
CREATE FUNCTION kpi.waits(of_company uuid, from_day date, until_day date, of_kind text, of_version integer)
RETURNS TABLE (kind text, subject uuid, department uuid, step text, hours numeric)
LANGUAGE sql STABLE AS $$
    SELECT i.kind, i.subject, i.department, w.step, extract(epoch FROM w.till - w.at) / 3600
    FROM kpi.items(of_company, from_day, until_day, of_kind, of_version) i
    CROSS JOIN LATERAL (
        SELECT t.to_state AS step, t.at, lead(t.at) OVER (ORDER BY t.at, t.seq) AS till
        FROM kpi.transition t
        WHERE t.subject = i.subject AND (t.at, t.seq) >= (i.started_at, i.start_seq)
          AND (t.at, t.seq) <= (i.ended_at, i.end_seq)) w
    WHERE w.till IS NOT NULL
$$;

-- What a case of a kind costs on a day: minutes, and yen an hour.
CREATE FUNCTION kpi.minutes_on(of_company uuid, of_kind text, on_day date)
RETURNS TABLE (minutes numeric, yen_per_hour numeric) LANGUAGE sql STABLE AS $$
    SELECT m.minutes, m.yen_per_hour FROM kpi.process_minutes m
    WHERE m.company = of_company AND m.kind = of_kind AND m.valid_from <= on_day
    ORDER BY m.valid_from DESC LIMIT 1
$$;
