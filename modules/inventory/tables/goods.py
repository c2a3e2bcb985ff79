"""What is where. Moves and documents are facts and never change; balances are their running sums.

`StockBalance` keeps `0 <= reserved <= on_hand` by a CHECK, so no program can promise or take what is not
there; one with an `owner` is his and worth nothing to us. `StockValue` holds quantity and value of a product
in one company: the moving average is their ratio.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company, Location, Party, Product, Warehouse
from modules.inventory.states import (
    AdjustmentReason,
    CostingMethod,
    ReceiptReason,
    ShipmentKind,
    StockMoveKind,
)


class StockBalance(Table, schema="inventory", tablename="stock_balance"):
    """Goods of one product in one place: how many lie there and how many of them are promised."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    location = ref(Location)
    lot = text()
    on_hand = quantity()
    reserved = quantity()
    owner = ref(Party, null=True)
    is_serial = flag()


class StockValue(Table, schema="inventory", tablename="stock_value"):
    """What all goods of a product in a warehouse are worth; value / quantity is the moving average.

    `last_on` is the latest day anything of it moved. The columns that may be empty here were added to rows
    that were there; the database has filled them and keeps them filled.
    """

    id = key()
    company = ref(Company)
    product = ref(Product)
    quantity = quantity()
    value = money()
    warehouse = ref(Warehouse, null=True)
    method = choice(CostingMethod, default=CostingMethod.MOVING_AVERAGE)
    method_since = day(null=True)
    last_on = day(null=True)


class StockMove(Table, schema="inventory", tablename="stock_move"):
    """Goods that moved, or value without goods. Never changed; a mistake is answered by the move back.

    `occurred_on` is the day the goods moved, `booked_on` the day their value counts in the books: another
    one only where the month of the first was closed already. The database fills it.
    """

    id = key()
    company = ref(Company)
    kind = choice(StockMoveKind)
    product = ref(Product)
    from_location = ref(Location, null=True)
    to_location = ref(Location, null=True)
    lot = text()
    quantity = quantity()
    value = money()
    occurred_on = day()
    recorded_at = instant()
    document = key_of_document()
    document_line = key_of_document(null=True)
    booked_on = day(null=True)
    owner = ref(Party, null=True)


class Reservation(Table, schema="inventory", tablename="reservation"):
    """Goods in a place that are promised to one line of one order."""

    id = key()
    company = ref(Company)
    document = key_of_document()
    demand = key_of_document()
    product = ref(Product)
    location = ref(Location)
    lot = text()
    quantity = quantity()


class Shipment(Table, schema="inventory", tablename="shipment"):
    """Goods that left for a customer, or came back from one (then `returns` names what they left by)."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(ShipmentKind)
    sales_order = key_of_document()
    customer = ref(Party)
    warehouse = ref(Warehouse)
    shipped_on = day()
    recorded_at = instant()
    returns = key_of_document(null=True)
    reason = text(null=True)


class ShipmentLine(Table, schema="inventory", tablename="shipment_line"):
    """One product of a shipment, with the value it left (or came back) at."""

    id = key()
    company = ref(Company)
    shipment = ref(Shipment)
    line_no = whole()
    product = ref(Product)
    quantity = quantity()
    value = money()
    demand = key_of_document()


class StockReceipt(Table, schema="inventory", tablename="stock_receipt"):
    """Goods that came in, or went out again: all of them (`reverses`) or a part (`returns`)."""

    id = key()
    company = ref(Company)
    number = text()
    reason = choice(ReceiptReason)
    supplier = ref(Party, null=True)
    warehouse = ref(Warehouse)
    received_on = day()
    recorded_at = instant()
    origin = text()
    note = text(null=True)
    reverses = key_of_document(null=True)
    returns = key_of_document(null=True)
    owner = ref(Party, null=True)


class StockReceiptLine(Table, schema="inventory", tablename="stock_receipt_line"):
    """One product of a receipt; `value` is what it cost in all."""

    id = key()
    company = ref(Company)
    stock_receipt = ref(StockReceipt)
    line_no = whole()
    product = ref(Product)
    location = ref(Location)
    quantity = quantity()
    unit_cost = money()
    value = money()
    returns_line = key_of_document(null=True)
    lot = text(default="")
    expires_on = day(null=True)


class StockAdjustment(Table, schema="inventory", tablename="stock_adjustment"):
    """The shelf was right and the books were not: the difference, with its reason."""

    id = key()
    company = ref(Company)
    number = text()
    reason = choice(AdjustmentReason)
    warehouse = ref(Warehouse)
    adjusted_on = day()
    recorded_at = instant()
    note = text(null=True)
    owner = ref(Party, null=True)
    stock_count = key_of_document(null=True)


class StockAdjustmentLine(Table, schema="inventory", tablename="stock_adjustment_line"):
    """One product of an adjustment; quantity and value carry their sign."""

    id = key()
    company = ref(Company)
    stock_adjustment = ref(StockAdjustment)
    line_no = whole()
    product = ref(Product)
    location = ref(Location)
    quantity = quantity()
    value = money()
    lot = text(default="")
