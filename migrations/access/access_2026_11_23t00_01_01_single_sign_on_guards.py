"""One living link per person and provider, one person per subject; a service account never comes in through a page."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:01:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "single sign-on guards"

GUARDS = """
ALTER TABLE access.identity_provider ALTER COLUMN id SET DEFAULT uuidv7();
ALTER TABLE access.sign_in_link ALTER COLUMN id SET DEFAULT uuidv7();
ALTER TABLE access.identity_provider ADD CONSTRAINT identity_provider_link_by
    CHECK (link_by IN ('PERSON_KEY', 'LOGIN', 'EMAIL'));
ALTER TABLE access.identity_provider ADD CONSTRAINT identity_provider_password_rule
    CHECK (password_rule IN ('ALLOWED', 'REFUSED_WHEN_LINKED', 'REFUSED'));
ALTER TABLE access.app_user ADD CONSTRAINT app_user_person_key_said CHECK (person_key <> '');
ALTER TABLE access.app_user ADD CONSTRAINT app_user_break_glass_is_a_person
    CHECK (NOT (is_break_glass AND is_service));
CREATE UNIQUE INDEX app_user_person_key ON access.app_user (person_key) WHERE person_key IS NOT NULL;
CREATE UNIQUE INDEX sign_in_link_subject_once ON access.sign_in_link (provider, subject) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX sign_in_link_holder_once ON access.sign_in_link (provider, holder) WHERE ended_at IS NULL;
SELECT kernel.guard('access.identity_provider', audited => true);
SELECT kernel.guard('access.sign_in_link', audited => true);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="access", description=DESCRIPTION)

    async def guard() -> None:
        await execute(GUARDS)

    manager.add_raw(guard)
    return manager
