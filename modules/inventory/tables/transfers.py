"""Goods between two warehouses: they left the one, have not reached the other, and are ours all the way."""

from decimal import Decimal

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, quantity, ref, text, whole
from erp.masterdata.tables import Company, Location, Product, Warehouse
from modules.inventory.states import TransferState


class StockTransfer(Table, schema="inventory", tablename="stock_transfer"):
    """Goods sent from one warehouse to another."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(TransferState)
    from_warehouse = ref(Warehouse)
    to_warehouse = ref(Warehouse)
    dispatched_on = day()
    recorded_at = instant()
    closed_on = day(null=True)
    note = text(null=True)


class StockTransferLine(Table, schema="inventory", tablename="stock_transfer_line"):
    """One lot from one place: how much left, how much has arrived, came back or was lost on the way."""

    id = key()
    company = ref(Company)
    stock_transfer = ref(StockTransfer)
    line_no = whole()
    product = ref(Product)
    lot = text()
    from_location = ref(Location)
    arrived = quantity(default=Decimal(0))
    returned = quantity(default=Decimal(0))
    lost = quantity(default=Decimal(0))
    quantity = quantity()
