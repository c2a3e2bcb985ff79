-- What became known since the last time: every row that came into a state, and every document that has none and
-- is there from the start (RECORDED). Only transactions that have ended are read, so nothing is missed or doubled;
-- only so many rows at once, so that a long history is read bit by bit. Answers what came, and whether there is more.
DROP FUNCTION kpi.roll_up(uuid);
CREATE FUNCTION kpi.roll_up(of_company uuid, at_most integer, OUT added bigint, OUT more boolean)
LANGUAGE plpgsql AS $$
DECLARE
    since bigint;
    below bigint;
    reached bigint;
    seen bigint;
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
    SELECT count(*), max(s.tx::text::bigint) INTO seen, reached
    FROM (SELECT a.tx FROM kernel.audit a WHERE a.tx >= since::text::xid8 AND a.tx < below::text::xid8
          ORDER BY a.tx LIMIT at_most) s;
    more := seen = at_most;
    IF more THEN
        -- The last of them may go on beyond the limit, so it is left for the next time; unless it is all there is.
        below := greatest(reached, since + 1);
        IF NOT EXISTS (SELECT FROM kernel.audit a
                       WHERE a.tx >= since::text::xid8 AND a.tx < below::text::xid8) THEN
            below := reached + 1;
        END IF;
    END IF;
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
END $$;

