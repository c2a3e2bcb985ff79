"""What came, what was found when it was looked at, what went back. Documents are facts and never change."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    ref,
    text,
    whole,
)
from erp.kernel.columns import quantity as measure
from erp.masterdata.tables import Company, Party, Product, Warehouse
from modules.purchasing.states import AccrualKind, ConcessionReason
from modules.purchasing.tables.orders import PurchaseOrder, PurchaseOrderLine


class GoodsReceipt(Table, schema="purchasing", tablename="goods_receipt"):
    """A delivery to an order, as it stood at the door."""

    id = key()
    company = ref(Company)
    number = text()
    purchase_order = ref(PurchaseOrder)
    supplier = ref(Party)
    warehouse = ref(Warehouse)
    received_on = day()
    recorded_at = instant()
    received_by = key_of_document()
    delivery_note = text(null=True)
    note = text(null=True)
    origin = text()


class GoodsReceiptLine(Table, schema="purchasing", tablename="goods_receipt_line"):
    """One product of a delivery: what was accepted and what refused, and what of each went back."""

    id = key()
    company = ref(Company)
    goods_receipt = ref(GoodsReceipt)
    line_no = whole()
    order_line = ref(PurchaseOrderLine)
    product = ref(Product)
    quantity = measure()
    lot = text(null=True)
    expires_on = day(null=True)
    serials = document_json(null=True)
    accepted = measure()
    rejected = measure()
    returned = measure()
    sent_back = measure()


class Inspection(Table, schema="purchasing", tablename="inspection"):
    """Somebody looked: what was accepted is ours from this day on, at its rate, in stock or cost."""

    id = key()
    company = ref(Company)
    number = text()
    goods_receipt = ref(GoodsReceipt)
    purchase_order = ref(PurchaseOrder)
    supplier = ref(Party)
    inspected_on = day()
    recorded_at = instant()
    inspected_by = key_of_document()
    is_automatic = flag()
    stock_receipt = key_of_document(null=True)
    exchange_rate = measure(null=True)
    note = text(null=True)


class InspectionLine(Table, schema="purchasing", tablename="inspection_line"):
    """What of a line was accepted and what not; `value` is what the accepted part was booked with.

    Lot, day and numbers are of the accepted part; a concession says why, at `unit_price` if less.
    """

    id = key()
    company = ref(Company)
    inspection = ref(Inspection)
    line_no = whole()
    receipt_line = ref(GoodsReceiptLine)
    order_line = ref(PurchaseOrderLine)
    product = ref(Product)
    accepted = measure()
    rejected = measure()
    reason = text(null=True)
    value = money()
    stock_line = key_of_document(null=True)
    lot = text(null=True)
    expires_on = day(null=True)
    serials = document_json(null=True)
    concession = choice(ConcessionReason, null=True)
    unit_price = money(null=True)


class PurchaseReturn(Table, schema="purchasing", tablename="purchase_return"):
    """Goods that went back to the supplier: accepted ones with their value, refused ones without."""

    id = key()
    company = ref(Company)
    number = text()
    goods_receipt = ref(GoodsReceipt)
    purchase_order = ref(PurchaseOrder)
    supplier = ref(Party)
    returned_on = day()
    recorded_at = instant()
    returned_by = key_of_document()
    reason = text()


class PurchaseReturnLine(Table, schema="purchasing", tablename="purchase_return_line"):
    """So many of a delivered line; `credit_expected` of them are billed already."""

    id = key()
    company = ref(Company)
    purchase_return = ref(PurchaseReturn)
    line_no = whole()
    receipt_line = ref(GoodsReceiptLine)
    order_line = ref(PurchaseOrderLine)
    product = ref(Product)
    quantity = measure()
    was_rejected = flag()
    value = money()
    credit_expected = measure()


class GoodsAccrual(Table, schema="purchasing", tablename="goods_accrual"):
    """What came and is not billed became more or less; its sum by supplier is the account 未請求仕入."""

    id = key()
    company = ref(Company)
    supplier = ref(Party)
    purchase_order = ref(PurchaseOrder)
    order_line = ref(PurchaseOrderLine)
    kind = choice(AccrualKind)
    document = key_of_document()
    occurred_on = day()
    recorded_at = instant()
    quantity = measure()
    amount = money()
