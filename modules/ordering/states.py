"""The lives of a quotation and of a sales order. Shipping and billing are not states: they are counted."""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class QuotationState(StrEnum):
    """How an offer is."""

    DRAFT = "DRAFT"
    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class SalesOrderState(StrEnum):
    """How an order is."""

    DRAFT = "DRAFT"
    CONFIRMED = "CONFIRMED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class Progress(StrEnum):
    """How far an order has come, counted over its lines: none of it, a part, all of it."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


QUOTATION = Lifecycle(
    "quotation",
    {
        "send": ({QuotationState.DRAFT}, QuotationState.SENT),
        "accept": ({QuotationState.DRAFT, QuotationState.SENT}, QuotationState.ACCEPTED),
        "decline": ({QuotationState.DRAFT, QuotationState.SENT}, QuotationState.DECLINED),
    },
)

SALES_ORDER = Lifecycle(
    "sales_order",
    {
        "change": ({SalesOrderState.DRAFT}, SalesOrderState.DRAFT),
        "confirm": ({SalesOrderState.DRAFT}, SalesOrderState.CONFIRMED),
        "cancel": ({SalesOrderState.DRAFT, SalesOrderState.CONFIRMED}, SalesOrderState.CANCELLED),
        "reserve": ({SalesOrderState.CONFIRMED}, SalesOrderState.CONFIRMED),
        "ship": ({SalesOrderState.CONFIRMED}, SalesOrderState.CONFIRMED),
        "invoice": ({SalesOrderState.CONFIRMED}, SalesOrderState.CONFIRMED),
        "close": ({SalesOrderState.CONFIRMED}, SalesOrderState.CLOSED),
        "reopen": ({SalesOrderState.CLOSED}, SalesOrderState.CONFIRMED),
    },
)

LIFECYCLES = (QUOTATION, SALES_ORDER)
