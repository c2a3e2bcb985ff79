"""What lay in each place, lot by lot, on any day, as it was known at any time.

Read back from what lies there now: what moved after the day, or was learnt after the moment, is taken off
again. So a day near today costs little, and no second set of sums has to be kept.
"""

STOCK_BY_PLACE = """
    WITH parts AS (
        SELECT b.product, b.location, b.lot, b.owner, b.on_hand AS quantity
        FROM inventory.stock_balance b WHERE b.company = :company
        UNION ALL
        SELECT m.product, s.place, m.lot, m.owner, -s.sign * m.quantity
        FROM inventory.stock_move m
        CROSS JOIN LATERAL (VALUES (m.to_location, 1), (m.from_location, -1)) AS s(place, sign)
        WHERE m.company = :company AND s.place IS NOT NULL AND m.quantity > 0
          AND (m.occurred_on > :as_of::date
               OR (:known_at::timestamptz IS NOT NULL AND m.recorded_at > :known_at::timestamptz))
    ), stock AS (
        SELECT product, location, lot, owner, sum(quantity) AS quantity FROM parts
        GROUP BY product, location, lot, owner HAVING sum(quantity) <> 0
    )
    SELECT s.product AS product_id, i.number AS product_number, i.name AS product_name,
           w.name AS warehouse_name, l.id AS location_id, l.code AS location_code, l.name AS location_name,
           s.lot, t.expires_on, o.name AS owner_name, s.quantity,
           CASE WHEN :language::text = 'ja' THEN u.name_ja ELSE u.name_en END AS unit
    FROM stock s
    JOIN masterdata.product i ON i.id = s.product
    JOIN masterdata.unit u ON u.id = i.unit
    JOIN masterdata.location l ON l.id = s.location
    JOIN masterdata.warehouse w ON w.id = l.warehouse
    LEFT JOIN masterdata.party o ON o.id = s.owner
    LEFT JOIN inventory.lot t ON t.company = :company AND t.product = s.product AND t.code = s.lot
    WHERE (:warehouse::uuid IS NULL OR w.id = :warehouse::uuid)
      AND (:location::uuid IS NULL OR l.id = :location::uuid)
      AND (:lot::text IS NULL OR s.lot = :lot)
      AND (:text::text IS NULL OR i.number ILIKE '%' || :text || '%' OR i.name ILIKE '%' || :text || '%')
    ORDER BY w.code, l.code, i.number, s.lot, o.name
    LIMIT 5000
"""
