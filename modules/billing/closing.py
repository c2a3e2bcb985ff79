"""What billing wants done before a month is closed."""

from erp.kernel.closing import Area, Check

CHECKS = (
    Check(
        name="CLOSING_NOT_RUN",
        area=Area.SALES,
        page="billing/closing_runs",
        sql="""
            SELECT count(*) FROM (
                SELECT s.customer FROM billing.supply s JOIN masterdata.party p ON p.id = s.customer
                 WHERE s.company = :company AND s.bill IS NULL AND s.supplied_on <= :until
                   AND EXISTS (SELECT FROM masterdata.party_terms_span t CROSS JOIN generate_series(
                                    greatest(s.supplied_on, t.valid_from), least(:until, t.valid_to),
                                    interval '1 day') AS day
                                WHERE t.party = p.id AND billing.closes_on(
                                    t.closing_day, t.second_closing_day, t.third_closing_day, day::date))
                 GROUP BY s.customer HAVING sum(s.total) <> 0
                -- Each delivery is invoiced by itself; what is missing is the statement over them.
                UNION
                SELECT coalesce(p.merged_into, p.id)
                  FROM (SELECT DISTINCT t.party AS id FROM masterdata.party_terms_span t
                         WHERE t.billing = 'CLOSING_STATEMENT' OFFSET 0) payer
                  JOIN masterdata.party p ON coalesce(p.merged_into, p.id) = payer.id
                  JOIN accounting.open_item i ON i.party = p.id AND i.kind = 'RECEIVABLE'
                 WHERE i.company = :company AND i.opened_on <= :until
                   AND i.opened_on > coalesce((
                           SELECT max(y.ends_on) FROM accounting.period y
                            WHERE y.company = :company AND y.state = 'CLOSED'), '-infinity')
                   AND NOT EXISTS (SELECT FROM billing.closing_bill_document d
                                    WHERE d.document = i.document AND NOT d.is_released)
                   AND NOT EXISTS (SELECT FROM accounting.invoice v
                                    WHERE v.credits = i.document AND v.origin = 'cancel:' || i.document)
                   AND EXISTS (SELECT FROM masterdata.party_terms_span t CROSS JOIN generate_series(
                                    greatest(i.opened_on, t.valid_from), least(:until, t.valid_to),
                                    interval '1 day') AS day
                                WHERE t.party = payer.id AND t.billing = 'CLOSING_STATEMENT'
                                  AND t.billed_to IS NULL AND billing.closes_on(
                                    t.closing_day, t.second_closing_day, t.third_closing_day, day::date))
            ) AS late""",
    ),
)
