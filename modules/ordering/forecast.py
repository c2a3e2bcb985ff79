"""What ordering knows of money to come: confirmed orders that are not billed yet.

An order is expected to be billed when the customer wants it, or today when that has passed, and to be paid by
his terms after that. What came back is not expected, and neither is what is billed: that is an open item.
"""

from erp.kernel.forecast import Contribution

ORDERS = """
    WITH open AS (
        SELECT o.id, o.number, o.customer, greatest(coalesce(o.requested_on, :today), :today) AS billed_on,
               o.total * sum(l.amount * greatest(l.quantity - l.returned - l.billed, 0) / l.quantity)
                   / nullif(sum(l.amount), 0) AS amount
        FROM ordering.sales_order o JOIN ordering.sales_order_line l ON l.sales_order = o.id
        WHERE o.company = :company AND o.state = 'CONFIRMED'
        GROUP BY o.id
    ), paid AS (
        SELECT o.*, p.payment_day,
               (date_trunc('month', o.billed_on) + make_interval(months => p.payment_months))::date AS month
        FROM open o JOIN masterdata.party p ON p.id = o.customer WHERE o.amount > 0
    ), due AS (
        SELECT q.*, q.month + least(q.payment_day,
                   extract(day FROM q.month + interval '1 month' - interval '1 day')::int) - 1 AS due_on
        FROM paid q
    )
    SELECT greatest(d.due_on, d.billed_on), d.due_on, trunc(d.amount), d.customer, d.id, d.number FROM due d
"""

CONTRIBUTIONS = (Contribution("ORDERS", "未請求の受注", "Orders to be billed", ORDERS),)
