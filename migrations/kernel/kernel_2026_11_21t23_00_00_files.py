"""Files: facts behind the company's wall; and contents that wait for a store that is far away."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files are facts"

FILES = """
ALTER TABLE kernel.stored_file ALTER COLUMN id SET DEFAULT uuidv7();
SELECT kernel.guard('kernel.stored_file', true);
ALTER TABLE kernel.stored_file
    ADD CONSTRAINT stored_file_sound CHECK (sha256 ~ '^[0-9a-f]{64}$' AND size >= 0 AND name <> '');
CREATE INDEX stored_file_uploads ON kernel.stored_file (stored_by, sha256) WHERE permission IS NULL;

-- Written with the row of its file and handed on to the store after COMMIT, for a store that needs the network.
CREATE TABLE kernel.waiting_content (
    sha256 text PRIMARY KEY,
    content bytea NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON kernel.waiting_content TO erp_app;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def guard() -> None:
        await execute(FILES)

    manager.add_raw(guard)
    return manager
