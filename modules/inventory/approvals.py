"""What of inventory may need a yes before it is done: the differences of a stock count."""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="stock_count",
        page="inventory/stock_count",
        facts="""
            SELECT coalesce(d.worth, 0) AS amount, o.currency, NULL::uuid AS department,
                   NULL::uuid AS account, NULL::uuid AS party, d.counter AS requester,
                   ARRAY[]::text[] AS risks, c.number AS title,
                   md5(coalesce(d.told, '')) AS fingerprint
            FROM inventory.stock_count c
            JOIN masterdata.company o ON o.id = c.company
            CROSS JOIN LATERAL (
                SELECT round(sum(abs(e.quantity - e.expected)
                           * CASE WHEN v.quantity > 0 AND l.owner IS NULL
                                  THEN v.value / v.quantity ELSE 0 END)) AS worth,
                       (array_agg(e.counted_by ORDER BY e.recorded_at DESC))[1] AS counter,
                       string_agg(concat_ws('/', l.id, e.quantity, e.expected), ';'
                                  ORDER BY l.line_no) AS told
                FROM inventory.stock_count_line l
                JOIN LATERAL (SELECT x.* FROM inventory.stock_count_entry x WHERE x.stock_count_line = l.id
                              ORDER BY x.round DESC LIMIT 1) e ON true
                LEFT JOIN inventory.stock_value v ON v.product = l.product AND v.warehouse = c.warehouse
                WHERE l.stock_count = c.id) d
            WHERE c.id = :document AND c.company = :company
        """,
    ),
)
