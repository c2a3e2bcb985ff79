"""Who did both sides of a duty is told for ever, and who did it does not put his own name under it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "duty uses guards"

GUARDS = """
ALTER TABLE access.sod_rule DROP CONSTRAINT sod_rule_mode;
ALTER TABLE access.sod_rule ADD CONSTRAINT sod_rule_mode CHECK (mode IN ('OFF', 'WARN', 'REVIEW', 'REFUSE'));
ALTER TABLE access.duty_use ALTER COLUMN id SET DEFAULT uuidv7();
ALTER TABLE access.duty_review ALTER COLUMN id SET DEFAULT uuidv7();
ALTER TABLE access.duty_review ADD CONSTRAINT duty_review_says_why CHECK (outcome = 'ACCEPTED' OR note IS NOT NULL);
CREATE INDEX duty_use_by_day ON access.duty_use (company, used_on);
SELECT kernel.guard('access.duty_use', true);
SELECT kernel.guard('access.duty_review', true);
CREATE FUNCTION access.keep_reviews_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM access.duty_use u WHERE u.id = NEW.duty_use AND u.person = NEW.reviewed_by) THEN
        RAISE EXCEPTION 'SAME_PERSON rule=review' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_reviews_apart BEFORE INSERT ON access.duty_review
    FOR EACH ROW EXECUTE FUNCTION access.keep_reviews_apart();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="access", description=DESCRIPTION)

    async def guard() -> None:
        await execute(GUARDS)

    manager.add_raw(guard)
    return manager
