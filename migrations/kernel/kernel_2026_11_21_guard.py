"""The audit of every change, and `kernel.guard`, which puts it and the walls between companies around a table."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T02:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the audit of every change, and kernel.guard"

AUDIT = """
-- `changes` holds the whole row for a new (I) and for a deleted one (D), and {"field": [before, after]} for a
-- changed one (U); kernel.audit_changes shows all three as pairs. A secret is only ever "changed".
CREATE TABLE kernel.audit (
    id bigint GENERATED ALWAYS AS IDENTITY,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor uuid,
    verb text,
    via text NOT NULL,
    login text,
    company uuid,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('I', 'U', 'D')),
    changes jsonb NOT NULL,
    PRIMARY KEY (tx, id)
);
CREATE INDEX audit_of_row ON kernel.audit (row_id, id);
GRANT SELECT ON kernel.audit TO erp_app;

CREATE FUNCTION kernel.audit_changes(kind text, changes jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE kind
        WHEN 'U' THEN changes
        WHEN 'I' THEN (SELECT jsonb_object_agg(key, jsonb_build_array(NULL, value)) FROM jsonb_each(changes)
                        WHERE value <> 'null')
        ELSE (SELECT jsonb_object_agg(key, jsonb_build_array(value, NULL)) FROM jsonb_each(changes)
               WHERE value <> 'null')
    END
$$;

CREATE FUNCTION kernel.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of %.% is refused: its rows are facts', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""

# One function for all tables: PostgreSQL compiles it once for each, and only the branch that is taken.
# Its arguments say whether the table has a company and which of its columns are secrets.
WRITE = """
CREATE FUNCTION kernel.audit_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    way text := nullif(current_setting('app.via', true), '');
    who uuid := nullif(current_setting('app.actor', true), '')::uuid;
    what text := nullif(current_setting('app.verb', true), '');
    whence text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    secrets jsonb := TG_ARGV[1]::jsonb;
BEGIN
    IF TG_ARGV[0] = 'scoped' THEN
        INSERT INTO kernel.audit (actor, verb, via, login, company, table_name, row_id, kind, changes)
        SELECT who, what, coalesce(way, 'sql'), CASE WHEN way IS NULL THEN session_user END,
               n.company, whence, n.id, 'I', to_jsonb(n) || secrets
          FROM new_rows AS n;
    ELSE
        INSERT INTO kernel.audit (actor, verb, via, login, company, table_name, row_id, kind, changes)
        SELECT who, what, coalesce(way, 'sql'), CASE WHEN way IS NULL THEN session_user END,
               NULL, whence, n.id, 'I', to_jsonb(n) || secrets
          FROM new_rows AS n;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION kernel.audit_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    way text := nullif(current_setting('app.via', true), '');
    who uuid := nullif(current_setting('app.actor', true), '')::uuid;
    what text := nullif(current_setting('app.verb', true), '');
BEGIN
    INSERT INTO kernel.audit (actor, verb, via, login, company, table_name, row_id, kind, changes)
    SELECT who, what, coalesce(way, 'sql'), CASE WHEN way IS NULL THEN session_user END,
           (image ->> 'company')::uuid, TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, (image ->> 'id')::uuid, 'D',
           image || TG_ARGV[1]::jsonb
      FROM (SELECT to_jsonb(o) AS image FROM old_rows AS o) AS gone;
    RETURN NULL;
END $$;

-- Rows are paired by their id; one whose id itself was changed shows as one gone and one new.
CREATE FUNCTION kernel.audit_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
      ) AS difference
     WHERE difference.changes IS NOT NULL;
    RETURN NULL;
END $$;
"""

GUARD = """
-- Put around every table of a module: the audit of each statement by whoever, the wall between companies where the
-- table has one, figures that are numbers, and the rights of the application. Can be called again after a change.
CREATE FUNCTION kernel.guard(
    guarded regclass, insert_only boolean DEFAULT false, audited boolean DEFAULT true, scoped boolean DEFAULT true
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    space text;
    label text;
    company_given boolean;
    walled boolean;
    secrets text;
    figures text;
    policy text := 'company = (SELECT current_setting(''app.company'')::uuid)';
BEGIN
    SELECT nspname, relname INTO space, label
      FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE pg_class.oid = guarded;
    PERFORM FROM pg_attribute WHERE attrelid = guarded AND attname = 'id' AND atttypid = 'uuid'::regtype;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% has no id of type uuid, its history could not be told', guarded;
    END IF;
    SELECT attnotnull INTO company_given
      FROM pg_attribute WHERE attrelid = guarded AND attname = 'company' AND NOT attisdropped;
    walled := FOUND AND scoped;
    SELECT coalesce(jsonb_object_agg(attname, 'changed'), '{}')::text INTO secrets
      FROM pg_attribute
     WHERE attrelid = guarded AND attnum > 0 AND NOT attisdropped
       AND attname ~ '(password|token|secret|hash|sealed)' AND atttypid <> 'uuid'::regtype
       AND attname !~ '_(at|on|id)$';
    SELECT string_agg(format('%I <> ''NaN''', attname), ' AND ') INTO figures
      FROM pg_attribute
     WHERE attrelid = guarded AND attnum > 0 AND NOT attisdropped AND atttypid = 'numeric'::regtype;

    EXECUTE format('GRANT USAGE ON SCHEMA %I TO erp_app', space);
    EXECUTE format('REVOKE ALL ON %s FROM erp_app', guarded);
    EXECUTE format('GRANT SELECT, INSERT%s ON %s TO erp_app',
                   CASE WHEN insert_only THEN '' ELSE ', UPDATE, DELETE' END, guarded);

    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', guarded, label || '_are_numbers');
    IF figures IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I CHECK (%s)', guarded, label || '_are_numbers', figures);
    END IF;

    EXECUTE format('DROP POLICY IF EXISTS own_company ON %s', guarded);
    IF walled THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY own_company ON %s USING (%s%s)', guarded,
                       CASE WHEN company_given THEN '' ELSE 'company IS NULL OR ' END, policy);
    END IF;

    EXECUTE format('DROP TRIGGER IF EXISTS audit_insert ON %s', guarded);
    EXECUTE format('DROP TRIGGER IF EXISTS audit_update ON %s', guarded);
    EXECUTE format('DROP TRIGGER IF EXISTS audit_delete ON %s', guarded);
    IF audited THEN
        EXECUTE format(
            'CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
             FOR EACH STATEMENT EXECUTE FUNCTION kernel.audit_insert(%L, %L)',
            guarded, CASE WHEN company_given IS NULL THEN 'shared' ELSE 'scoped' END, secrets);
        EXECUTE format(
            'CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
             FOR EACH STATEMENT EXECUTE FUNCTION kernel.audit_update(%L, %L)', guarded, '', secrets);
        EXECUTE format(
            'CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
             FOR EACH STATEMENT EXECUTE FUNCTION kernel.audit_delete(%L, %L)', guarded, '', secrets);
    END IF;

    EXECUTE format('DROP TRIGGER IF EXISTS refuse_truncate ON %s', guarded);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s
                    FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse()', guarded);
    EXECUTE format('DROP TRIGGER IF EXISTS refuse_change ON %s', guarded);
    IF insert_only THEN
        EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %s
                        FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse()', guarded);
    END IF;
END $$;
REVOKE ALL ON FUNCTION kernel.guard(regclass, boolean, boolean, boolean) FROM PUBLIC;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def put_up() -> None:
        for sql in (AUDIT, WRITE, GUARD):
            await execute(sql)

    manager.add_raw(put_up)
    return manager
