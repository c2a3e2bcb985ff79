"""Choose a costing method: from a day on a product is valued by moving average, or first in first out."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from modules.inventory import tables
from modules.inventory.states import CostingMethod

NOW = """
    SELECT coalesce((SELECT c.method FROM inventory.costing_choice c
                     WHERE c.product = $1 ORDER BY c.valid_from DESC LIMIT 1), 'MOVING_AVERAGE') AS method,
           (SELECT max(c.valid_from) FROM inventory.costing_choice c WHERE c.product = $1) AS chosen_from,
           (SELECT coalesce(sum(v.quantity), 0) FROM inventory.stock_value v WHERE v.product = $1) AS on_hand,
           (SELECT max(v.last_on) FROM inventory.stock_value v WHERE v.product = $1) AS last_on,
           EXISTS (SELECT FROM accounting.fiscal_year y
                   WHERE to_char(y.starts_on, 'MM-DD') = to_char($2::date, 'MM-DD')) AS begins_year
"""


class CostingMethodFixed(Refused):
    """While goods are in stock their method changes with a fiscal year only."""

    def __init__(self, valid_from: date) -> None:
        super().__init__(field="validFrom", valid_from=valid_from)


class CostingMethodUsed(Refused):
    """Goods of that day or later have their cost already."""

    def __init__(self, last_on: date) -> None:
        super().__init__(field="validFrom", last_on=last_on)


async def choose_costing_method(*, act: Act, product: UUID, method: CostingMethod, valid_from: date) -> UUID:
    """Value a product of this company by a method from a day on; answers the choice.

    What is in stock then goes on with its value: as one layer, or as the beginning of the average. Refuses
    `COSTING_METHOD_FIXED` (goods in stock, and no first day of a fiscal year) and `COSTING_METHOD_USED`
    (something moved on that day or later).
    """
    await locking.lock_name(act, "choose_costing_method", act.company, product)
    found = (await masterdata.products(act.tx, [product]))[product]
    if not found.is_stocked:
        raise BadInput("product", "NOT_STOCKED")
    await locking.lock_stock(
        act,
        "SELECT id FROM inventory.stock_value WHERE product = $1 ORDER BY product, warehouse FOR UPDATE",
        product,
    )
    now = await act.tx.row(NOW, product, valid_from)
    if now is None or now["method"] == method.value:
        raise BadInput("method", "NOTHING_TO_CHANGE")
    if now["last_on"] is not None and now["last_on"] >= valid_from:
        raise CostingMethodUsed(now["last_on"])
    if now["chosen_from"] is not None and now["chosen_from"] >= valid_from:
        raise CostingMethodUsed(now["chosen_from"])
    if now["on_hand"] > 0 and not now["begins_year"]:
        raise CostingMethodFixed(valid_from)
    choice = new_id()
    row = {"id": choice, "company": act.company, "product": product, "method": method.value}
    await act.tx.insert(tables.CostingChoice, [row | {"valid_from": valid_from, "recorded_at": act.at}])
    return choice
