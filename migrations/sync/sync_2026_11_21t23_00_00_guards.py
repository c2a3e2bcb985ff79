"""What the database itself promises about imports: one of their records is one of ours, and the other way."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = """
ALTER TABLE sync.external_ref ADD CONSTRAINT external_ref_theirs UNIQUE (company, connection, kind, external_id);
CREATE UNIQUE INDEX external_ref_ours ON sync.external_ref (company, connection, kind, record) WHERE made;
CREATE INDEX external_ref_run ON sync.external_ref (run, position);
CREATE INDEX external_ref_record ON sync.external_ref (record);
ALTER TABLE sync.import_document ADD CONSTRAINT import_document_once UNIQUE (run, document);
CREATE INDEX import_document_document ON sync.import_document (document);
CREATE INDEX import_run_list ON sync.import_run (company, started_at DESC);
ALTER TABLE sync.import_run ADD CONSTRAINT import_run_undone
    CHECK ((state = 'UNDONE') = (undone_at IS NOT NULL) AND (undone_at IS NULL) = (undone_by IS NULL)
           AND (undone_at IS NULL) = (undo_reason IS NULL))
"""

TABLES = {"import_run": "false", "external_ref": "false", "import_document": "true"}


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="sync", description=DESCRIPTION)

    async def guard():
        for statement in RULES.split(";"):
            await execute(statement)
        for table, insert_only in TABLES.items():
            await execute(f"ALTER TABLE sync.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('sync.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
