"""What ordering wants done before a month is closed."""

from erp.kernel.closing import Area, Check

# An order that is billed as a whole waits until all of it has left.
SHIPPED_NOT_BILLED = """
    SELECT count(*) FROM ordering.sales_order o
     WHERE o.company = :company AND o.state IN ('CONFIRMED', 'CLOSED')
       AND EXISTS (SELECT FROM ordering.sales_order_line l
                    WHERE l.sales_order = o.id AND l.billed < l.shipped - l.returned)
       AND (o.billing <> 'PER_ORDER' OR NOT EXISTS (
               SELECT FROM ordering.sales_order_line l WHERE l.sales_order = o.id AND l.shipped < l.quantity))
       AND EXISTS (SELECT FROM inventory.shipment s
                    WHERE s.sales_order = o.id AND s.kind = 'SHIPMENT' AND s.shipped_on <= :until)
"""

CHECKS = (Check("SHIPPED_NOT_BILLED", Area.SALES, "ordering/sales_orders", SHIPPED_NOT_BILLED),)
