"""What the database itself promises about fixed assets: what was acquired never changes, a month is run once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:47:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
ALTER TABLE assets.asset_class ADD CONSTRAINT asset_class_code_key UNIQUE (code);
ALTER TABLE assets.fixed_asset ADD CONSTRAINT fixed_asset_number_key UNIQUE (company, number);
ALTER TABLE assets.fixed_asset ADD CONSTRAINT fixed_asset_figures
    CHECK (cost > 0 AND cost <> 'NaN' AND quantity > 0 AND life >= 0
           AND depreciated_before >= 0 AND depreciated_before < cost AND in_use_from >= acquired_on);
ALTER TABLE assets.fixed_asset ADD CONSTRAINT fixed_asset_ended
    CHECK ((state = 'IN_USE') = (ended_on IS NULL) AND (state = 'SOLD') = (proceeds IS NOT NULL));
ALTER TABLE assets.depreciation_line ADD CONSTRAINT depreciation_line_figures
    CHECK (amount > 0 AND amount <> 'NaN' AND book_value >= 0 AND book_value <> 'NaN');
ALTER TABLE assets.depreciation_line ADD CONSTRAINT depreciation_line_once UNIQUE (run, asset);
ALTER TABLE assets.depreciation_run ADD CONSTRAINT depreciation_run_month
    CHECK (month = date_trunc('month', through)::date AND (state = 'POSTED' OR reason IS NOT NULL));
CREATE UNIQUE INDEX depreciation_run_once ON assets.depreciation_run (company, month) WHERE state = 'POSTED';
CREATE INDEX fixed_asset_class ON assets.fixed_asset (company, asset_class);
CREATE INDEX fixed_asset_entry ON assets.fixed_asset (entry) WHERE entry IS NOT NULL;
CREATE INDEX depreciation_line_asset ON assets.depreciation_line (asset);
"""

FROZEN = """
CREATE FUNCTION assets.keep_acquired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(new) - '{department,location,state,ended_on,proceeds,reason}'::text[]
       IS DISTINCT FROM to_jsonb(old) - '{department,location,state,ended_on,proceeds,reason}'::text[]
       OR old.state <> 'IN_USE' THEN
        RAISE EXCEPTION 'what was acquired never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_acquired BEFORE UPDATE ON assets.fixed_asset
    FOR EACH ROW EXECUTE FUNCTION assets.keep_acquired()
"""

CHANGING = ("asset_class", "fixed_asset", "depreciation_run")
FACTS = ("depreciation_line",)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="assets", description=DESCRIPTION)

    async def guard():
        for statement in filter(None, (part.strip() for part in RULES.split(";"))):
            await execute(statement)
        await execute(FROZEN)
        await execute(TRIGGER)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE assets.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('assets.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
