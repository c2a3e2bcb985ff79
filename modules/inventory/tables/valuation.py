"""How much it is worth: sums that follow the moves, layers of receipts, and costs learnt after the goods.

Sums are kept by the database with every move, whoever writes it, and can be made again from the moves.
"""

from piccolo.table import Table

from erp.kernel.columns import choice, day, instant, key, key_of_document, money, quantity, ref, text, whole
from erp.masterdata.tables import Account, Company, Party, Product, Warehouse
from modules.inventory.states import CostingMethod, CostKind, SpreadBy
from modules.inventory.tables.goods import StockReceiptLine


class StockDay(Table, schema="inventory", tablename="stock_day"):
    """What came, went and changed in worth of a product in a warehouse on a day.

    Quantities stand on the day the goods moved, values on the day they count in the books.
    """

    id = key()
    company = ref(Company)
    product = ref(Product)
    warehouse = ref(Warehouse)
    day = day()
    came = quantity()
    gone = quantity()
    came_value = money()
    gone_value = money()
    revalued = money()


class StockMonth(Table, schema="inventory", tablename="stock_month"):
    """The same over a month."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    warehouse = ref(Warehouse)
    month = day()
    came = quantity()
    gone = quantity()
    came_value = money()
    gone_value = money()
    revalued = money()


class StockPosting(Table, schema="inventory", tablename="stock_posting"):
    """What the moves of a document changed in stock value on a day; its entry has to say the same."""

    id = key()
    company = ref(Company)
    document = key_of_document()
    booked_on = day()
    value = money()


class CostLayer(Table, schema="inventory", tablename="cost_layer"):
    """Goods that came in together and what is left of them; consumed in the order of their day."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    warehouse = ref(Warehouse)
    received_on = day()
    source = key_of_document(null=True)
    value = money()
    value_left = money()
    quantity_left = quantity()
    quantity = quantity()


class CostingChoice(Table, schema="inventory", tablename="costing_choice"):
    """From which day on a product of a company is valued by which method."""

    id = key()
    company = ref(Company)
    product = ref(Product)
    method = choice(CostingMethod)
    valid_from = day()
    recorded_at = instant()


class StockCost(Table, schema="inventory", tablename="stock_cost"):
    """A cost (or a reduction) learnt after the goods came; `reverses` names the one it takes back."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(CostKind)
    spread_by = choice(SpreadBy, null=True)
    description = text()
    party = ref(Party, null=True)
    account = ref(Account)
    cause = key_of_document(null=True)
    occurred_on = day()
    booked_on = day()
    recorded_at = instant()
    total = money()
    in_stock = money()
    expensed = money()
    reverses = key_of_document(null=True)


class StockCostLine(Table, schema="inventory", tablename="stock_cost_line"):
    """The share of one line of a receipt: what stays with the goods, and what those that left have cost."""

    id = key()
    company = ref(Company)
    stock_cost = ref(StockCost)
    line_no = whole()
    receipt_line = ref(StockReceiptLine)
    product = ref(Product)
    amount = money()
    in_stock = money()
    expensed = money()
