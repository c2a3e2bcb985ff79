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
                   AND EXISTS (SELECT FROM generate_series(s.supplied_on, :until, interval '1 day') AS day
                                WHERE billing.closes_on(
                                    p.closing_day, p.second_closing_day, p.third_closing_day, day::date))
                 GROUP BY s.customer HAVING sum(s.total) <> 0
            ) AS late""",
    ),
)
