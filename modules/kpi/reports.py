"""The questions about processes, each one statement over the transitions of the days asked for.

Hours are those of the clock, nights and weekends included. Median and 90th percentile are of whole cases;
waiting is summed over all cases, so that the step that holds most of it is the one worth looking at.
"""

SPAN = ":company, :from_day::date, :until_day::date, :kind::text, :version::integer"
MEDIAN = "round(percentile_cont(0.5) WITHIN GROUP (ORDER BY {hours}::float8)::numeric, 2)"
NINTH = "round(percentile_cont(0.9) WITHIN GROUP (ORDER BY {hours}::float8)::numeric, 2)"
# What every table of cases tells, whatever it is by.
FIGURES = f"""
    count(*)::int AS cases, {MEDIAN.format(hours="i.hours")} AS median_hours,
    {NINTH.format(hours="i.hours")} AS ninth_hours,
    round(100.0 * count(*) FILTER (WHERE i.returned = 0) / count(*), 1) AS first_pass,
    sum(i.returned)::int AS returned, sum(i.corrected)::int AS corrected,
    coalesce(sum(m.minutes), 0)::numeric AS minutes,
    round(coalesce(sum(m.minutes * m.yen_per_hour / 60), 0)) AS cost
"""
CASES = f"""
    FROM kpi.items({SPAN}) i LEFT JOIN LATERAL kpi.minutes_on(:company, i.kind, i.ended_on) m ON true
    WHERE (:department::uuid IS NULL OR i.department = :department::uuid)
"""
OVERVIEW = f"""
    WITH steps AS (
        SELECT w.kind, w.step, sum(w.hours) AS hours, sum(sum(w.hours)) OVER (PARTITION BY w.kind) AS whole
        FROM kpi.waits({SPAN}) w
        WHERE :department::uuid IS NULL OR w.department = :department::uuid
        GROUP BY w.kind, w.step
    ), worst AS (
        SELECT DISTINCT ON (kind) kind, step, round(100 * hours / nullif(whole, 0), 1) AS share
        FROM steps ORDER BY kind, hours DESC, step
    ), told AS (SELECT i.kind, max(i.version) AS version, {FIGURES} {CASES} GROUP BY i.kind)
    SELECT t.*, b.step AS bottleneck, b.share AS bottleneck_share
    FROM told t LEFT JOIN worst b ON b.kind = t.kind AND b.share > 0 ORDER BY t.kind
"""
BY_MONTH = f"""
    SELECT to_char(i.ended_on, 'YYYY-MM') AS month, {FIGURES} {CASES} GROUP BY 1 ORDER BY 1
"""
BY_DEPARTMENT = f"""
    SELECT coalesce(d.name, '') AS department_name, f.* FROM (
        SELECT i.department, {FIGURES} {CASES} GROUP BY i.department) f
    LEFT JOIN masterdata.department d ON d.id = f.department ORDER BY f.cases DESC, 1
"""
BY_PERSON = f"""
    SELECT coalesce(u.name, '') AS person_name, f.* FROM (
        SELECT i.ended_by, {FIGURES} {CASES} GROUP BY i.ended_by) f
    LEFT JOIN access.app_user u ON u.id = f.ended_by ORDER BY f.cases DESC, 1
"""
# Everybody who moved a case on its way, and how long it had stood before he did; not only who ended it.
BY_WORKER = f"""
    SELECT coalesce(u.name, '') AS person_name, count(DISTINCT w.subject)::int AS cases,
           count(*)::int AS moves, count(*) FILTER (WHERE w.is_end)::int AS ended,
           count(*) FILTER (WHERE w.is_return)::int AS returned,
           {MEDIAN.format(hours="w.hours")} AS median_hours, {NINTH.format(hours="w.hours")} AS ninth_hours
    FROM (
        SELECT i.subject, t.actor, (t.at, t.seq) = (i.ended_at, i.end_seq) AS is_end,
               d.returns ? (t.from_state || '>' || t.to_state) AS is_return,
               extract(epoch FROM t.at - lag(t.at) OVER (PARTITION BY i.subject ORDER BY t.at, t.seq)) / 3600
                   AS hours
        FROM kpi.items({SPAN}) i
        JOIN kpi.process_definition d ON d.kind = i.kind AND d.version = i.version
        JOIN kpi.transition t ON t.subject = i.subject AND (t.at, t.seq) >= (i.started_at, i.start_seq)
             AND (t.at, t.seq) <= (i.ended_at, i.end_seq)
        WHERE :department::uuid IS NULL OR i.department = :department::uuid
    ) w LEFT JOIN access.app_user u ON u.id = w.actor
    GROUP BY w.actor, u.name ORDER BY 2 DESC, 3 DESC, 1
"""
STEPS = f"""
    SELECT w.kind, w.step, count(*)::int AS stays, {MEDIAN.format(hours="w.hours")} AS median_hours,
           {NINTH.format(hours="w.hours")} AS ninth_hours, round(sum(w.hours), 2) AS total_hours,
           coalesce(round(100 * sum(w.hours) / nullif(sum(sum(w.hours)) OVER (PARTITION BY w.kind), 0), 1), 0)
               AS share
    FROM kpi.waits({SPAN}) w
    WHERE :department::uuid IS NULL OR w.department = :department::uuid
    GROUP BY w.kind, w.step ORDER BY w.kind, sum(w.hours) DESC, w.step
"""
ITEMS = f"""
    SELECT i.subject AS id, d.kind, d.number, d.title, i.started_at, i.ended_at, round(i.hours, 2) AS hours,
           i.returned::int AS returned, i.corrected::int AS corrected
    FROM kpi.items({SPAN}) i
    JOIN kernel.document d ON d.id = i.subject AND kernel.may_see(d.kind, d.id, :actor)
    WHERE :department::uuid IS NULL OR i.department = :department::uuid
    ORDER BY i.hours DESC, d.number LIMIT 200
"""
# From when somebody was asked to when he decided; in whose place he decided makes no difference.
APPROVERS = f"""
    SELECT u.name AS person_name, count(*)::int AS decisions,
           {MEDIAN.format(hours="extract(epoch FROM x.decided_at - k.opened_at) / 3600")} AS median_hours,
           {NINTH.format(hours="extract(epoch FROM x.decided_at - k.opened_at) / 3600")} AS ninth_hours,
           count(*) FILTER (WHERE x.verdict IN ('RETURN', 'RETURN_TO_STEP', 'REJECT'))::int AS returned
    FROM approval.decision x JOIN approval.case_task k ON k.id = x.task
    JOIN approval.approval_case c ON c.id = x.approval_case JOIN access.app_user u ON u.id = x.decided_by
    JOIN masterdata.company o ON o.id = x.company
    WHERE x.company = :company AND k.opened_at IS NOT NULL
      AND (x.decided_at AT TIME ZONE o.timezone)::date BETWEEN :from_day::date AND :until_day::date
      AND (:kind::text IS NULL OR c.kind = :kind::text)
    GROUP BY u.id ORDER BY 3 DESC, u.name
"""
REASONS = """
    SELECT c.kind, coalesce(x.reason, 'OTHER') AS reason, count(*)::int AS times
    FROM approval.decision x JOIN approval.approval_case c ON c.id = x.approval_case
    JOIN masterdata.company o ON o.id = x.company
    WHERE x.company = :company AND x.verdict IN ('RETURN', 'RETURN_TO_STEP', 'REJECT')
      AND (x.decided_at AT TIME ZONE o.timezone)::date BETWEEN :from_day::date AND :until_day::date
      AND (:kind::text IS NULL OR c.kind = :kind::text)
    GROUP BY c.kind, 2 ORDER BY times DESC, c.kind, 2
"""
# A month is closed when its period last came to be; how often it was opened again is told beside it.
CLOSING = """
    SELECT to_char(s.ends_on, 'YYYY-MM') AS month, s.ends_on,
           max(t.day) FILTER (WHERE t.to_state = 'CLOSED') AS closed_on,
           (max(t.day) FILTER (WHERE t.to_state = 'CLOSED') - s.ends_on)::int AS days,
           count(*) FILTER (WHERE t.from_state = 'CLOSED' AND t.to_state = 'OPEN')::int AS reopened
    FROM kpi.subject s JOIN kpi.transition t ON t.subject = s.id
    WHERE s.company = :company AND s.kind = 'period'
      AND s.ends_on BETWEEN :from_day::date AND :until_day::date
    GROUP BY s.id HAVING count(*) FILTER (WHERE t.to_state = 'CLOSED') > 0 ORDER BY s.ends_on
"""
