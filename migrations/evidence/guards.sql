ALTER TABLE evidence.evidence
    ADD CONSTRAINT evidence_number_key UNIQUE (company, number),
    ADD CONSTRAINT evidence_origin_key UNIQUE (company, origin),
    ADD CONSTRAINT evidence_superseded_once UNIQUE (supersedes),
    ADD CONSTRAINT evidence_amount_sound CHECK (amount >= 0 AND (amount IS NULL) = (currency IS NULL)),
    ADD CONSTRAINT evidence_names_partner CHECK (btrim(party_name) <> ''),
    ADD CONSTRAINT evidence_superseded_for_a_reason CHECK ((supersedes IS NULL) = (supersede_reason IS NULL)),
    ADD CONSTRAINT evidence_destroyed_by_somebody CHECK (
        (state = 'DESTROYED') = (destroyed_by IS NOT NULL AND destroyed_at IS NOT NULL AND destroy_reason IS NOT NULL)
    );
ALTER TABLE evidence.evidence_link ADD CONSTRAINT link_undone_once UNIQUE (undoes);
ALTER TABLE evidence.evidence_bundle
    ADD CONSTRAINT bundle_progress CHECK (0 <= done AND done <= total),
    ADD CONSTRAINT bundle_done_has_a_file CHECK (state <> 'DONE' OR file IS NOT NULL);

-- How people ask: by day, by amount, by partner, and by what is in the way of a close.
CREATE INDEX evidence_by_day ON evidence.evidence (company, transacted_on, id);
CREATE INDEX evidence_by_amount ON evidence.evidence (company, amount, transacted_on) WHERE amount IS NOT NULL;
CREATE INDEX evidence_by_party ON evidence.evidence (company, party, transacted_on) WHERE party IS NOT NULL;
CREATE INDEX evidence_by_name ON evidence.evidence (company, party_name, transacted_on);
CREATE INDEX evidence_by_file ON evidence.evidence (file);
CREATE INDEX evidence_bundle_open ON evidence.evidence_bundle (requested_at) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX integrity_check_open ON evidence.integrity_check (requested_at) WHERE state IN ('WAITING', 'RUNNING');

-- The last day on which evidence of that kind and day must be there. A paper belongs to the fiscal year of its day;
-- its time begins when the return of that year was due. A kind nobody gave a time to is kept for good.
CREATE FUNCTION evidence.kept_until(of_kind text, in_company uuid, on_day date) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT (date_trunc('month', ended + make_interval(months => months + 12 * years)) + interval '1 month - 1 day')::date
    FROM (
        SELECT make_date(extract(year FROM on_day)::int
                         + (extract(month FROM on_day) >= c.fiscal_year_start_month)::int,
                         c.fiscal_year_start_month, 1) - 1 AS ended,
               masterdata.statutory_value('EVIDENCE_START_MONTHS', on_day)::int AS months,
               coalesce(masterdata.statutory_value('EVIDENCE_YEARS_' || of_kind, on_day),
                        masterdata.statutory_value('EVIDENCE_YEARS', on_day))::int AS years
        FROM masterdata.company c WHERE c.id = in_company
    ) AS law
$$;

-- The last day to scan a paper that came on that day: the cycle of business, and some days of work after it.
CREATE FUNCTION evidence.scan_deadline(received date) RETURNS date LANGUAGE sql STABLE AS $$
    WITH law AS (
        SELECT (received + make_interval(months => masterdata.statutory_value('SCAN_MONTHS', received)::int))::date AS month_end,
               masterdata.statutory_value('SCAN_WORKING_DAYS', received)::int AS days
    )
    SELECT max(day) FROM (
        SELECT d::date AS day FROM law, generate_series(law.month_end + 1, law.month_end + 40, '1 day') d
        WHERE masterdata.is_bank_day(d::date) ORDER BY d LIMIT (SELECT days FROM law)
    ) AS working
$$;

CREATE FUNCTION evidence.keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'EVIDENCE_IS_NOT_DELETED number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.company, NEW.number, NEW.file, NEW.direction, NEW.channel, NEW.received_on, NEW.received_by,
        NEW.recorded_at, NEW.origin)
       IS DISTINCT FROM
       (OLD.id, OLD.company, OLD.number, OLD.file, OLD.direction, OLD.channel, OLD.received_on, OLD.received_by,
        OLD.recorded_at, OLD.origin)
       OR OLD.state = 'DESTROYED' OR (OLD.supersedes IS NOT NULL AND NEW.supersedes IS DISTINCT FROM OLD.supersedes)
    THEN
        RAISE EXCEPTION 'EVIDENCE_STAYS_AS_IT_CAME number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    -- Kept for good where the law names no time: nothing is destroyed by a missing row.
    IF NEW.state = 'DESTROYED' AND coalesce(evidence.kept_until(OLD.kind, OLD.company, OLD.transacted_on)
                                            >= now()::date, true) THEN
        RAISE EXCEPTION 'RETENTION_RUNS number=%', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER keep_original BEFORE UPDATE OR DELETE ON evidence.evidence
    FOR EACH ROW EXECUTE FUNCTION evidence.keep_original();
