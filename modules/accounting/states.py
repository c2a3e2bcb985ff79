"""The lives and kinds of accounting's records.

Postings, invoices, receipts and matchings have no life: they are facts from the start and are answered
by their reverse. Only an accounting period has one. An invoice's state is read off its open item.

    >>> PERIOD.after("close_period", PeriodState.OPEN)
    <PeriodState.CLOSED: 'CLOSED'>
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class PeriodState(str, Enum):
    """Whether entries may still be posted into a month."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class InvoiceKind(str, Enum):
    """What a customer is asked to pay, or is told he need not pay after all."""

    INVOICE = "INVOICE"
    CREDIT_NOTE = "CREDIT_NOTE"


class InvoiceForm(str, Enum):
    """What a document is to the consumption tax act; its title does not matter, its items do."""

    QUALIFIED = "QUALIFIED"  # 適格請求書
    SIMPLIFIED = "SIMPLIFIED"  # 適格簡易請求書
    RETURN = "RETURN"  # 適格返還請求書
    ORDINARY = "ORDINARY"  # 区分記載請求書: of a company that is not registered on the day


class BatchState(str, Enum):
    """How far a file of many invoices is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    INCOMPLETE = "INCOMPLETE"  # the file is there, but some invoice could not be printed


class RenderingState(str, Enum):
    """Whether the PDF of an invoice is there."""

    NONE = "NONE"  # from before PDFs were kept, and nobody asked for it
    WAITING = "WAITING"
    FAILED = "FAILED"
    READY = "READY"


class InvoiceState(str, Enum):
    """How far an invoice is settled; a credit note is OPEN until it has been set against something."""

    OPEN = "OPEN"
    PARTLY_PAID = "PARTLY_PAID"
    PAID = "PAID"
    CREDITED = "CREDITED"


class OpenItemKind(str, Enum):
    """Who owes whom, and in which account that stands.

    RECEIVABLE: the customer owes us. CREDIT: a credit note that is not set against an invoice yet; it
    stands in the receivable account too, on the other side. ADVANCE: money received for which no invoice
    is named yet; it stands in the account of advances received. RETURNED: money that went back of one; it
    takes that much of it at once and is never open.

    PAYABLE: we owe the supplier. SUPPLIER_CREDIT: his credit that is not set against what we owe yet; it
    stands in the payable account too, on the other side. PAYMENT: money that went out; it takes that much of
    payables at once and is never open. PAYMENT_RETURNED: a payment that came back.
    """

    RECEIVABLE = "RECEIVABLE"
    CREDIT = "CREDIT"
    ADVANCE = "ADVANCE"
    RETURNED = "RETURNED"
    PAYABLE = "PAYABLE"
    SUPPLIER_CREDIT = "SUPPLIER_CREDIT"
    PAYMENT = "PAYMENT"
    PAYMENT_RETURNED = "PAYMENT_RETURNED"


class TaxSide(str, Enum):
    """Whether consumption tax is on what was sold or on what was bought."""

    SALES = "SALES"
    PURCHASE = "PURCHASE"


class EntryKind(str, Enum):
    """What an entry is to a year. Closing moves profit to equity: no statement of profit counts it."""

    ORDINARY = "ORDINARY"
    OPENING = "OPENING"
    TAX_CLOSING = "TAX_CLOSING"
    CARRY_FORWARD = "CARRY_FORWARD"


class FeeTreatment(str, Enum):
    """What a transfer fee is booked as that a customer took off and we bear.

    BANK_FEE: gross, as what the bank kept. SALES_ALLOWANCE: a return of the sale with its tax. FEE_AS_RETURN:
    in the account of fees, and a return of the sale for the tax all the same.
    """

    BANK_FEE = "BANK_FEE"
    SALES_ALLOWANCE = "SALES_ALLOWANCE"
    FEE_AS_RETURN = "FEE_AS_RETURN"


class PostingPurpose(str, Enum):
    """What an account is for when a document posts by itself; which account that is, is data."""

    RECEIVABLE = "RECEIVABLE"
    ADVANCE_RECEIVED = "ADVANCE_RECEIVED"
    OUTPUT_TAX = "OUTPUT_TAX"
    SALES = "SALES"
    SALES_REDUCED = "SALES_REDUCED"
    SALES_EXPORT = "SALES_EXPORT"
    SALES_NON_TAXABLE = "SALES_NON_TAXABLE"
    SALES_OUT_OF_SCOPE = "SALES_OUT_OF_SCOPE"
    SALES_RETURNS = "SALES_RETURNS"
    BANK_FEE = "BANK_FEE"
    STOCK = "STOCK"
    COST_OF_SALES = "COST_OF_SALES"
    OPENING_BALANCE = "OPENING_BALANCE"
    GOODS_RECEIVED = "GOODS_RECEIVED"
    STOCK_LOSS = "STOCK_LOSS"
    STOCK_GAIN = "STOCK_GAIN"
    INPUT_TAX = "INPUT_TAX"
    TAX_PAYABLE = "TAX_PAYABLE"
    TAX_REFUNDABLE = "TAX_REFUNDABLE"
    TAX_ROUNDING_GAIN = "TAX_ROUNDING_GAIN"
    TAX_ROUNDING_LOSS = "TAX_ROUNDING_LOSS"
    TAXES_AND_DUES = "TAXES_AND_DUES"
    WITHHELD_TAX = "WITHHELD_TAX"
    SUSPENSE_PAYMENT = "SUSPENSE_PAYMENT"
    SUSPENSE_RECEIPT = "SUSPENSE_RECEIPT"
    PREPAID_EXPENSE = "PREPAID_EXPENSE"
    RETAINED_EARNINGS = "RETAINED_EARNINGS"
    UNBILLED = "UNBILLED"
    SUPPLIES = "SUPPLIES"
    PAYABLE = "PAYABLE"
    DEPRECIATION = "DEPRECIATION"
    ACCUMULATED_DEPRECIATION = "ACCUMULATED_DEPRECIATION"
    LUMP_SUM_ASSETS = "LUMP_SUM_ASSETS"
    SMALL_ASSETS = "SMALL_ASSETS"
    ASSET_SALE_GAIN = "ASSET_SALE_GAIN"
    ASSET_SALE_LOSS = "ASSET_SALE_LOSS"
    ASSET_RETIREMENT_LOSS = "ASSET_RETIREMENT_LOSS"
    EMPLOYEE_PAYABLE = "EMPLOYEE_PAYABLE"
    EXCHANGE_GAIN = "EXCHANGE_GAIN"
    EXCHANGE_LOSS = "EXCHANGE_LOSS"
    EXCHANGE_VALUATION = "EXCHANGE_VALUATION"
    INPUT_TAX_WAITING = "INPUT_TAX_WAITING"
    SALARY_PAYABLE = "SALARY_PAYABLE"
    IMPAIRMENT_LOSS = "IMPAIRMENT_LOSS"


PERIOD = Lifecycle(
    "period",
    {
        "close_period": ({PeriodState.OPEN}, PeriodState.CLOSED),
        "reopen_period": ({PeriodState.CLOSED}, PeriodState.OPEN),
    },
)
