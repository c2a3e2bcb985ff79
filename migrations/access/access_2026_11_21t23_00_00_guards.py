"""What the database itself keeps of people and rights: one grant once, stamps that tell of every change of a right."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

KEYS = """
ALTER TABLE access.role_grant ADD CONSTRAINT role_grant_once UNIQUE NULLS NOT DISTINCT (holder, role, in_company);
ALTER TABLE access.sod_rule ADD CONSTRAINT sod_rule_two_sides CHECK (permission_a <> permission_b);
ALTER TABLE access.sod_rule ADD CONSTRAINT sod_rule_mode CHECK (mode IN ('OFF', 'WARN', 'REFUSE'));
ALTER TABLE access.app_user ADD CONSTRAINT app_user_login_spelling CHECK (login = lower(login) AND login <> '');
ALTER TABLE access.app_user ADD CONSTRAINT app_user_service_without_password
    CHECK (NOT (is_service AND password_hash IS NOT NULL));
ALTER TABLE access.api_token ADD CONSTRAINT api_token_expires CHECK (expires_at > created_at);
"""

# Tries at a password: the newest of the last minutes for each account and each address.
TRIES = """
CREATE TABLE access.sign_in_try (key text PRIMARY KEY, tries timestamptz[] NOT NULL);
"""

# One row; a new value with every change of a right, in the transaction of the change. Whoever remembers rights
# remembers the stamp they were read with. A UUID and no counter: no two histories ever show the same one.
STAMP = """
CREATE TABLE access.rights_stamp (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), stamp uuid NOT NULL);
INSERT INTO access.rights_stamp (stamp) VALUES (gen_random_uuid());
CREATE FUNCTION access.rights_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
    UPDATE access.rights_stamp SET stamp = gen_random_uuid();
    RETURN NULL;
END $$;
"""
STAMPED = ("role", "role_permission", "role_grant")

AUDITED = ("app_user", "role", "role_permission", "role_grant", "api_token", "sod_rule")
# Sessions tell by themselves who came and went; what changes every minute would only bury the audit.
NOT_AUDITED = ("session", "token_use")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="access", description=DESCRIPTION)

    async def run():
        await execute(KEYS)
        await execute(TRIES)
        await execute(STAMP)
        for table in STAMPED:
            await execute(
                f"CREATE TRIGGER rights_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON access.{table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION access.rights_changed()"
            )
        for table in AUDITED + NOT_AUDITED:
            await execute(f"ALTER TABLE access.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            audited = "true" if table in AUDITED else "false"
            await execute(f"SELECT kernel.guard('access.{table}', audited => {audited})")
        await execute("GRANT SELECT, INSERT, UPDATE, DELETE ON access.sign_in_try TO erp_app")
        await execute("GRANT SELECT ON access.rights_stamp TO erp_app")

    manager.add_raw(run)
    return manager
