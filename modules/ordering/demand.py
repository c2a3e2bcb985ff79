"""Goods that customers ordered and that are not there yet: open, and more than is held for them."""

WANTED = """
    SELECT l.product, o.warehouse,
           sum(greatest((l.quantity - l.shipped) * l.factor - coalesce(held.quantity, 0), 0)) AS quantity
    FROM ordering.sales_order o JOIN ordering.sales_order_line l ON l.sales_order = o.id
    JOIN masterdata.product p ON p.id = l.product AND p.is_stocked
    LEFT JOIN LATERAL (
        SELECT sum(r.quantity) AS quantity FROM inventory.reservation r
        WHERE r.document = o.id AND r.demand = l.id) held ON true
    WHERE o.company = :company AND o.state = 'CONFIRMED' AND l.shipped < l.quantity
    GROUP BY l.product, o.warehouse
"""
