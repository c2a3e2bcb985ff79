"""What is accepted and not billed, on any day, beside the account in the ledger."""

from datetime import date

from erp.api import ID, report, row
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.purchasing.proposing import PROPOSALS

# What the house wrote with each entry, beside the entries themselves. Goods that came without an order, and
# entries by hand, are in the ledger only.
RECEIVED_NOT_BILLED = """
    WITH ours AS (
        SELECT supplier AS party, sum(amount) FILTER (WHERE kind IN ('ACCEPTED', 'RETURNED')) AS accepted,
               -sum(amount) FILTER (WHERE kind IN ('BILLED', 'CREDITED', 'UNBILLED')) AS billed,
               sum(amount) AS waiting
        FROM purchasing.goods_accrual
        WHERE company = :company AND occurred_on <= :as_of::date GROUP BY supplier
    ), book AS (
        SELECT l.party, sum(l.credit - l.debit) AS balance FROM accounting.journal_line l
        JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
        WHERE l.company = :company AND a.purpose = 'GOODS_RECEIVED' AND l.effective_on <= :as_of::date
        GROUP BY l.party
    )
    SELECT p.id AS supplier_id, p.number AS supplier_number, p.name AS supplier_name,
           coalesce(o.accepted, 0) AS accepted_amount, coalesce(o.billed, 0) AS billed_amount,
           coalesce(o.waiting, 0) AS waiting_amount,
           coalesce(b.balance, 0) - coalesce(o.waiting, 0) AS other_amount,
           coalesce(b.balance, 0) AS ledger_balance
    FROM ours o FULL JOIN book b ON b.party = o.party
    LEFT JOIN masterdata.party p ON p.id = coalesce(o.party, b.party)
    WHERE coalesce(o.waiting, 0) <> 0 OR coalesce(b.balance, 0) <> 0
    ORDER BY p.number NULLS LAST
"""
LINES = """
    SELECT o.id AS order_id, o.number AS order_number, p.name AS supplier_name, l.description,
           l.id AS order_line, o.currency AS order_currency, l.unit_price,
           l.allowance - l.allowance_billed AS allowance_open,
           l.accepted - l.returned - l.billed AS unbilled,
           sum(a.quantity) AS waiting_quantity, sum(a.amount) AS waiting_amount,
           min(a.occurred_on) FILTER (WHERE a.kind = 'ACCEPTED') AS received_on,
           sum(a.quantity) < 0 AS waits_for_credit
    FROM purchasing.goods_accrual a
    JOIN purchasing.purchase_order_line l ON l.id = a.order_line
    JOIN purchasing.purchase_order o ON o.id = a.purchase_order
    JOIN masterdata.party p ON p.id = a.supplier
    WHERE a.company = :company AND a.occurred_on <= :as_of::date
      AND (:supplier::uuid IS NULL OR a.supplier = :supplier::uuid)
    GROUP BY o.id, l.id, p.id HAVING sum(a.amount) <> 0 OR sum(a.quantity) <> 0
    ORDER BY min(a.occurred_on), o.number, l.line_no LIMIT 1000
"""


@row
class ReceivedNotBilled:
    """One supplier: what we accepted, what of it is billed, what waits, and what his account says."""

    supplier_id: ID | None
    supplier_number: str | None
    supplier_name: str | None
    accepted_amount: Money
    billed_amount: Money
    waiting_amount: Money
    other_amount: Money
    ledger_balance: Money


@row
class ReceivedNotBilledLine:
    """One order line that waits for a bill or, after a return, for a credit note."""

    order_id: ID
    order_number: str
    supplier_name: str
    description: str
    order_line: ID
    order_currency: str
    unit_price: Quantity
    allowance_open: Quantity
    unbilled: Quantity
    waiting_quantity: Quantity
    waiting_amount: Money
    received_on: date | None
    waits_for_credit: bool


@row
class ReorderProposal:
    """A product of a warehouse that has to be ordered again, from whom, and how many."""

    product_id: ID
    product_number: str
    product_name: str
    warehouse_id: ID
    warehouse_name: str
    on_hand: Quantity
    reserved: Quantity
    on_order: Quantity
    backordered: Quantity
    reorder_point: Quantity
    target_stock: Quantity
    order_quantity: Quantity
    supplier_id: ID | None
    supplier_name: str | None
    lead_days: int | None
    expected_on: date
    unit_price: Money | None


QUERY = [
    report("reorder_proposals", ReorderProposal, sql=PROPOSALS, permission="purchasing.read_purchase_order"),
    report(
        "received_not_billed",
        ReceivedNotBilled,
        sql=RECEIVED_NOT_BILLED,
        args={"as_of": date},
        permission="purchasing.read_purchase_order",
    ),
    report(
        "received_not_billed_lines",
        ReceivedNotBilledLine,
        sql=LINES,
        args={"as_of": date, "supplier": ID | None},
        permission="purchasing.read_purchase_order",
    ),
]
