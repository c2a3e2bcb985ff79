"""Stock and its worth on any day, as it was known at any time.

Read from sums of months and of the days of one month, so the answer costs the same however long the
history is. Quantities count on the day goods moved, values on the day they count in the books; what we
learnt after the asked moment is taken off again.
"""

STOCK_AS_OF = """
    WITH parts AS (
        SELECT m.product, m.warehouse, m.came - m.gone AS quantity,
               m.came_value - m.gone_value + m.revalued AS value
        FROM inventory.stock_month m
        WHERE m.company = :company AND m.month < date_trunc('month', :as_of::date)::date
        UNION ALL
        SELECT d.product, d.warehouse, d.came - d.gone, d.came_value - d.gone_value + d.revalued
        FROM inventory.stock_day d
        WHERE d.company = :company AND d.day <= :as_of::date
          AND d.day >= date_trunc('month', :as_of::date)::date
        UNION ALL
        SELECT m.product, l.warehouse,
               CASE WHEN m.occurred_on <= :as_of::date THEN -s.sign * m.quantity ELSE 0 END,
               CASE WHEN m.booked_on <= :as_of::date THEN -s.sign * m.value ELSE 0 END
        FROM inventory.stock_move m
        CROSS JOIN LATERAL (VALUES (m.to_location, 1), (m.from_location, -1)) AS s(place, sign)
        JOIN masterdata.location l ON l.id = s.place
        WHERE :known_at::timestamptz IS NOT NULL AND m.company = :company
          AND m.recorded_at > :known_at::timestamptz AND m.occurred_on <= :as_of::date AND m.owner IS NULL
    ), stock AS (
        SELECT p.product, p.warehouse, sum(p.quantity) AS quantity, sum(p.value) AS value
        FROM parts p WHERE :warehouse::uuid IS NULL OR p.warehouse = :warehouse::uuid
        GROUP BY p.product, p.warehouse HAVING sum(p.quantity) <> 0 OR sum(p.value) <> 0
    )
    SELECT s.product AS product_id, i.number AS product_number, i.name AS product_name,
           w.id AS warehouse_id, w.name AS warehouse_name,
           CASE WHEN :language::text = 'ja' THEN u.name_ja ELSE u.name_en END AS unit,
           s.quantity, s.value,
           CASE WHEN s.quantity > 0 THEN round(s.value / s.quantity, 4) ELSE 0 END AS average_cost
    FROM stock s
    JOIN masterdata.product i ON i.id = s.product
    JOIN masterdata.unit u ON u.id = i.unit
    JOIN masterdata.warehouse w ON w.id = s.warehouse
    WHERE :text::text IS NULL OR i.number ILIKE '%' || :text || '%' OR i.name ILIKE '%' || :text || '%'
    ORDER BY i.number, w.code
    LIMIT 5000
"""
