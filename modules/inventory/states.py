"""The kinds of things that happen to stock. Most documents are facts from the start; transfers and counts
have a life.
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class StockMoveKind(StrEnum):
    """Why goods moved."""

    RECEIPT = "RECEIPT"
    SHIPMENT = "SHIPMENT"
    RETURN = "RETURN"
    ADJUSTMENT = "ADJUSTMENT"
    VALUATION = "VALUATION"  # value without goods
    MOVE = "MOVE"
    TRANSFER = "TRANSFER"
    ASSEMBLY = "ASSEMBLY"


class ShipmentKind(StrEnum):
    """Goods going out to a customer, or coming back from one."""

    SHIPMENT = "SHIPMENT"
    RETURN = "RETURN"


class ReceiptReason(StrEnum):
    """Why goods came in; it decides the account that answers the stock account."""

    OPENING = "OPENING"
    PURCHASE = "PURCHASE"
    DEPOSITED = "DEPOSITED"


class AdjustmentReason(StrEnum):
    """Why the shelf and the books were brought together."""

    COUNTED = "COUNTED"
    DAMAGED = "DAMAGED"
    EXPIRED = "EXPIRED"
    LOST = "LOST"
    FOUND = "FOUND"
    USED = "USED"
    HANDED_BACK = "HANDED_BACK"
    LOST_IN_TRANSIT = "LOST_IN_TRANSIT"


class CostingMethod(StrEnum):
    """How goods that leave get their cost."""

    MOVING_AVERAGE = "MOVING_AVERAGE"
    FIFO = "FIFO"


class CostKind(StrEnum):
    """What a cost that is learnt after the goods came was for."""

    FREIGHT = "FREIGHT"
    DUTY = "DUTY"
    INSURANCE = "INSURANCE"
    HANDLING = "HANDLING"
    PRICE = "PRICE"
    OTHER = "OTHER"


class SpreadBy(StrEnum):
    """By what a cost is shared among the lines of receipts."""

    VALUE = "VALUE"
    QUANTITY = "QUANTITY"
    WEIGHT = "WEIGHT"


class TransferState(StrEnum):
    """Where goods between two warehouses are."""

    DISPATCHED = "DISPATCHED"
    PARTLY_ARRIVED = "PARTLY_ARRIVED"
    ARRIVED = "ARRIVED"
    CANCELLED = "CANCELLED"


STOCK_TRANSFER = Lifecycle(
    "stock_transfer",
    {
        "arrive_partly": (
            {TransferState.DISPATCHED, TransferState.PARTLY_ARRIVED},
            TransferState.PARTLY_ARRIVED,
        ),
        "arrive": ({TransferState.DISPATCHED, TransferState.PARTLY_ARRIVED}, TransferState.ARRIVED),
        "cancel": ({TransferState.DISPATCHED, TransferState.PARTLY_ARRIVED}, TransferState.CANCELLED),
    },
)


class CountScope(StrEnum):
    """What of a warehouse is counted."""

    WHOLE = "WHOLE"
    PLACES = "PLACES"
    ABC_CLASS = "ABC_CLASS"
    PRODUCTS = "PRODUCTS"


class CountState(StrEnum):
    """How far a count is."""

    COUNTING = "COUNTING"
    SUBMITTED = "SUBMITTED"
    BOOKED = "BOOKED"
    CANCELLED = "CANCELLED"


STOCK_COUNT = Lifecycle(
    "stock_count",
    {
        "submit": ({CountState.COUNTING}, CountState.SUBMITTED),
        "return": ({CountState.SUBMITTED}, CountState.COUNTING),
        "book": ({CountState.SUBMITTED}, CountState.BOOKED),
        "cancel": ({CountState.COUNTING, CountState.SUBMITTED}, CountState.CANCELLED),
    },
)


class AssemblyKind(StrEnum):
    """Components become kits, or kits become components."""

    ASSEMBLY = "ASSEMBLY"
    DISASSEMBLY = "DISASSEMBLY"


class PrintKind(StrEnum):
    """What is put on paper."""

    LABELS = "LABELS"
    COUNT_SHEET = "COUNT_SHEET"
