"""What has to be true of assets before a month is closed."""

from erp.kernel.closing import Area, Check

CHECKS = (
    Check(
        name="DEPRECIATION_NOT_RUN",
        area=Area.LEDGER,
        page="assets/depreciation_runs",
        sql="""
            SELECT count(*) FROM assets.fixed_asset f
            WHERE f.company = :company AND f.in_use_from <= :until
              AND f.method IN ('STRAIGHT_LINE', 'DECLINING', 'LUMP_SUM')
              AND (f.state = 'IN_USE' OR f.method = 'LUMP_SUM')
              AND (f.depreciated_until IS NULL OR f.depreciated_until < :until)
              AND f.cost - f.depreciated_before - (
                  SELECT coalesce(sum(l.amount), 0) FROM assets.depreciation_line l
                  LEFT JOIN assets.depreciation_run r ON r.id = l.run
                  WHERE l.asset = f.id AND (l.run IS NULL OR r.state = 'POSTED')
              ) > CASE WHEN f.method = 'LUMP_SUM' THEN 0 ELSE 1 END
              AND NOT EXISTS (SELECT FROM assets.depreciation_run n WHERE n.company = f.company
                              AND n.state = 'POSTED' AND n.through >= :until)""",
    ),
)
