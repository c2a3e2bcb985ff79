"""What billing says of itself: what left and is not billed yet, and the bills of closing days."""

from erp.kernel.module import Module
from modules.billing import tables

MODULE = Module(
    name="billing",
    label_ja="締め請求",
    label_en="Closing bills",
    needs=("accounting",),
    tables=(
        tables.ClosingRun,
        tables.ClosingBill,
        tables.ClosingBillTax,
        tables.ClosingBillDocument,
        tables.ClosingBillRendering,
        tables.ClosingRunCustomer,
        tables.Supply,
        tables.SupplyLine,
        tables.SupplyTax,
        tables.BillPrint,
        tables.BillPrintItem,
    ),
)
APP_CONFIG = MODULE.piccolo_app()
