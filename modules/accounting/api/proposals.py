"""What a payment could be for: a proposal with reasons, which a person may change."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.api import ID, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput
from erp.kernel.money import Money
from modules.accounting.rules.matching import MatchReason, OpenInvoice, propose

# What banks take for a transfer in this country; a customer who pays less by one of these took it off.
TRANSFER_FEES = {"JPY": tuple(map(Decimal, (110, 165, 220, 330, 440, 550, 605, 660, 770, 880)))}

OPEN_INVOICES = """
    SELECT i.document, i.number, i.due_on, i.open_amount FROM accounting.open_item i
    JOIN masterdata.party p ON p.id = i.party
    WHERE i.company = $1 AND i.kind = 'RECEIVABLE' AND i.open_amount > 0
      AND coalesce(p.merged_into, p.id) =
          (SELECT coalesce(a.merged_into, a.id) FROM masterdata.party a WHERE a.id = $2)
    ORDER BY i.due_on, i.number LIMIT 500
"""


@row
class ReceiptProposalPart:
    """So much of the money for this invoice, why, and what stays open of it."""

    invoice: ID
    number: str
    due_on: date
    amount: Money
    remaining: Money
    reason: MatchReason


@row
class ReceiptProposal:
    """How a receipt may be spread: parts and advance are the amount and the fee together."""

    amount: Money
    fee: Money
    advance: Money
    still_open: Money
    reason: MatchReason
    score: int
    parts: list[ReceiptProposalPart]


async def receipt_proposal(
    asking: Asking, database: Database, *, customer: UUID, amount: Decimal, memo: str | None = None
) -> dict[str, Any]:
    """Which open invoices of the customer the amount could pay; nothing is changed."""
    if amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=amount)
    rows = await database.rows(OPEN_INVOICES, asking.company, customer, company=asking.company)
    open_invoices = [
        OpenInvoice(row["document"], row["due_on"], row["open_amount"], row["number"]) for row in rows
    ]
    fees = TRANSFER_FEES.get(asking.currency, ())
    found = propose(amount, open_invoices, fees=fees, note=memo or "")
    known = {row["document"]: row for row in rows}
    return {
        "amount": found.amount,
        "fee": found.fee,
        "advance": found.advance,
        "still_open": found.still_open,
        "reason": found.reason,
        "score": found.score,
        "parts": [
            {
                "invoice": part.invoice,
                "number": known[part.invoice]["number"],
                "due_on": known[part.invoice]["due_on"],
                "amount": part.amount,
                "remaining": part.remaining,
                "reason": part.reason,
            }
            for part in found.parts
        ],
    }


QUERY = [
    report(
        "receipt_proposal",
        ReceiptProposal,
        run=receipt_proposal,
        args={"customer": ID, "amount": Money, "memo": str | None},
        permission="accounting.read_open_item",
        single=True,
    )
]
