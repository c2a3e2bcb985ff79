"""Transfers between warehouses and what of them is still on its way."""

from datetime import date, datetime

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Product, Warehouse
from modules.inventory import tables
from modules.inventory.actions.arrive_transfer import arrive_transfer
from modules.inventory.actions.cancel_transfer import cancel_transfer
from modules.inventory.actions.dispatch_transfer import dispatch_transfer
from modules.inventory.states import TransferState


@node(tables.StockTransfer)
class StockTransfer:
    """Goods sent from one warehouse to another."""

    id: ID
    number: str
    state: TransferState
    from_warehouse: Warehouse = link("from_warehouse")
    to_warehouse: Warehouse = link("to_warehouse")
    dispatched_on: date
    recorded_at: datetime
    closed_on: date | None
    note: str | None
    lines: list["StockTransferLine"] = children("stock_transfer", by="line_no")


@node(tables.StockTransferLine, part_of=StockTransfer)
class StockTransferLine:
    """One lot from one place: how much left, arrived, came back or was lost on the way."""

    id: ID
    line_no: int
    product: Product = link("product")
    lot: str
    from_location: Location = link("from_location")
    quantity: Quantity
    arrived: Quantity
    returned: Quantity
    lost: Quantity
    on_its_way: Quantity = computed("{t}.quantity - {t}.arrived - {t}.returned - {t}.lost")


QUERY = [
    one(StockTransfer),
    many(
        StockTransfer,
        filters=("state", "dispatched_on", "from_warehouse", "to_warehouse"),
        search=("number", "note"),
        sorts=("number", "dispatched_on"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(dispatch_transfer, StockTransfer),
    mutation(arrive_transfer, StockTransfer),
    mutation(cancel_transfer, StockTransfer),
]
