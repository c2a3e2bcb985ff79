"""What was wished stays as it was wished, one at a time; no writer gives a customer another limit past the matrix."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "credit limits kept"

KEPT = """
ALTER TABLE approval.credit_limit_change ALTER COLUMN id SET DEFAULT uuidv7();
SELECT kernel.guard('approval.credit_limit_change', false);
REVOKE DELETE ON approval.credit_limit_change FROM erp_app;
CREATE UNIQUE INDEX credit_limit_change_waiting ON approval.credit_limit_change (company, party) WHERE state = 'WAITING';
CREATE FUNCTION approval.keep_wish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'WAITING'
       OR (to_jsonb(NEW) - 'state' - 'decided_at') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'decided_at')
    THEN
        RAISE EXCEPTION 'CHANGE_IS_DECIDED party=%', OLD.party USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_wish BEFORE UPDATE ON approval.credit_limit_change
    FOR EACH ROW EXECUTE FUNCTION approval.keep_wish();
SELECT approval.keep_approved('approval.credit_limit_change', 'credit_limit_change', 'state', 'MADE');

-- Parties are shared by all companies: the matrix that counts is that of the company in which somebody writes,
-- and for who writes in none, that of any.
CREATE FUNCTION approval.refuse_unapproved_limit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    here uuid := nullif(current_setting('app.company', true), '')::uuid;
BEGIN
    IF (NEW.credit_limit IS NOT DISTINCT FROM OLD.credit_limit
        AND (NEW.currency = OLD.currency OR NEW.credit_limit IS NULL))
       OR NOT EXISTS (SELECT FROM approval.authority_rule r
                      WHERE r.kind = 'credit_limit_change' AND r.company = coalesce(here, r.company))
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM approval.credit_limit_change w JOIN approval.passage p ON p.document = w.id
        WHERE w.party = NEW.id AND w.state = 'MADE' AND w.limit_after IS NOT DISTINCT FROM NEW.credit_limit
          AND w.currency_after = NEW.currency AND p.passed_at = now())
    THEN
        RAISE EXCEPTION 'APPROVAL_NEEDED kind=credit_limit_change document=%', NEW.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER keep_approved_limit AFTER UPDATE OF credit_limit, currency ON masterdata.party
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION approval.refuse_unapproved_limit();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="approval", description=DESCRIPTION)

    async def keep() -> None:
        await execute(KEPT)

    manager.add_raw(keep)
    return manager
