"""What inventory keeps; one file a subject. Moves and documents are facts and never change."""

from modules.inventory.tables.counts import StockCount, StockCountEntry, StockCountLine
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
from modules.inventory.tables.kits import Kit, KitAssembly, KitComponent
from modules.inventory.tables.lots import Lot, StockRelocation, StockRelocationLine
from modules.inventory.tables.prints import StockPrint
from modules.inventory.tables.transfers import StockTransfer, StockTransferLine
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
    "Kit",
    "KitAssembly",
    "KitComponent",
    "Lot",
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
    "StockCount",
    "StockCountEntry",
    "StockCountLine",
    "StockMove",
    "StockPosting",
    "StockPrint",
    "StockReceipt",
    "StockReceiptLine",
    "StockRelocation",
    "StockRelocationLine",
    "StockTransfer",
    "StockTransferLine",
    "StockValue",
]
