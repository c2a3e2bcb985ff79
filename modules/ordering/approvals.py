"""What of ordering may need a yes before it is done: an order of a customer, with its discount and his
credit.

The risks a rule may name: DISCOUNT where a line is cheaper than its price, OVER_CREDIT where the
customer would owe more
than his limit.
"""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="sales_order",
        page="ordering/sales_order",
        facts="""
            SELECT o.total AS amount, o.currency, o.department, NULL::uuid AS account, o.customer AS party,
                   o.salesperson AS requester,
                   array_remove(ARRAY[
                       CASE WHEN EXISTS (SELECT FROM ordering.sales_order_line l
                                         WHERE l.sales_order = o.id AND l.discount > 0) THEN 'DISCOUNT' END,
                       CASE WHEN o.total > p.credit_limit THEN 'OVER_CREDIT' END], NULL) AS risks,
                   o.number || ' ' || p.name AS title,
                   md5(concat_ws('/', o.customer, o.total, (
                       SELECT string_agg(concat_ws('/', l.line_no, l.product, l.quantity, l.unit,
                           l.unit_price,
                                                   l.discount), ';' ORDER BY l.line_no)
                       FROM ordering.sales_order_line l WHERE l.sales_order = o.id))) AS fingerprint
            FROM ordering.sales_order o JOIN masterdata.party p ON p.id = o.customer
            WHERE o.id = :document AND o.company = :company
        """,
    ),
)
