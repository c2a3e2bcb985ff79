"""What a code stands for: a product by its JAN code or number, a lot, a place; and what lies there of it.

$1 company, $2 the text, $3 the article and $4 the lot of a supplier's label.
"""

FOUND = """
    WITH article AS (
        SELECT p.id FROM masterdata.product p
        WHERE ($2 <> '' AND (p.jan_code = $2 OR upper(p.number) = upper($2)))
           OR ($3 <> '' AND ltrim(p.jan_code, '0') = $3)
    ), lots AS (
        SELECT l.id, l.product, l.code, l.expires_on FROM inventory.lot l
        JOIN masterdata.product p ON p.id = l.product
        WHERE l.company = $1
          AND (($2 <> '' AND (l.code = $2 OR upper(p.number || '/' || l.code) = upper($2)))
               OR ($4 <> '' AND l.code = $4 AND l.product IN (SELECT id FROM article)))
    ), places AS (
        SELECT l.id, l.code, l.name, w.name AS house FROM masterdata.location l
        JOIN masterdata.warehouse w ON w.id = l.warehouse
        WHERE l.company = $1 AND $2 <> '' AND NOT w.is_transit
          AND (upper(w.code || '/' || l.code) = upper($2) OR upper(l.code) = upper($2))
    ), hits AS (
        SELECT 'LOT' AS kind, id, product, code AS lot, expires_on, NULL::uuid AS location FROM lots
        UNION ALL
        SELECT 'PRODUCT', id, id, NULL, NULL, NULL FROM article
        WHERE NOT EXISTS (SELECT FROM lots WHERE $4 <> '')
        UNION ALL
        SELECT 'LOCATION', id, NULL, NULL, NULL, id FROM places
    ), stock AS (
        SELECT b.* FROM inventory.stock_balance b JOIN hits h
            ON (h.kind = 'LOCATION' AND b.location = h.location)
            OR (h.kind = 'PRODUCT' AND b.product = h.product)
            OR (h.kind = 'LOT' AND b.product = h.product AND b.lot = h.lot)
        WHERE b.company = $1 AND b.on_hand > 0
    )
"""

HITS = (
    FOUND
    + """
    SELECT h.id, h.kind, h.product AS product_id, p.number AS product_number, p.name AS product_name,
           p.tracking, h.lot, h.expires_on, h.location AS location_id, l.code AS location_code,
           l.name AS location_name, l.house AS warehouse_name,
           coalesce(s.on_hand, 0) AS on_hand, coalesce(s.available, 0) AS available
    FROM hits h
    LEFT JOIN masterdata.product p ON p.id = h.product
    LEFT JOIN places l ON l.id = h.location
    LEFT JOIN LATERAL (SELECT sum(b.on_hand) AS on_hand, sum(b.on_hand - b.reserved) AS available FROM stock b
                       WHERE (h.location IS NOT NULL AND b.location = h.location)
                          OR (b.product = h.product AND (h.lot IS NULL OR b.lot = h.lot))) s ON true
    ORDER BY h.kind, p.number, h.lot, l.code LIMIT 20
"""
)

STOCK = (
    FOUND
    + """
    SELECT DISTINCT b.product AS product_id, p.number AS product_number, p.name AS product_name, b.lot,
           t.expires_on, l.code AS location_code, l.name AS location_name, w.name AS warehouse_name,
           o.name AS owner_name, b.on_hand, b.on_hand - b.reserved AS available
    FROM stock b
    JOIN masterdata.product p ON p.id = b.product
    JOIN masterdata.location l ON l.id = b.location
    JOIN masterdata.warehouse w ON w.id = l.warehouse
    LEFT JOIN masterdata.party o ON o.id = b.owner
    LEFT JOIN inventory.lot t ON t.company = b.company AND t.product = b.product AND t.code = b.lot
    ORDER BY w.name, l.code, p.number, b.lot LIMIT 200
"""
)

PICKS = (
    FOUND
    + """
    SELECT DISTINCT r.id, d.number AS document_number, p.name AS product_name, r.lot, l.code AS location_code,
           r.quantity
    FROM inventory.reservation r
    JOIN hits h ON r.product = h.product AND (h.lot IS NULL OR r.lot = h.lot)
    JOIN kernel.document d ON d.id = r.document
    JOIN masterdata.product p ON p.id = r.product
    JOIN masterdata.location l ON l.id = r.location
    WHERE r.company = $1 AND r.quantity > 0
    ORDER BY d.number, l.code, r.lot LIMIT 100
"""
)
