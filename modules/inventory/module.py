"""What inventory says of itself: what is where, what is promised, and what it is worth."""

from erp.kernel.module import Module
from modules.inventory import tables

MODULE = Module(
    name="inventory",
    label_ja="在庫",
    label_en="Inventory",
    needs=("accounting",),
    tables=(
        tables.StockBalance,
        tables.StockValue,
        tables.StockMove,
        tables.Reservation,
        tables.Shipment,
        tables.ShipmentLine,
        tables.StockReceipt,
        tables.StockReceiptLine,
        tables.StockAdjustment,
        tables.StockAdjustmentLine,
        tables.StockDay,
        tables.StockMonth,
        tables.StockPosting,
        tables.CostLayer,
        tables.CostingChoice,
        tables.StockCost,
        tables.StockCostLine,
        tables.Lot,
        tables.StockRelocation,
        tables.StockRelocationLine,
        tables.StockTransfer,
        tables.StockTransferLine,
        tables.StockCount,
        tables.StockCountLine,
        tables.StockCountEntry,
        tables.Kit,
        tables.KitComponent,
        tables.KitAssembly,
        tables.StockPrint,
    ),
)
APP_CONFIG = MODULE.piccolo_app()
