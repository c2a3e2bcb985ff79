"""The audit of an update looks at each row once: before, a row was written out anew for each of its columns."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "audit once"

# OFFSET 0 keeps the images and the differences from being computed wherever they are named.
AUDIT_UPDATE = """
CREATE OR REPLACE FUNCTION kernel.audit_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    way text := nullif(current_setting('app.via', true), '');
    who uuid := nullif(current_setting('app.actor', true), '')::uuid;
    what text := nullif(current_setting('app.verb', true), '');
    whence text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    secrets jsonb := TG_ARGV[1]::jsonb;
BEGIN
    INSERT INTO kernel.audit (actor, verb, via, login, company, table_name, row_id, kind, changes)
    SELECT who, what, coalesce(way, 'sql'), CASE WHEN way IS NULL THEN session_user END,
           (coalesce(new_image, old_image) ->> 'company')::uuid, whence, pair.id,
           CASE WHEN old_image IS NULL THEN 'I' WHEN new_image IS NULL THEN 'D' ELSE 'U' END,
           difference.changes
      FROM (
          SELECT coalesce(n.id, o.id) AS id,
                 CASE WHEN n.id IS NOT NULL THEN to_jsonb(n) END AS new_image,
                 CASE WHEN o.id IS NOT NULL THEN to_jsonb(o) END AS old_image
            FROM new_rows AS n FULL JOIN old_rows AS o ON o.id = n.id
          OFFSET 0
      ) AS pair
      CROSS JOIN LATERAL (
          SELECT CASE
              WHEN old_image IS NULL THEN new_image || secrets
              WHEN new_image IS NULL THEN old_image || secrets
              ELSE (
                  SELECT jsonb_object_agg(key, coalesce(secrets -> key, jsonb_build_array(old_image -> key, value)))
                    FROM jsonb_each(new_image)
                   WHERE value IS DISTINCT FROM old_image -> key
              )
          END AS changes
          OFFSET 0
      ) AS difference
     WHERE difference.changes IS NOT NULL;
    RETURN NULL;
END $$
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def replace() -> None:
        await execute(AUDIT_UPDATE)

    manager.add_raw(replace)
    return manager
