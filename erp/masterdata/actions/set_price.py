"""A price from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.changing import locked
from erp.masterdata.checks import amount_in, period_of
from erp.masterdata.dating import end_before
from erp.masterdata.queries.product import products
from erp.masterdata.refusals import Inactive, PricesOverlap
from erp.masterdata.rules.effective import Dated
from erp.masterdata.tables import Price, PriceList
from erp.masterdata.writing import add

_KNOWN = """
SELECT id, valid_from, valid_to FROM masterdata.price
 WHERE price_list = $1 AND product = $2 AND minimum_quantity = $3 ORDER BY valid_from
"""


async def set_price(
    *,
    act: Act,
    price_list: UUID,
    product: UUID,
    unit_price: Money,
    valid_from: date | None = None,
    valid_to: date | None = None,
    minimum_quantity: Quantity = Quantity(Decimal(0)),  # noqa: B008  # a constant; the call only names its type
) -> UUID:
    """Set a price from a day on: the open one ends the day before; one of the same day is put right."""
    begins = valid_from or act.today
    period_of(begins, valid_to)
    if minimum_quantity < 0:
        raise BadInput("minimum_quantity", "NEGATIVE", given=minimum_quantity)
    row = await locked(act, PriceList, price_list, field="price_list")
    if not row["is_active"]:
        raise Inactive("PriceList", row["code"], field="price_list")
    amount = amount_in("unit_price", unit_price, row["currency"])
    number = (await products(act.tx, [product]))[product].number
    taken = PricesOverlap(number, begins)
    known = await act.tx.rows(_KNOWN, price_list, product, minimum_quantity)
    same_day = [each for each in known if each["valid_from"] == begins]
    if same_day and valid_to in (None, same_day[0]["valid_to"]):
        await act.tx.update(Price, [{"id": same_day[0]["id"], "unit_price": amount}])
        return price_list
    await end_before(act, Price, known, Dated(begins, valid_to, amount), taken)
    price = {
        "id": new_id(),
        "company": row["company"],
        "price_list": price_list,
        "product": product,
        "minimum_quantity": minimum_quantity,
        "unit_price": amount,
        "valid_from": begins,
        "valid_to": valid_to,
    }
    await add(act, Price, price, taken=taken)
    return price_list
