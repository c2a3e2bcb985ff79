"""What is held is not destroyed, whoever writes; a hold is lifted once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:25:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "holds kept"

PROMISES = """
ALTER TABLE evidence.evidence_hold ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT evidence_hold_lifted_once UNIQUE (lifts),
    ADD CONSTRAINT evidence_hold_for_a_reason CHECK (btrim(reason) <> '');
SELECT kernel.guard('evidence.evidence_hold', true);

CREATE FUNCTION evidence.keep_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'DESTROYED' AND OLD.state <> 'DESTROYED' AND EXISTS (
        SELECT FROM evidence.evidence_hold h WHERE h.evidence = NEW.id AND h.lifts IS NULL
           AND NOT EXISTS (SELECT FROM evidence.evidence_hold u WHERE u.lifts = h.id)) THEN
        RAISE EXCEPTION 'EVIDENCE_HELD number=%', NEW.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_held BEFORE UPDATE ON evidence.evidence FOR EACH ROW EXECUTE FUNCTION evidence.keep_held();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="evidence", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PROMISES)

    manager.add_raw(put_up)
    return manager
