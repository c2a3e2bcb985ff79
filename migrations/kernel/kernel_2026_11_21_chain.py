"""The chain over the audit: batches of rows sealed one upon the other, so that a touched row shows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T03:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "the chain over the audit"

CHAIN = """
-- One link seals every audit row whose transaction lies in [from_tx, to_tx) and whose id is above `above_id`.
-- The upper end is a transaction id below which nothing can appear any more, so a link never has to be opened again.
-- Each row's own hash is kept, so that not only the batch but the row that was touched can be named.
CREATE TABLE kernel.audit_chain (
    sequence bigint PRIMARY KEY,
    from_tx xid8 NOT NULL,
    to_tx xid8 NOT NULL,
    above_id bigint NOT NULL,
    ids bigint[] NOT NULL,
    hashes bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT ON kernel.audit_chain TO erp_app;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel.audit
    FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON kernel.audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse();

CREATE FUNCTION kernel.audit_hash(a kernel.audit) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT substr(sha256(convert_to(jsonb_build_array(
        a.id, a.tx::text, extract(epoch FROM a.at), a.actor, a.verb, a.via, a.login, a.company, a.table_name,
        a.row_id, a.kind, a.changes)::text, 'UTF8')), 1, 16)
$$;

CREATE FUNCTION kernel.chain_hash(link kernel.audit_chain) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(link.previous || convert_to(format('%s/%s/%s/%s/%s', link.sequence, link.from_tx, link.to_tx,
        link.above_id, array_to_string(link.ids, ',')), 'UTF8') || link.hashes)
$$;
"""

SEAL = """
-- Seal what is final; answers how many rows were sealed. One at a time, however many workers ask.
CREATE FUNCTION kernel.seal_audit(at_most integer DEFAULT 20000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head kernel.audit_chain;
    next_link kernel.audit_chain;
    horizon xid8;
    newest xid8;
    too_far xid8;
BEGIN
    PERFORM pg_advisory_xact_lock(4995636223);
    SELECT * INTO head FROM kernel.audit_chain ORDER BY sequence DESC LIMIT 1;
    SELECT pg_snapshot_xmin(now_seen), pg_snapshot_xmax(now_seen) INTO horizon, newest
      FROM pg_current_snapshot() AS now_seen;
    next_link.sequence := coalesce(head.sequence, 0) + 1;
    next_link.from_tx := coalesce(head.to_tx, '0'::xid8);
    next_link.above_id := coalesce(head.above_id, 0);
    next_link.previous := coalesce(head.hash, ''::bytea);
    IF next_link.from_tx > newest THEN
        -- Restored from a dump into a younger server, whose transactions count from the beginning again.
        -- Everything that came with the dump is final; then the count starts anew above its last row.
        SELECT coalesce(max(id), next_link.above_id) INTO next_link.above_id
          FROM kernel.audit WHERE tx > newest;
        PERFORM FROM kernel.audit WHERE tx >= next_link.from_tx;
        IF FOUND THEN
            next_link.above_id := head.above_id;
            horizon := '18446744073709551615'::xid8;
        ELSE
            SELECT greatest(next_link.above_id, max(last_id)) INTO next_link.above_id
              FROM (SELECT (SELECT max(each) FROM unnest(ids) AS each) AS last_id FROM kernel.audit_chain) AS sealed;
            next_link.from_tx := '0'::xid8;
        END IF;
    END IF;
    SELECT tx INTO too_far FROM kernel.audit
     WHERE tx >= next_link.from_tx AND tx < horizon AND id > next_link.above_id
     ORDER BY tx, id OFFSET at_most LIMIT 1;
    next_link.to_tx := coalesce(too_far, horizon);
    IF too_far IS NOT NULL AND NOT EXISTS (
        SELECT FROM kernel.audit
         WHERE tx >= next_link.from_tx AND tx < too_far AND id > next_link.above_id
    ) THEN
        -- One transaction alone is more than a batch: it is sealed as a whole.
        next_link.to_tx := ((too_far::text::numeric) + 1)::text::xid8;
    END IF;
    SELECT array_agg(a.id ORDER BY a.tx, a.id), string_agg(kernel.audit_hash(a), ''::bytea ORDER BY a.tx, a.id)
      INTO next_link.ids, next_link.hashes
      FROM kernel.audit AS a
     WHERE a.tx >= next_link.from_tx AND a.tx < next_link.to_tx AND a.id > next_link.above_id;
    IF next_link.ids IS NULL THEN
        RETURN 0;
    END IF;
    next_link.hash := kernel.chain_hash(next_link);
    next_link.sealed_at := clock_timestamp();
    INSERT INTO kernel.audit_chain SELECT next_link.*;
    RETURN cardinality(next_link.ids);
END $$;
REVOKE ALL ON FUNCTION kernel.seal_audit(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.seal_audit(integer) TO erp_app;
"""

CHECK = """
-- What is wrong with one link: nothing (no row), or the first thing that was touched.
CREATE FUNCTION kernel.check_link(
    wanted bigint, OUT problem text, OUT audit_id bigint
) RETURNS SETOF record LANGUAGE plpgsql STABLE AS $$
DECLARE
    link kernel.audit_chain;
    before kernel.audit_chain;
    ceiling bigint;
BEGIN
    SELECT * INTO link FROM kernel.audit_chain WHERE sequence = wanted;
    IF NOT FOUND THEN
        problem := 'LINK_REMOVED';
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT * INTO before FROM kernel.audit_chain WHERE sequence = wanted - 1;
    IF link.hash <> kernel.chain_hash(link) OR link.previous <> coalesce(before.hash, ''::bytea) THEN
        problem := 'LINK_CHANGED';
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT min(above_id) INTO ceiling FROM kernel.audit_chain WHERE above_id > link.above_id;
    RETURN QUERY
        SELECT CASE WHEN kept.id IS NULL THEN 'ROW_REMOVED' WHEN sealed.id IS NULL THEN 'ROW_ADDED'
                    ELSE 'ROW_CHANGED' END,
               coalesce(kept.id, sealed.id)
          FROM (
              SELECT id, substr(link.hashes, (place::integer - 1) * 16 + 1, 16) AS hash
                FROM unnest(link.ids) WITH ORDINALITY AS each (id, place)
          ) AS sealed
          FULL JOIN (
              SELECT a.id, kernel.audit_hash(a) AS hash
                FROM kernel.audit AS a
               WHERE a.tx >= link.from_tx AND a.tx < link.to_tx AND a.id > link.above_id
                 AND (ceiling IS NULL OR a.id <= ceiling)
          ) AS kept ON kept.id = sealed.id
         WHERE kept.hash IS DISTINCT FROM sealed.hash
         ORDER BY 2 LIMIT 1;
END $$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def lay() -> None:
        for sql in (CHAIN, SEAL, CHECK):
            await execute(sql)

    manager.add_raw(lay)
    return manager
