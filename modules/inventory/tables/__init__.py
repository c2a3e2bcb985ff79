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
from modules.inventory.tables.valuation import (
    CostingChoice,
    CostLayer,
    StockCost,
    StockCostLine,
    StockDay,
    StockMonth,
    StockPosting,
)

__all__ = [
    "CostLayer",
    "CostingChoice",
    "Reservation",
    "Shipment",
    "ShipmentLine",
    "StockAdjustment",
    "StockAdjustmentLine",
    "StockBalance",
    "StockCost",
    "StockCostLine",
    "StockDay",
    "StockMonth",
    "StockMove",
    "StockPosting",
    "StockReceipt",
    "StockReceiptLine",
    "StockValue",
]
