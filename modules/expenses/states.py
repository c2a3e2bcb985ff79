"""The kinds and the life of what people spent for the company.

>>> EXPENSE_CLAIM.after("submit_expense_claim", ClaimState.DRAFT)
<ClaimState.SUBMITTED: 'SUBMITTED'>
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class ExpenseNature(StrEnum):
    """Where the amount of an expense comes from."""

    PURCHASE = "PURCHASE"
    FARE = "FARE"
    ALLOWANCE = "ALLOWANCE"
    MILEAGE = "MILEAGE"


class PayWith(StrEnum):
    """How a claimant gets the money back."""

    TRANSFER = "TRANSFER"
    PAYROLL = "PAYROLL"


class Breach(StrEnum):
    """What happens to a claim that does not keep to the policy."""

    WARN = "WARN"
    REFUSE = "REFUSE"


class Finding(StrEnum):
    """What was seen on a line before a human looked at it."""

    OVER_LIMIT = "OVER_LIMIT"
    RECEIPT_MISSING = "RECEIPT_MISSING"
    REASON_MISSING = "REASON_MISSING"
    SIMILAR_LINE = "SIMILAR_LINE"
    NOT_REGISTERED = "NOT_REGISTERED"


class ClaimState(StrEnum):
    """How far a claim is."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    POSTED = "POSTED"
    PAYING = "PAYING"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class CardEncoding(StrEnum):
    """How a card company writes its letters."""

    CP932 = "CP932"
    UTF8 = "UTF8"


class CardLineState(StrEnum):
    """Whether somebody has said what a payment by card was for."""

    OPEN = "OPEN"
    CLAIMED = "CLAIMED"


_Claim = ClaimState
EXPENSE_CLAIM = Lifecycle(
    "expense_claim",
    {
        "change_expense_claim": ({_Claim.DRAFT}, _Claim.DRAFT),
        "submit_expense_claim": ({_Claim.DRAFT}, _Claim.SUBMITTED),
        "withdraw_expense_claim": ({_Claim.SUBMITTED}, _Claim.DRAFT),
        "return_expense_claim": ({_Claim.SUBMITTED}, _Claim.DRAFT),
        "post_expense_claim": ({_Claim.SUBMITTED}, _Claim.POSTED),
        "pay_expense_claims": ({_Claim.POSTED}, _Claim.PAYING),
        "release_expense_payment": ({_Claim.PAYING}, _Claim.POSTED),
        "settle_expense_payroll": ({_Claim.PAYING}, _Claim.PAID),
        "cancel_expense_claim": ({_Claim.DRAFT, _Claim.POSTED}, _Claim.CANCELLED),
    },
)
