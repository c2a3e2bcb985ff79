"""Aged payables (買掛金年齢表): what we owed each supplier on a day, by how late we were.

What is open of invoices less what is open of credits is the balance of the payable account on that day.
"""

from datetime import date

from erp.api import ID, report, row
from erp.kernel.money import Money

AGED_PAYABLES = """
    WITH items AS (
        SELECT coalesce(p.merged_into, p.id) AS party, i.kind, :as_of::date - i.due_on AS late,
               i.amount
                   - coalesce(sum(CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END), 0) AS open
        FROM accounting.open_item i
        JOIN masterdata.party p ON p.id = i.party
        LEFT JOIN accounting.matching m
            ON m.matched_on <= :as_of::date AND (m.receivable = i.id OR m.credit = i.id)
        WHERE i.company = :company AND i.opened_on <= :as_of::date
          AND i.kind IN ('PAYABLE', 'SUPPLIER_CREDIT')
        GROUP BY i.id, p.id
    )
    SELECT p.id AS supplier_id, p.number AS supplier_number, p.name AS supplier_name,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'PAYABLE'
               AND i.late <= 0), 0) AS not_due,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'PAYABLE'
               AND i.late BETWEEN 1 AND 30), 0) AS days_1_to_30,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'PAYABLE'
               AND i.late BETWEEN 31 AND 60), 0) AS days_31_to_60,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'PAYABLE'
               AND i.late > 60), 0) AS over_60_days,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'PAYABLE'), 0) AS payable,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'SUPPLIER_CREDIT'), 0) AS credits,
           coalesce(sum(CASE WHEN i.kind = 'PAYABLE' THEN i.open ELSE -i.open END), 0) AS owed
    FROM items i JOIN masterdata.party p ON p.id = i.party
    WHERE i.open <> 0
    GROUP BY p.id ORDER BY p.number
"""


@row
class AgedPayable:
    """One supplier: what we owe him by how late we are, and what he credited us."""

    supplier_id: ID
    supplier_number: str
    supplier_name: str
    not_due: Money
    days_1_to_30: Money
    days_31_to_60: Money
    over_60_days: Money
    payable: Money
    credits: Money
    owed: Money


QUERY = [
    report(
        "aged_payables",
        AgedPayable,
        sql=AGED_PAYABLES,
        args={"as_of": date},
        permission="payables.read_supplier_invoice",
    ),
]
