"""What purchasing keeps; one file a subject."""

from modules.purchasing.tables.asking import (
    AskedSupplier,
    PurchaseRequest,
    PurchaseRequestLine,
    RequestForQuotation,
    RequestForQuotationLine,
    SupplierQuotation,
    SupplierQuotationLine,
)
from modules.purchasing.tables.bills import PurchaseBill, PurchaseBillLine
from modules.purchasing.tables.goods import (
    GoodsAccrual,
    GoodsReceipt,
    GoodsReceiptLine,
    Inspection,
    InspectionLine,
    PurchaseReturn,
    PurchaseReturnLine,
)
from modules.purchasing.tables.orders import UNTOUCHED, PurchaseOrder, PurchaseOrderLine
from modules.purchasing.tables.terms import PurchaseTolerance, ReorderPoint, SupplierPrice, SupplierProduct

TABLES = (
    SupplierPrice,
    SupplierProduct,
    ReorderPoint,
    PurchaseTolerance,
    PurchaseRequest,
    PurchaseRequestLine,
    RequestForQuotation,
    RequestForQuotationLine,
    AskedSupplier,
    SupplierQuotation,
    SupplierQuotationLine,
    PurchaseOrder,
    PurchaseOrderLine,
    GoodsReceipt,
    GoodsReceiptLine,
    Inspection,
    InspectionLine,
    PurchaseReturn,
    PurchaseReturnLine,
    GoodsAccrual,
    PurchaseBill,
    PurchaseBillLine,
)

__all__ = [
    "TABLES",
    "UNTOUCHED",
    "AskedSupplier",
    "GoodsAccrual",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "Inspection",
    "InspectionLine",
    "PurchaseBill",
    "PurchaseBillLine",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "PurchaseRequest",
    "PurchaseRequestLine",
    "PurchaseReturn",
    "PurchaseReturnLine",
    "PurchaseTolerance",
    "ReorderPoint",
    "RequestForQuotation",
    "RequestForQuotationLine",
    "SupplierPrice",
    "SupplierProduct",
    "SupplierQuotation",
    "SupplierQuotationLine",
]
