"""What inventory keeps; one file a subject. Moves and documents are facts and never change."""

from modules.inventory.tables.goods import (
    Reservation,
    Shipment,
    ShipmentLine,
    StockAdjustment,
    StockAdjustmentLine,
    StockBalance,
    StockMove,
    StockReceipt,
    StockReceiptLine,
    StockValue,
)

__all__ = [
    "Reservation",
    "Shipment",
    "ShipmentLine",
    "StockAdjustment",
    "StockAdjustmentLine",
    "StockBalance",
    "StockMove",
    "StockReceipt",
    "StockReceiptLine",
    "StockValue",
]
