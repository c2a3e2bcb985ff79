"""What has to be ordered again: available and on order against the reorder point, from one statement.

On order is what is placed and has not come, what stands in drafts, and what waits for its inspection.
What customers wait for, beyond what is held for them, is taken off.
"""

import re
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.demand import wanted

PROPOSALS = f"""
    WITH shelf AS (
        SELECT b.product, l.warehouse, sum(b.on_hand) AS on_hand, sum(b.reserved) AS reserved
        FROM inventory.stock_balance b JOIN masterdata.location l ON l.id = b.location
        WHERE b.company = :company AND b.owner IS NULL GROUP BY b.product, l.warehouse
    ), coming AS (
        SELECT l.product, o.warehouse,
               sum(greatest(l.quantity - l.received + l.rejected, 0) * l.factor
                   + (l.received - l.accepted - l.rejected) * l.factor) AS quantity
        FROM purchasing.purchase_order o JOIN purchasing.purchase_order_line l ON l.purchase_order = o.id
        WHERE o.company = :company AND o.state IN ('DRAFT', 'ORDERED') GROUP BY l.product, o.warehouse
    ), owed AS (
        SELECT w.product, w.warehouse, sum(w.quantity) AS quantity FROM ({wanted()}) w
        GROUP BY w.product, w.warehouse
    ), counted AS (
        SELECT r.product, r.warehouse, r.reorder_point, r.target_stock,
               coalesce(s.on_hand, 0) AS on_hand, coalesce(s.reserved, 0) AS reserved,
               coalesce(c.quantity, 0) AS on_order,
               coalesce(o.quantity, 0) AS backordered
        FROM purchasing.reorder_point r
        LEFT JOIN shelf s ON s.product = r.product AND s.warehouse = r.warehouse
        LEFT JOIN coming c ON c.product = r.product AND c.warehouse = r.warehouse
        LEFT JOIN owed o ON o.product = r.product AND o.warehouse = r.warehouse
        WHERE r.company = :company AND r.target_stock > 0
    ), short AS (
        SELECT *, target_stock - (on_hand - reserved + on_order - backordered) AS missing FROM counted
        WHERE on_hand - reserved + on_order - backordered < reorder_point
           OR (on_hand - reserved + on_order - backordered <= 0 AND target_stock > 0)
    ), chosen AS (
        SELECT s.*, d.supplier, d.lead_days, d.minimum_order, d.order_multiple,
               CASE WHEN d.order_multiple > 0
                    THEN ceil(greatest(s.missing, coalesce(d.minimum_order, 0)) / d.order_multiple)
                         * d.order_multiple
                    ELSE greatest(s.missing, coalesce(d.minimum_order, 0)) END AS order_quantity
        FROM short s LEFT JOIN LATERAL (
            SELECT t.* FROM purchasing.supplier_product t JOIN masterdata.party q ON q.id = t.supplier
            WHERE t.company = :company AND t.product = s.product AND q.is_active
            ORDER BY t.is_preferred DESC, t.lead_days, t.supplier LIMIT 1) d ON true
    )
    SELECT c.product AS product_id, p.number AS product_number, p.name AS product_name,
           c.warehouse AS warehouse_id, w.name AS warehouse_name, c.on_hand, c.reserved,
           c.on_order, c.backordered,
           c.reorder_point, c.target_stock, c.order_quantity, c.supplier AS supplier_id,
           q.name AS supplier_name, c.lead_days, price.unit_price,
           :today::date + coalesce(c.lead_days, 0) AS expected_on
    FROM chosen c
    JOIN masterdata.product p ON p.id = c.product AND p.is_active
    JOIN masterdata.warehouse w ON w.id = c.warehouse
    LEFT JOIN masterdata.party q ON q.id = c.supplier
    LEFT JOIN LATERAL (
        SELECT s.unit_price FROM purchasing.supplier_price s
        WHERE s.company = :company AND s.supplier = c.supplier AND s.product = c.product
          AND s.currency = coalesce(
              (SELECT t.currency FROM payables.supplier_term t
               WHERE t.company = :company AND t.supplier = c.supplier), q.currency)
          AND s.minimum_quantity <= c.order_quantity AND s.valid_from <= :today
          AND (s.valid_to IS NULL OR s.valid_to >= :today)
        ORDER BY s.minimum_quantity DESC, s.valid_from DESC LIMIT 1) price ON true
    WHERE c.order_quantity > 0
    ORDER BY q.name NULLS LAST, p.number LIMIT 1000
"""


_PLACES = {"company": "$1::uuid", "today": "$2::date"}


async def proposals(act: Act) -> list[dict[str, Any]]:
    """The same rows for an action."""
    sql = re.sub(r"(?<!:):(company|today)\b", lambda found: _PLACES[found[1]], PROPOSALS)
    return [dict(row) for row in await act.tx.rows(sql, act.company, act.today)]
