"""What purchasing knows of money to go: what is ordered, or accepted, and not billed yet.

An order is paid on the day its paper says, or today when that has passed. Of a closed order only what was
accepted is still to be billed; what is billed is payables' open item.
"""

from erp.kernel.forecast import Contribution

ORDERS = """
    WITH open AS (
        SELECT o.id, o.number, o.supplier, greatest(coalesce(o.payment_on, :today), :today) AS expected_on,
               greatest(coalesce(o.payment_on, :today), :today) AS due_on,
               o.worth * sum(l.amount * greatest(
                   CASE WHEN o.state = 'ORDERED' THEN greatest(l.quantity, l.accepted) ELSE l.accepted END
                   - l.returned - l.billed, 0) / l.quantity) / nullif(sum(l.amount), 0) AS amount
        FROM purchasing.purchase_order o JOIN purchasing.purchase_order_line l ON l.purchase_order = o.id
        WHERE o.company = :company AND o.state IN ('ORDERED', 'CLOSED')
        GROUP BY o.id
    )
    SELECT expected_on, due_on, -trunc(amount), supplier, id, number FROM open
    WHERE amount >= 1 AND expected_on <= :until
"""

CONTRIBUTIONS = (Contribution("PURCHASES", "未請求の発注", "Orders to suppliers, to be billed", ORDERS),)
