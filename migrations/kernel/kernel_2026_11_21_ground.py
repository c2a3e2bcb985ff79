"""What every table stands on: the role of the application, answers by key, counters, and the start of an action."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T01:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the role of the application, answers by key, counters, occurrences, the start of an action"

ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'erp_app') THEN
        CREATE ROLE erp_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    -- Roles belong to the whole server: another database may have made it in this moment.
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
    EXECUTE format('GRANT erp_app TO %I', current_user);
    EXECUTE format('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
EXCEPTION WHEN unique_violation OR insufficient_privilege THEN NULL;
END $$;
GRANT USAGE ON SCHEMA kernel TO erp_app;
"""

TABLES = """
CREATE TABLE kernel.idempotency (
    actor uuid NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    verb text NOT NULL,
    company uuid NOT NULL,
    fingerprint bytea NOT NULL,
    answer bytea,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor, key)
) WITH (fillfactor = 70);
CREATE INDEX idempotency_by_age ON kernel.idempotency USING brin (recorded_at);

CREATE TABLE kernel.counter (
    company uuid NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    value bigint NOT NULL CHECK (value > 0),
    PRIMARY KEY (company, series, year)
) WITH (fillfactor = 20);

CREATE TABLE kernel.occurrence (
    job text NOT NULL,
    planned_at timestamptz NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at timestamptz,
    PRIMARY KEY (job, planned_at)
);

GRANT SELECT, INSERT, UPDATE (answer) ON kernel.idempotency TO erp_app;
GRANT SELECT, INSERT, UPDATE (value) ON kernel.counter TO erp_app;
GRANT SELECT, INSERT, UPDATE (done_at) ON kernel.occurrence TO erp_app;
"""

BEGIN_ACTION = """
-- The first statement of every transaction: who, what, where from; and the key, which makes twice into once.
-- Whoever comes second under the same key waits in the INSERT until the first has decided.
CREATE FUNCTION kernel.begin_action(
    for_company uuid, by_actor uuid, for_verb text, by_way text, under_key text, with_fingerprint bytea,
    OUT at timestamptz, OUT fresh boolean, OUT same boolean, OUT answer bytea
) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.company', for_company::text, false),
            set_config('app.actor', by_actor::text, true),
            set_config('app.verb', for_verb, true),
            set_config('app.via', by_way, true);
    at := now();
    fresh := true;
    IF under_key IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO kernel.idempotency (actor, key, verb, company, fingerprint)
    VALUES (by_actor, under_key, for_verb, for_company, with_fingerprint)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN;
    END IF;
    fresh := false;
    SELECT kept.verb = for_verb AND kept.company = for_company AND kept.fingerprint = with_fingerprint, kept.answer
      INTO same, answer
      FROM kernel.idempotency AS kept
     WHERE kept.actor = by_actor AND kept.key = under_key;
END $$;

-- Keys are kept for a month, and so is what ran when; what must never be doubled is unique by its origin besides.
CREATE FUNCTION kernel.forget_keys() RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        DELETE FROM kernel.idempotency WHERE recorded_at < now() - interval '30 days' RETURNING 1
    ), past AS (
        DELETE FROM kernel.occurrence
         WHERE planned_at > 'epoch' AND planned_at < now() - interval '30 days'
    )
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION kernel.forget_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.forget_keys() TO erp_app;
"""

OUTBOX = """
ALTER TABLE kernel.delivery
    ALTER COLUMN position DROP DEFAULT,
    ALTER COLUMN position ADD GENERATED ALWAYS AS IDENTITY,
    ADD CONSTRAINT delivery_state CHECK (state IN ('PENDING', 'LEASED', 'DONE', 'DEAD'));
CREATE INDEX delivery_open ON kernel.delivery (position) WHERE state IN ('PENDING', 'LEASED');
CREATE INDEX delivery_lane ON kernel.delivery (subject, reaction, position) WHERE state IN ('PENDING', 'LEASED');
CREATE INDEX delivery_dead ON kernel.delivery (company, position) WHERE state = 'DEAD';
CREATE INDEX event_by_subject ON kernel.event (subject);
GRANT SELECT, INSERT ON kernel.event TO erp_app;
GRANT SELECT, INSERT, UPDATE ON kernel.delivery TO erp_app;
"""

REGISTER = """
CREATE INDEX document_by_kind ON kernel.document (company, kind, number);
CREATE INDEX document_by_party ON kernel.document (party) WHERE party IS NOT NULL;
ALTER TABLE kernel.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE kernel.document FORCE ROW LEVEL SECURITY;
CREATE POLICY own_company ON kernel.document
    USING (company IS NULL OR company = (SELECT current_setting('app.company')::uuid));
GRANT SELECT, INSERT, UPDATE ON kernel.document TO erp_app;
GRANT SELECT, INSERT ON kernel.document_link TO erp_app;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def lay() -> None:
        for sql in (ROLE, TABLES, BEGIN_ACTION, OUTBOX, REGISTER):
            await execute(sql)

    manager.add_raw(lay)
    return manager
