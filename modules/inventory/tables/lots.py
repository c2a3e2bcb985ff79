"""Lots and serial numbers: which pieces are told from each other, since when and until when they are good."""

from piccolo.table import Table

from erp.kernel.columns import day, flag, instant, key, quantity, ref, text, whole
from erp.masterdata.tables import Company, Location, Party, Product, Warehouse


class Lot(Table, schema="inventory", tablename="lot"):
    """A lot of a product, or one piece by its serial number, as it first came in."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    code = text()
    is_serial = flag()
    expires_on = day(null=True)
    received_on = day()
    recorded_at = instant()


class StockRelocation(Table, schema="inventory", tablename="stock_relocation"):
    """Goods that were carried from one place of a warehouse to another; nothing of their worth changes."""

    id = key()
    company = ref(Company)
    number = text()
    warehouse = ref(Warehouse)
    moved_on = day()
    recorded_at = instant()
    note = text(null=True)


class StockRelocationLine(Table, schema="inventory", tablename="stock_relocation_line"):
    """One product (and lot) that was carried."""

    id = key()
    company = ref(Company)
    stock_relocation = ref(StockRelocation)
    line_no = whole()
    product = ref(Product)
    lot = text()
    owner = ref(Party, null=True)
    from_location = ref(Location)
    to_location = ref(Location)
    quantity = quantity()
