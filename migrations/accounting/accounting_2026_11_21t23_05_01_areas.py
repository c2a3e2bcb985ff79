"""What the database itself promises about locked areas: no writer, no console and no import walks around them.

Whoever writes a document shares the advisory lock of its area, whoever moves the lock has it alone: he waits for
those who are in it, and newcomers wait behind him. The trigger stays on whatever table a part hands over to it.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:05:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "areas"

LOCKS = """
ALTER TABLE accounting.area_lock ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT area_lock_key UNIQUE (company, area);
ALTER TABLE accounting.closing_task ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT closing_task_key UNIQUE (company, "check");
SELECT kernel.guard('accounting.area_lock', false);
SELECT kernel.guard('accounting.closing_task', false);

CREATE FUNCTION accounting.area_key(of_company uuid, of_area text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hashtextextended('area ' || of_company || ' ' || of_area, 0)
$$;

CREATE FUNCTION accounting.hold_area(of_company uuid, of_area text) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(accounting.area_key(of_company, of_area))
$$;

CREATE FUNCTION accounting.require_unlocked(of_company uuid, of_area text, on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    through date;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(accounting.area_key(of_company, of_area));
    SELECT a.locked_through INTO through FROM accounting.area_lock a
     WHERE a.company = of_company AND a.area = of_area AND a.locked_through >= on_day;
    IF through IS NOT NULL THEN
        RAISE EXCEPTION 'AREA_LOCKED' USING ERRCODE = 'ER001',
            DETAIL = json_build_object('area', of_area, 'on', on_day, 'through', through)::text;
    END IF;
END $$;

-- For a table with a company: its rows of a locked day are neither added nor changed nor taken away.
CREATE FUNCTION accounting.keep_area_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM accounting.require_unlocked(OLD.company, TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::date);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM accounting.require_unlocked(NEW.company, TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::date);
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION accounting.keep_area(of_table regclass, of_area text, day_column text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER keep_area BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW '
        'EXECUTE FUNCTION accounting.keep_area_of_row(%L, %L)', of_table, of_area, day_column);
END $$;

SELECT accounting.keep_area('accounting.invoice', 'SALES', 'issued_on');
SELECT accounting.keep_area('accounting.receipt', 'CASH', 'received_on');
SELECT accounting.keep_area('accounting.matching', 'CASH', 'matched_on');
SELECT accounting.keep_area('accounting.journal_entry', 'LEDGER', 'effective_on');
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await execute(LOCKS)

    manager.add_raw(guard)
    return manager
