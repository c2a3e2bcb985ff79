"""What went of an asset is a fact, and never all of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:26:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "reductions kept"

PROMISES = """
ALTER TABLE assets.asset_reduction ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT asset_reduction_figures CHECK (cost >= 0 AND before >= 0 AND taken >= 0
        AND cost <> 'NaN' AND cost >= before + taken AND btrim(reason) <> '');
CREATE INDEX asset_reduction_asset ON assets.asset_reduction (asset);
SELECT kernel.guard('assets.asset_reduction', true);

CREATE FUNCTION assets.keep_some() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT f.cost - coalesce(sum(g.cost), 0) FROM assets.fixed_asset f
        LEFT JOIN assets.asset_reduction g ON g.asset = f.id WHERE f.id = NEW.asset GROUP BY f.cost) <= NEW.cost THEN
        RAISE EXCEPTION 'something of an asset is left' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_some BEFORE INSERT ON assets.asset_reduction FOR EACH ROW EXECUTE FUNCTION assets.keep_some();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="assets", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PROMISES)

    manager.add_raw(put_up)
    return manager
