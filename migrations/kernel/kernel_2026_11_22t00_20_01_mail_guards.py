"""A mail is asked for once under its origin, and what was sent says so for ever."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "mail guards"

GUARDS = """
ALTER TABLE kernel.mail ALTER COLUMN id SET DEFAULT uuidv7();
ALTER TABLE kernel.mail
    ADD CONSTRAINT mail_once UNIQUE (company, origin),
    ADD CONSTRAINT mail_state CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'FAILED')),
    ADD CONSTRAINT mail_sent CHECK ((state = 'SENT') = (sent_at IS NOT NULL));
CREATE INDEX mail_waiting ON kernel.mail (company, next_at) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX mail_listed ON kernel.mail (company, written_at);
-- Its progress changes with every try and tells itself; the audit would only repeat it.
SELECT kernel.guard('kernel.mail', audited => false);
REVOKE DELETE ON kernel.mail FROM erp_app;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def guard() -> None:
        await execute(GUARDS)

    manager.add_raw(guard)
    return manager
