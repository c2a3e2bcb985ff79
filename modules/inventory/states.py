"""The kinds of things that happen to stock. Its documents have no life: they are facts from the start."""

from enum import StrEnum


class StockMoveKind(StrEnum):
    """Why goods moved."""

    RECEIPT = "RECEIPT"
    SHIPMENT = "SHIPMENT"
    RETURN = "RETURN"
    ADJUSTMENT = "ADJUSTMENT"


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
