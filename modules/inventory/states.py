"""The kinds of things that happen to stock. Its documents have no life: they are facts from the start."""

from enum import StrEnum


class StockMoveKind(StrEnum):
    """Why goods moved."""

    RECEIPT = "RECEIPT"
    SHIPMENT = "SHIPMENT"
    RETURN = "RETURN"
    ADJUSTMENT = "ADJUSTMENT"
    VALUATION = "VALUATION"  # value without goods


class ShipmentKind(StrEnum):
    """Goods going out to a customer, or coming back from one."""

    SHIPMENT = "SHIPMENT"
    RETURN = "RETURN"


class ReceiptReason(StrEnum):
    """Why goods came in; it decides the account that answers the stock account."""

    OPENING = "OPENING"
    PURCHASE = "PURCHASE"


class AdjustmentReason(StrEnum):
    """Why the shelf and the books were brought together."""

    COUNTED = "COUNTED"
    DAMAGED = "DAMAGED"
    EXPIRED = "EXPIRED"
    LOST = "LOST"
    FOUND = "FOUND"


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
