"""The lives and kinds of what we are asked to pay and of what we pay.

>>> SUPPLIER_INVOICE.after("post", SupplierInvoiceState.DRAFT)
<SupplierInvoiceState.POSTED: 'POSTED'>
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class SupplierInvoiceKind(str, Enum):
    """What a supplier asks for, or tells us we need not pay after all."""

    INVOICE = "INVOICE"
    CREDIT_NOTE = "CREDIT_NOTE"


class SupplierInvoiceState(str, Enum):
    """How far a received invoice is in our books."""

    DRAFT = "DRAFT"
    POSTED = "POSTED"
    CANCELLED = "CANCELLED"


class SettlementState(str, Enum):
    """How far a posted invoice is paid; a draft or cancelled one is NONE."""

    NONE = "NONE"
    OPEN = "OPEN"
    PARTLY_PAID = "PARTLY_PAID"
    PAID = "PAID"


class DeductionGround(str, Enum):
    """Why how much of the tax counts."""

    QUALIFIED = "QUALIFIED"
    TRANSITIONAL = "TRANSITIONAL"
    SMALL_PURCHASE = "SMALL_PURCHASE"
    LEDGER_ONLY = "LEDGER_ONLY"
    NONE = "NONE"


class LedgerOnlyReason(str, Enum):
    """Purchases for which the books are enough and no invoice is needed."""

    PUBLIC_TRANSPORT = "PUBLIC_TRANSPORT"
    VENDING_MACHINE = "VENDING_MACHINE"
    POSTAGE = "POSTAGE"
    COLLECTED_TICKET = "COLLECTED_TICKET"
    EMPLOYEE_TRAVEL = "EMPLOYEE_TRAVEL"
    BOUGHT_FOR_RESALE = "BOUGHT_FOR_RESALE"


class SelfBillingState(str, Enum):
    """How far a statement we wrote for a supplier is agreed; UNOPPOSED is read off the days."""

    ISSUED = "ISSUED"
    UNOPPOSED = "UNOPPOSED"
    CONFIRMED = "CONFIRMED"
    DISPUTED = "DISPUTED"
    CANCELLED = "CANCELLED"


class ConfirmationChannel(str, Enum):
    """The way a supplier told us that a statement is right."""

    MAIL = "MAIL"
    PAPER = "PAPER"
    FAX = "FAX"
    PHONE = "PHONE"
    SYSTEM = "SYSTEM"


class FeeBearer(str, Enum):
    """Who bears what the bank takes for a transfer."""

    US = "US"
    SUPPLIER = "SUPPLIER"


class AccountType(str, Enum):
    """預金種目, with the digit banks write for it (`rules/transfer_file.py`)."""

    ORDINARY = "ORDINARY"
    CURRENT = "CURRENT"
    SAVINGS = "SAVINGS"
    OTHER = "OTHER"


class SupplierAccountState(str, Enum):
    """Whether money may go to an account."""

    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    RETIRED = "RETIRED"


class PaymentRunState(str, Enum):
    """How far a payment run is."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    FILED = "FILED"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class SalaryRunKind(str, Enum):
    """給与振込 or 賞与振込."""

    SALARY = "SALARY"
    BONUS = "BONUS"


class SalaryRunState(str, Enum):
    """How far a transfer of salaries is."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    FILED = "FILED"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class CurrencyValuationState(str, Enum):
    """Whether a valuation stands."""

    POSTED = "POSTED"
    UNDONE = "UNDONE"


class TermsChannel(str, Enum):
    """How the terms of an order reached the supplier."""

    PAPER = "PAPER"
    MAIL = "MAIL"
    SYSTEM = "SYSTEM"


_Invoice, _Account, _Run, _Salary = (
    SupplierInvoiceState,
    SupplierAccountState,
    PaymentRunState,
    SalaryRunState,
)

SUPPLIER_INVOICE = Lifecycle(
    "supplier_invoice",
    {
        "change": ({_Invoice.DRAFT}, _Invoice.DRAFT),
        "post": ({_Invoice.DRAFT}, _Invoice.POSTED),
        "cancel": ({_Invoice.DRAFT, _Invoice.POSTED}, _Invoice.CANCELLED),
    },
)
_Statement = SelfBillingState
SELF_BILLING = Lifecycle(
    "self_billing",
    {
        "wait": ({_Statement.ISSUED}, _Statement.UNOPPOSED),
        "confirm": ({_Statement.ISSUED, _Statement.UNOPPOSED}, _Statement.CONFIRMED),
        "dispute": ({_Statement.ISSUED}, _Statement.DISPUTED),
        "cancel": (
            {_Statement.ISSUED, _Statement.UNOPPOSED, _Statement.CONFIRMED, _Statement.DISPUTED},
            _Statement.CANCELLED,
        ),
    },
)
SUPPLIER_ACCOUNT = Lifecycle(
    "supplier_account",
    {
        "confirm": ({_Account.PROPOSED}, _Account.CONFIRMED),
        "reject": ({_Account.PROPOSED}, _Account.REJECTED),
        "retire": ({_Account.CONFIRMED}, _Account.RETIRED),
    },
)
PAYMENT_RUN = Lifecycle(
    "payment_run",
    {
        "change": ({_Run.DRAFT}, _Run.DRAFT),
        "propose": ({_Run.DRAFT}, _Run.PROPOSED),
        "withdraw": ({_Run.PROPOSED}, _Run.DRAFT),
        "approve": ({_Run.PROPOSED}, _Run.APPROVED),
        "file": ({_Run.APPROVED}, _Run.FILED),
        "post": ({_Run.APPROVED, _Run.FILED}, _Run.PAID),
        "cancel": ({_Run.DRAFT, _Run.PROPOSED, _Run.APPROVED, _Run.FILED}, _Run.CANCELLED),
    },
)
SALARY_RUN = Lifecycle(
    "salary_run",
    {
        "approve": ({_Salary.PROPOSED}, _Salary.APPROVED),
        "file": ({_Salary.APPROVED}, _Salary.FILED),
        "post": ({_Salary.APPROVED, _Salary.FILED}, _Salary.PAID),
        "undo_posting": ({_Salary.PAID}, _Salary.FILED),
        "cancel": ({_Salary.PROPOSED, _Salary.APPROVED, _Salary.FILED}, _Salary.CANCELLED),
    },
)
CURRENCY_VALUATION = Lifecycle(
    "currency_valuation",
    {"undo": ({CurrencyValuationState.POSTED}, CurrencyValuationState.UNDONE)},
)
