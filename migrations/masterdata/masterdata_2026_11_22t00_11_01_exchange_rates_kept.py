"""Two rates of one pair and kind never hold on one day; what was published is withdrawn, never altered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:11:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "exchange rates kept"

PROMISES = """
ALTER TABLE masterdata.exchange_rate ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT exchange_rate_fits CHECK (rate > 0 AND rate <> 'NaN' AND valid_to >= valid_from
        AND currency ~ '^[A-Z]{3}$' AND into_currency ~ '^[A-Z]{3}$' AND currency <> into_currency
        AND is_active = (withdrawn_because IS NULL));
CREATE INDEX exchange_rate_pair ON masterdata.exchange_rate (currency, into_currency, kind, valid_from DESC) WHERE is_active;
SELECT kernel.guard('masterdata.exchange_rate');

CREATE FUNCTION masterdata.keep_exchange_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'is_active' - 'withdrawn_because')
                          <> (to_jsonb(OLD) - 'is_active' - 'withdrawn_because') THEN
        RAISE EXCEPTION 'a rate that was entered is withdrawn, never altered'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'exchange_rate_stands';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('exchange_rate ' || NEW.currency || NEW.into_currency || NEW.kind, 0));
    IF NEW.is_active AND EXISTS (
        SELECT FROM masterdata.exchange_rate r
         WHERE r.currency = NEW.currency AND r.into_currency = NEW.into_currency AND r.kind = NEW.kind AND r.is_active AND r.id <> NEW.id
           AND r.valid_from <= NEW.valid_to AND r.valid_to >= NEW.valid_from
    ) THEN
        RAISE EXCEPTION 'two rates of one pair would hold on the same day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'exchange_rate_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_rate BEFORE INSERT OR UPDATE ON masterdata.exchange_rate
    FOR EACH ROW EXECUTE FUNCTION masterdata.keep_exchange_rate();

-- The last day up to the one given on which banks are open, and so publish rates.
CREATE FUNCTION masterdata.bank_day_until(on_day date) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT d.day::date FROM generate_series(on_day, on_day - 31, interval '-1 day') AS d (day)
     WHERE extract(isodow FROM d.day) < 6 AND to_char(d.day, 'MMDD') NOT IN ('1231', '0101', '0102', '0103')
       AND NOT EXISTS (SELECT FROM masterdata.holiday h WHERE h.day = d.day::date)
     ORDER BY d.day DESC LIMIT 1
$$;

CREATE FUNCTION masterdata.exchange_rate(of_currency text, to_currency text, on_day date, of_kind text DEFAULT 'TTM')
RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN of_currency = to_currency THEN 1 ELSE (
        SELECT r.rate FROM masterdata.exchange_rate r
         WHERE r.currency = of_currency AND r.into_currency = to_currency AND r.kind = of_kind AND r.is_active
           AND r.valid_to >= masterdata.bank_day_until(on_day) AND r.valid_from <= on_day
         ORDER BY r.valid_from DESC LIMIT 1) END
$$;
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def guard():
        await execute(PROMISES)

    manager.add_raw(guard)
    return manager
