"""What of purchasing may need a yes before it is done: a request, an order, the release of a bill.

The risks a rule may name: NEW_SUPPLIER for a first order, ABOVE_AGREED_PRICE where a line costs more than
agreed; PRICE and QUANTITY of a bill.
"""

from erp.approval import Approvable

ORDER = """
    SELECT o.worth AS amount, c.currency, o.department,
           (SELECT l.account FROM purchasing.purchase_order_line l
            WHERE l.purchase_order = o.id
                AND l.account IS NOT NULL ORDER BY l.amount DESC LIMIT 1) AS account,
           o.supplier AS party, o.drafted_by AS requester,
           array_remove(ARRAY[
               CASE WHEN NOT EXISTS (SELECT FROM purchasing.purchase_order b WHERE b.company = o.company
                        AND b.supplier = o.supplier AND b.id <> o.id AND b.placed_at IS NOT NULL)
                    THEN 'NEW_SUPPLIER' END,
               CASE WHEN EXISTS (SELECT FROM purchasing.purchase_order_line l
                        JOIN purchasing.supplier_price s ON s.company = o.company AND s.supplier = o.supplier
                         AND s.product = l.product AND s.currency = o.currency
                             AND s.valid_from <= o.ordered_on
                         AND (s.valid_to IS NULL OR s.valid_to >= o.ordered_on)
                         AND s.minimum_quantity <= l.quantity * l.factor
                        WHERE l.purchase_order = o.id GROUP BY l.id
                        HAVING l.unit_price > min(s.unit_price) * l.factor)
                    THEN 'ABOVE_AGREED_PRICE' END], NULL) AS risks,
           o.number || ' ' || p.name AS title,
           md5(concat_ws('/', o.supplier, o.currency, o.total, o.department, (
               SELECT string_agg(concat_ws('/', l.line_no, l.product, l.quantity,
                   l.unit, l.unit_price, l.account),
                                 ';' ORDER BY l.line_no)
               FROM purchasing.purchase_order_line l WHERE l.purchase_order = o.id))) AS fingerprint
    FROM purchasing.purchase_order o JOIN masterdata.party p ON p.id = o.supplier
    JOIN masterdata.company c ON c.id = o.company
    WHERE o.id = :document AND o.company = :company
"""
# What is asked is the difference; who entered the bill asks.
BILL = """
    SELECT abs(b.difference) * coalesce(i.exchange_rate, 1) AS amount, i.currency,
           NULL::uuid AS department, NULL::uuid AS account,
           b.supplier AS party, b.entered_by AS requester,
           array_remove(ARRAY[
               CASE WHEN EXISTS (SELECT FROM purchasing.purchase_bill_line l WHERE l.purchase_bill = b.id
                        AND l.finding IN ('PRICE', 'BOTH')) THEN 'PRICE' END,
               CASE WHEN EXISTS (SELECT FROM purchasing.purchase_bill_line l WHERE l.purchase_bill = b.id
                        AND l.finding IN ('QUANTITY', 'BOTH')) THEN 'QUANTITY' END], NULL) AS risks,
           b.number || ' ' || p.name AS title,
           md5(concat_ws('/', b.supplier, b.total, b.difference, b.findings)) AS fingerprint
    FROM purchasing.purchase_bill b JOIN masterdata.party p ON p.id = b.supplier
    JOIN payables.supplier_invoice i ON i.id = b.supplier_invoice
    WHERE b.id = :document AND b.company = :company
"""
REQUEST = """
    SELECT r.estimate AS amount, c.currency, r.department,
           (SELECT l.account FROM purchasing.purchase_request_line l
            WHERE l.purchase_request = r.id AND l.account IS NOT NULL ORDER BY l.line_no LIMIT 1) AS account,
           NULL::uuid AS party, r.requested_by AS requester, '{}'::text[] AS risks,
           r.number || ' ' || r.purpose AS title,
           md5(concat_ws('/', r.department, r.estimate, (
               SELECT string_agg(concat_ws('/', l.line_no, l.product, l.quantity, l.unit, l.estimated_price),
                                 ';' ORDER BY l.line_no)
               FROM purchasing.purchase_request_line l WHERE l.purchase_request = r.id))) AS fingerprint
    FROM purchasing.purchase_request r JOIN masterdata.company c ON c.id = r.company
    WHERE r.id = :document AND r.company = :company
"""

APPROVABLES = (
    Approvable(kind="purchase_request", page="purchasing/purchase_request", facts=REQUEST),
    Approvable(kind="purchase_order", page="purchasing/purchase_order", facts=ORDER),
    Approvable(kind="purchase_bill", page="purchasing/purchase_bill", facts=BILL),
)
