"""What purchasing wants looked at before a month is closed; accruals of it are in the books already."""

from erp.kernel.closing import Area, Check

TO_INSPECT = """
    SELECT count(*) FROM purchasing.goods_receipt r
    WHERE r.company = :company AND r.received_on <= :until
      AND EXISTS (SELECT FROM purchasing.goods_receipt_line l
                  WHERE l.goods_receipt = r.id AND l.accepted + l.rejected < l.quantity)
"""
OUTSIDE = """
    SELECT count(*) FROM purchasing.purchase_bill b
    WHERE b.company = :company AND b.billed_on <= :until AND b.state = 'EXCEPTION'
"""
CHECKS = (
    Check("GOODS_TO_INSPECT", Area.PURCHASING, "purchasing/goods_receipts", TO_INSPECT, blocks=False),
    Check("BILLS_OUTSIDE", Area.PURCHASING, "purchasing/purchase_bills", OUTSIDE, blocks=False),
)
