"""What the database itself promises about the law's figures: two of one kind never hold on one day."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:05:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "statutory values"

STATUTORY = """
ALTER TABLE masterdata.statutory_value ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT statutory_value_fits CHECK (value >= 0 AND value <> 'NaN' AND valid_to >= valid_from AND kind <> '');
CREATE INDEX statutory_value_kind ON masterdata.statutory_value (kind, valid_from);
SELECT kernel.guard('masterdata.statutory_value');

CREATE FUNCTION masterdata.refuse_overlapping_statute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('statutory_value ' || NEW.kind, 0));
    IF NEW.is_active AND EXISTS (
        SELECT FROM masterdata.statutory_value v
         WHERE v.kind = NEW.kind AND v.is_active AND v.id <> NEW.id
           AND daterange(v.valid_from, v.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
    ) THEN
        RAISE EXCEPTION 'two figures of one kind would hold on the same day'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'statutory_value_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_overlap BEFORE INSERT OR UPDATE ON masterdata.statutory_value
    FOR EACH ROW EXECUTE FUNCTION masterdata.refuse_overlapping_statute();

CREATE FUNCTION masterdata.statutory_value(of_kind text, on_day date) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT v.value FROM masterdata.statutory_value v
     WHERE v.kind = of_kind AND v.is_active AND v.valid_from <= on_day AND (v.valid_to IS NULL OR v.valid_to >= on_day)
$$;
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def guard():
        await execute(STATUTORY)

    manager.add_raw(guard)
    return manager
