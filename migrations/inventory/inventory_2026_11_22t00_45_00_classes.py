"""Classes of products by the value that left: A for the few that make most of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "classes"

# A product belongs to the class in which its share begins, so that the first one is always an A.
CLASSES = """
CREATE FUNCTION inventory.abc_classes(since date, until date, share_a numeric, share_b numeric)
RETURNS TABLE (product uuid, issued numeric, issued_value numeric, share numeric, cumulated numeric, class text)
LANGUAGE sql STABLE AS $$
    WITH left_by AS (
        SELECT m.product,
               sum(CASE WHEN m.kind = 'RETURN' THEN -m.quantity ELSE m.quantity END) AS issued,
               greatest(sum(CASE WHEN m.kind = 'RETURN' THEN -m.value ELSE m.value END), 0) AS issued_value
        FROM inventory.stock_move m
        WHERE m.kind IN ('SHIPMENT', 'RETURN') AND m.occurred_on BETWEEN since AND until
        GROUP BY m.product
    ), shared AS (
        SELECT l.*, CASE WHEN sum(l.issued_value) OVER () > 0
                         THEN 100 * l.issued_value / sum(l.issued_value) OVER () ELSE 0 END AS share,
               coalesce(100 * sum(l.issued_value) OVER before / nullif(sum(l.issued_value) OVER (), 0), 0) AS begins
        FROM left_by l
        WINDOW before AS (ORDER BY l.issued_value DESC, l.product ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )
    SELECT s.product, s.issued, s.issued_value, round(s.share, 2), round(s.begins + s.share, 2),
           CASE WHEN s.issued_value > 0 AND s.begins < share_a THEN 'A'
                WHEN s.issued_value > 0 AND s.begins < share_b THEN 'B' ELSE 'C' END
    FROM shared s
$$;
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def put_up():
        await execute(CLASSES)

    manager.add_raw(put_up)
    return manager
