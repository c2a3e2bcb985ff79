"""Whether a supplier's terms keep within what the law allows, asked before anything is late."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.api import report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.masterdata.rules.terms import Terms
from modules.payables.rules.payment_limit import PaymentLimit, first_late_delivery

TERMS = """
    SELECT p.closing_day, p.payment_months, p.payment_day,
           coalesce((SELECT t.is_covered FROM payables.supplier_term t
                     WHERE t.company = $2 AND t.supplier = p.id), false) AS is_covered,
           masterdata.statutory_value('PAYMENT_DAYS', $3) AS days,
           masterdata.statutory_value('PAYMENT_MONTHS', $3) AS months
    FROM masterdata.party p WHERE p.id = $1
"""


@row
class LateTerms:
    """A delivery that these terms would pay too late: when it came, when it is due, the last day allowed."""

    received_on: date
    due_on: date
    pay_by: date
    is_covered: bool


async def late_terms(asking: Asking, database: Database, *, supplier: UUID) -> list[dict[str, Any]]:
    """The first such delivery from this month on; nothing where every day is paid in time."""
    found = await database.rows(TERMS, supplier, asking.company, asking.today, company=asking.company)
    if not found or found[0]["days"] is None:
        return []
    known = found[0]
    terms = Terms(known["closing_day"], known["payment_months"], known["payment_day"])
    limit = PaymentLimit(int(known["days"]), int(known["months"] or 0))
    late = first_late_delivery(terms, limit, asking.today.replace(day=1))
    if late is None:
        return []
    return [
        {
            "received_on": late.received_on,
            "due_on": late.due_on,
            "pay_by": late.pay_by,
            "is_covered": known["is_covered"],
        }
    ]


QUERY = [
    report(
        "late_terms",
        LateTerms,
        run=late_terms,
        args={"supplier": UUID},
        permission="payables.read_supplier_term",
        expected=1,
    )
]
