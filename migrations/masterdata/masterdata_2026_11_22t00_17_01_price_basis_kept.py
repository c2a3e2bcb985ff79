"""A listed price comes with its basis: without tax, or with the tax inside."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:17:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "price basis kept"

LISTED = """
CREATE FUNCTION masterdata.listed_price(
    product uuid, customer uuid, quantity numeric, currency text, on_day date,
    OUT unit_price numeric, OUT includes_tax boolean)
RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT found.unit_price, found.includes_tax FROM (
        (SELECT 1 AS place, e.unit_price, l.prices_include_tax AS includes_tax
           FROM masterdata.price e JOIN masterdata.price_list l ON l.id = e.price_list
          WHERE e.product = $1 AND e.minimum_quantity <= $3 AND e.valid_from <= $5
            AND (e.valid_to IS NULL OR e.valid_to >= $5) AND l.currency = $4 AND l.is_active
            AND (l.customer IS NULL OR l.customer IN (
                    SELECT other.id FROM masterdata.party me JOIN masterdata.party other
                      ON coalesce(other.merged_into, other.id) = coalesce(me.merged_into, me.id)
                     WHERE me.id = $2))
          ORDER BY l.customer IS NULL, l.company IS NULL, e.minimum_quantity DESC, l.code
          LIMIT 1)
        UNION ALL
        SELECT 2, p.standard_price, p.standard_price_includes_tax
          FROM masterdata.product p
         WHERE p.id = $1 AND p.standard_currency = $4 AND p.standard_price IS NOT NULL) found
     ORDER BY found.place LIMIT 1
$$;
CREATE OR REPLACE FUNCTION masterdata.price_of(
    product uuid, customer uuid, quantity numeric, currency text, on_day date)
RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT unit_price FROM masterdata.listed_price($1, $2, $3, $4, $5)
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(LISTED)

    manager.add_raw(put_up)
    return manager
