"""The kinds and the life of electronic invoices.

>>> E_INVOICE.after("take_e_invoice", EInvoiceState.RECEIVED)
<EInvoiceState.TAKEN: 'TAKEN'>
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class EInvoiceDirection(StrEnum):
    """Whether we wrote it or somebody sent it to us."""

    SENT = "SENT"
    RECEIVED = "RECEIVED"


class EInvoiceKind(StrEnum):
    """What a document is, as far as its own words tell."""

    STANDARD = "STANDARD"
    CREDIT = "CREDIT"
    CORRECTED = "CORRECTED"
    SUMMARY = "SUMMARY"
    SELF_BILLING = "SELF_BILLING"
    NON_REGISTERED = "NON_REGISTERED"
    CREDIT_NOTE = "CREDIT_NOTE"


class EInvoiceState(StrEnum):
    """Where a document is: ours are written and stay so; others' are looked at by a person."""

    WRITTEN = "WRITTEN"
    PARKED = "PARKED"
    RECEIVED = "RECEIVED"
    TAKEN = "TAKEN"
    REJECTED = "REJECTED"


class EInvoiceFaultKind(StrEnum):
    """What can be wrong with a document."""

    UNKNOWN_SPECIFICATION = "UNKNOWN_SPECIFICATION"
    WRONG_TYPE = "WRONG_TYPE"
    NUMBER_MISSING = "NUMBER_MISSING"
    DATE_MISSING = "DATE_MISSING"
    CURRENCY_MISSING = "CURRENCY_MISSING"
    LINES_MISSING = "LINES_MISSING"
    PERIOD_MISSING = "PERIOD_MISSING"
    NAME_MISSING = "NAME_MISSING"
    ENDPOINT_MISSING = "ENDPOINT_MISSING"
    YEN_TAX_MISSING = "YEN_TAX_MISSING"
    T_NUMBER_MISSING = "T_NUMBER_MISSING"
    T_NUMBER_WRONG_FORM = "T_NUMBER_WRONG_FORM"
    T_NUMBER_NOT_ALLOWED = "T_NUMBER_NOT_ALLOWED"
    CATEGORY_MISSING = "CATEGORY_MISSING"
    UNKNOWN_CATEGORY = "UNKNOWN_CATEGORY"
    PERCENT_MISSING = "PERCENT_MISSING"
    PERCENT_NOT_ALLOWED = "PERCENT_NOT_ALLOWED"
    WRONG_PERCENT = "WRONG_PERCENT"
    NOT_WHOLE_YEN = "NOT_WHOLE_YEN"
    AMOUNT_MISSING = "AMOUNT_MISSING"
    SUBTOTAL_TWICE = "SUBTOTAL_TWICE"
    SUBTOTAL_DIFFERS = "SUBTOTAL_DIFFERS"
    SUBTOTAL_MISSING = "SUBTOTAL_MISSING"
    TAX_DIFFERS = "TAX_DIFFERS"
    TOTALS_MISSING = "TOTALS_MISSING"
    TOTAL_DIFFERS = "TOTAL_DIFFERS"
    NOT_FOR_US = "NOT_FOR_US"
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"


E_INVOICE = Lifecycle(
    "e_invoice",
    {
        "accept_e_invoice": ({EInvoiceState.PARKED}, EInvoiceState.RECEIVED),
        "take_e_invoice": ({EInvoiceState.RECEIVED}, EInvoiceState.TAKEN),
        "reject_e_invoice": ({EInvoiceState.PARKED, EInvoiceState.RECEIVED}, EInvoiceState.REJECTED),
    },
)
