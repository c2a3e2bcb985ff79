"""Counting what lies on the shelves: what to look at, and every figure that was called out."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, quantity, ref, text, whole
from erp.masterdata.tables import Company, Location, Party, Product, Warehouse
from modules.inventory.states import CountScope, CountState


class StockCount(Table, schema="inventory", tablename="stock_count"):
    """One count of a warehouse or of a part of it; `is_blind` hides from the counters what is expected."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(CountState)
    scope = choice(CountScope)
    abc_class = text(null=True)
    is_blind = flag()
    warehouse = ref(Warehouse)
    started_on = day()
    recorded_at = instant()
    booked_on = day(null=True)
    booked_by = key_of_document(null=True)
    note = text(null=True)


class StockCountLine(Table, schema="inventory", tablename="stock_count_line"):
    """One product (and lot) in one place that has to be counted."""

    id = key()
    company = ref(Company)
    stock_count = ref(StockCount)
    line_no = whole()
    product = ref(Product)
    location = ref(Location)
    lot = text()
    owner = ref(Party, null=True)


class StockCountEntry(Table, schema="inventory", tablename="stock_count_entry"):
    """What somebody counted at a moment, and what the moves up to that moment say should lie there."""

    id = key()
    company = ref(Company)
    stock_count_line = ref(StockCountLine)
    round = whole()
    expected = quantity()
    quantity = quantity()
    counted_at = instant()
    counted_by = key_of_document()
    recorded_at = instant()
