"""The lives of what purchasing writes. What came and was billed are counts on a line, not states."""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class PurchaseRequestState(StrEnum):
    """How somebody's wish for goods is."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    CLOSED = "CLOSED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"


class RequestForQuotationState(StrEnum):
    """How a question to several suppliers is."""

    OPEN = "OPEN"
    DECIDED = "DECIDED"
    CANCELLED = "CANCELLED"


class PurchaseOrderState(StrEnum):
    """How an order to a supplier is."""

    DRAFT = "DRAFT"
    ORDERED = "ORDERED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class PurchaseBillState(StrEnum):
    """How a supplier's bill stands against order and accepted goods."""

    MATCHED = "MATCHED"
    EXCEPTION = "EXCEPTION"
    RELEASED = "RELEASED"
    POSTED = "POSTED"
    CANCELLED = "CANCELLED"


class BillFinding(StrEnum):
    """What of a billed line is outside the tolerance."""

    NONE = "NONE"
    PRICE = "PRICE"
    QUANTITY = "QUANTITY"
    BOTH = "BOTH"


class BillKind(StrEnum):
    """A supplier's bill, or what he gives back."""

    BILL = "BILL"
    CREDIT = "CREDIT"


class ConcessionReason(StrEnum):
    """Why goods that are not as ordered are accepted all the same (特採)."""

    MINOR_DEFECT = "MINOR_DEFECT"
    APPEARANCE = "APPEARANCE"
    OTHER_SPECIFICATION = "OTHER_SPECIFICATION"
    SHORT_SHELF_LIFE = "SHORT_SHELF_LIFE"
    URGENT = "URGENT"
    OTHER = "OTHER"


class OrderRule(StrEnum):
    """What happens when an order is below a supplier's least quantity, or no multiple of his lot."""

    WARN = "WARN"
    REFUSE = "REFUSE"


class OrderFinding(StrEnum):
    """What a supplier will say to the quantity of a line."""

    NONE = "NONE"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    NOT_A_MULTIPLE = "NOT_A_MULTIPLE"


class AccrualKind(StrEnum):
    """Why what came and is not billed became more or less."""

    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    BILLED = "BILLED"
    CREDITED = "CREDITED"
    UNBILLED = "UNBILLED"


class Waiting(StrEnum):
    """Who has to act on an order now."""

    BUYER = "BUYER"
    APPROVER = "APPROVER"
    SUPPLIER = "SUPPLIER"
    INSPECTOR = "INSPECTOR"
    RELEASER = "RELEASER"
    BOOKKEEPER = "BOOKKEEPER"
    NOBODY = "NOBODY"


class PurchaseProgress(StrEnum):
    """How far an order has come, counted over its lines."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


_REQUEST, _ORDER, _BILL = PurchaseRequestState, PurchaseOrderState, PurchaseBillState
PURCHASE_REQUEST = Lifecycle(
    "purchase_request",
    {
        "change": ({_REQUEST.DRAFT}, _REQUEST.DRAFT),
        "submit": ({_REQUEST.DRAFT}, _REQUEST.SUBMITTED),
        "approve": ({_REQUEST.SUBMITTED}, _REQUEST.APPROVED),
        "return": ({_REQUEST.SUBMITTED}, _REQUEST.DRAFT),
        "reject": ({_REQUEST.SUBMITTED}, _REQUEST.REJECTED),
        "order": ({_REQUEST.APPROVED}, _REQUEST.APPROVED),
        "close": ({_REQUEST.APPROVED}, _REQUEST.CLOSED),
        "reopen": ({_REQUEST.CLOSED}, _REQUEST.APPROVED),
        "cancel": ({_REQUEST.DRAFT, _REQUEST.SUBMITTED, _REQUEST.APPROVED}, _REQUEST.CANCELLED),
    },
)

REQUEST_FOR_QUOTATION = Lifecycle(
    "request_for_quotation",
    {
        "answer": ({RequestForQuotationState.OPEN}, RequestForQuotationState.OPEN),
        "choose": ({RequestForQuotationState.OPEN}, RequestForQuotationState.DECIDED),
        "cancel": ({RequestForQuotationState.OPEN}, RequestForQuotationState.CANCELLED),
    },
)

PURCHASE_ORDER = Lifecycle(
    "purchase_order",
    {
        "change": ({_ORDER.DRAFT}, _ORDER.DRAFT),
        "place": ({_ORDER.DRAFT}, _ORDER.ORDERED),
        "cancel": ({_ORDER.DRAFT, _ORDER.ORDERED}, _ORDER.CANCELLED),
        "receive": ({_ORDER.ORDERED}, _ORDER.ORDERED),
        "close": ({_ORDER.ORDERED}, _ORDER.CLOSED),
        "reopen": ({_ORDER.CLOSED}, _ORDER.ORDERED),
    },
)

PURCHASE_BILL = Lifecycle(
    "purchase_bill",
    {
        "release": ({_BILL.EXCEPTION}, _BILL.RELEASED),
        "post": ({_BILL.MATCHED, _BILL.RELEASED}, _BILL.POSTED),
        "cancel": ({_BILL.MATCHED, _BILL.EXCEPTION, _BILL.RELEASED, _BILL.POSTED}, _BILL.CANCELLED),
    },
)

LIFECYCLES = (PURCHASE_REQUEST, REQUEST_FOR_QUOTATION, PURCHASE_ORDER, PURCHASE_BILL)
