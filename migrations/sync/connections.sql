ALTER TABLE sync.connection ADD CONSTRAINT connection_budget
    CHECK (at_once BETWEEN 1 AND 100 AND per_minute >= 0 AND per_hour >= 0 AND per_day >= 0);
-- What has ended stays ended, and what a connection leads to never becomes another system.
CREATE FUNCTION sync.keep_connection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'CLOSED' OR (NEW.id, NEW.company, NEW.adapter) IS DISTINCT FROM (OLD.id, OLD.company, OLD.adapter) THEN
        RAISE EXCEPTION 'the connection % is closed, or belongs to another system', OLD.code
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_connection BEFORE UPDATE ON sync.connection FOR EACH ROW EXECUTE FUNCTION sync.keep_connection();
ALTER TABLE sync.connection_secret ADD CONSTRAINT connection_secret_sealed CHECK (value_sealed LIKE 'v1:%:%');
ALTER TABLE sync.connection_token
    ADD CONSTRAINT connection_token_sealed CHECK (
        coalesce(access_sealed, 'v1:x:') LIKE 'v1:%:%' AND coalesce(refresh_sealed, 'v1:x:') LIKE 'v1:%:%'),
    ADD CONSTRAINT connection_token_good CHECK (state <> 'GOOD' OR access_sealed IS NOT NULL),
    ADD CONSTRAINT connection_token_leased
        CHECK ((state = 'REFRESHING') = (refresher IS NOT NULL AND refreshing_until IS NOT NULL));
ALTER TABLE sync.consent_request ADD CONSTRAINT consent_request_sealed CHECK (verifier_sealed LIKE 'v1:%:%');
ALTER TABLE sync.sync_run
    ADD CONSTRAINT sync_run_leased CHECK ((state = 'RUNNING') = (holder IS NOT NULL AND lease_until IS NOT NULL)),
    ADD CONSTRAINT sync_run_ended CHECK ((state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL));
-- One run of a kind at a time waits or goes on; a second request finds the first.
CREATE UNIQUE INDEX sync_run_open ON sync.sync_run (connection, kind) WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX sync_run_newest ON sync.sync_run (company, asked_at DESC);
CREATE INDEX call_attempt_newest ON sync.call_attempt (connection, at DESC);
CREATE INDEX call_attempt_age ON sync.call_attempt (company, at);
CREATE INDEX call_attempt_of_run ON sync.call_attempt (run, at) WHERE run IS NOT NULL;
CREATE INDEX hook_delivery_unheeded ON sync.hook_delivery (company, received_at) WHERE heeded_at IS NULL;

-- A turn of the shared budget: nothing when the call may go, else the moment before which it makes no sense to ask
-- again. Workers on any machine take theirs here, so the row of the budget is held for the length of this alone.
CREATE FUNCTION sync.take_turn(
    wanted uuid, of_company uuid, turn uuid, most integer, by_minute integer, by_hour integer, by_day integer
) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    budget sync.call_budget;
    moment timestamptz := clock_timestamp();
BEGIN
    SELECT * INTO budget FROM sync.call_budget WHERE connection = wanted FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO sync.call_budget (company, connection, minute_used, hour_used, day_used, failures)
        VALUES (of_company, wanted, 0, 0, 0, 0) ON CONFLICT (connection) DO NOTHING;
        SELECT * INTO budget FROM sync.call_budget WHERE connection = wanted FOR UPDATE;
    END IF;
    moment := clock_timestamp();
    IF budget.pause_until > moment THEN
        RETURN budget.pause_until;
    END IF;
    IF budget.minute_began IS NULL OR budget.minute_began + interval '1 minute' <= moment THEN
        budget.minute_began := moment; budget.minute_used := 0;
    END IF;
    IF budget.hour_began IS NULL OR budget.hour_began + interval '1 hour' <= moment THEN
        budget.hour_began := moment; budget.hour_used := 0;
    END IF;
    IF budget.day_began IS NULL OR budget.day_began + interval '1 day' <= moment THEN
        budget.day_began := moment; budget.day_used := 0;
    END IF;
    IF by_day > 0 AND budget.day_used >= by_day THEN RETURN budget.day_began + interval '1 day'; END IF;
    IF by_hour > 0 AND budget.hour_used >= by_hour THEN RETURN budget.hour_began + interval '1 hour'; END IF;
    IF by_minute > 0 AND budget.minute_used >= by_minute THEN RETURN budget.minute_began + interval '1 minute'; END IF;

    UPDATE sync.call_slot SET holder = turn, held_until = moment + interval '150 seconds'
     WHERE id = (SELECT id FROM sync.call_slot
                  WHERE connection = wanted AND number <= most AND (held_until IS NULL OR held_until <= moment)
                  ORDER BY number LIMIT 1);
    IF NOT FOUND THEN
        -- All are held, or there are fewer than the budget allows.
        INSERT INTO sync.call_slot (company, connection, number, holder, held_until)
        SELECT of_company, wanted, coalesce(max(number), 0) + 1, turn, moment + interval '150 seconds'
          FROM sync.call_slot WHERE connection = wanted HAVING coalesce(max(number), 0) < most;
        IF NOT FOUND THEN RETURN moment + interval '50 milliseconds'; END IF;
    END IF;
    UPDATE sync.call_budget
       SET minute_began = budget.minute_began, minute_used = budget.minute_used + 1,
           hour_began = budget.hour_began, hour_used = budget.hour_used + 1,
           day_began = budget.day_began, day_used = budget.day_used + 1
     WHERE id = budget.id;
    RETURN NULL;
END $$;

-- The call is over: its slot is free, how it went is noted, and a pause that they asked for holds for everybody.
CREATE FUNCTION sync.give_turn(wanted uuid, turn uuid, pause timestamptz, went_well boolean, why text)
RETURNS void LANGUAGE sql AS $$
    UPDATE sync.call_slot SET holder = NULL, held_until = NULL WHERE connection = wanted AND holder = turn;
    UPDATE sync.call_budget
       SET pause_until = CASE WHEN pause IS NULL THEN pause_until ELSE greatest(pause_until, pause) END,
           failures = CASE WHEN went_well THEN 0 ELSE failures + 1 END,
           last_ok_at = CASE WHEN went_well THEN clock_timestamp() ELSE last_ok_at END,
           last_failed_at = CASE WHEN went_well THEN last_failed_at ELSE clock_timestamp() END,
           last_reason = CASE WHEN went_well THEN last_reason ELSE why END
     WHERE connection = wanted;
$$;

-- What was called is a fact that may be forgotten when it is old, and never changed.
CREATE FUNCTION sync.forget_attempts(of_company uuid, older_than interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = sync, pg_temp AS $$
    WITH gone AS (
        DELETE FROM sync.call_attempt
         WHERE company = of_company AND at < clock_timestamp() - greatest(older_than, interval '7 days') RETURNING 1)
    SELECT count(*) FROM gone;
$$;
REVOKE ALL ON FUNCTION sync.take_turn, sync.give_turn, sync.forget_attempts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.take_turn, sync.give_turn, sync.forget_attempts TO erp_app;
