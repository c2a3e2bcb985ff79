"""Set a supplier's price: what one of a product costs from a quantity and a day on."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT
from modules.purchasing.refusals import NegotiationMissing
from modules.purchasing.suppliers import require_currency, selling

ANY = Quantity(Decimal(0))
KEY = ("company", "supplier", "product", "currency", "minimum_quantity", "valid_from")
SAME = """company = $1 AND supplier = $2 AND product = $3 AND currency = $4 AND minimum_quantity = $5"""
BEFORE = f"""
    SELECT unit_price FROM purchasing.supplier_price
    WHERE {SAME} AND valid_from <= $6 AND (valid_to IS NULL OR valid_to >= $6)
    ORDER BY valid_from DESC LIMIT 1
"""
NEXT = f"SELECT min(valid_from) FROM purchasing.supplier_price WHERE {SAME} AND valid_from > $6"
END = f"""
    UPDATE purchasing.supplier_price SET valid_to = $6::date - 1
    WHERE {SAME} AND valid_from < $6 AND (valid_to IS NULL OR valid_to >= $6)
"""
ON_THE_DAY = f"SELECT id FROM purchasing.supplier_price WHERE {SAME} AND valid_from = $6"


async def set_supplier_price(
    *,
    act: Act,
    supplier: UUID,
    product: UUID,
    unit_price: Money,
    minimum_quantity: Quantity = ANY,
    valid_from: date | None = None,
    valid_to: date | None = None,
    currency: str | None = None,
    negotiation: str | None = None,
    negotiated_on: date | None = None,
) -> UUID:
    """Agree on a price; the one before ends the day before, one of the same day is put right.

    Refuses `NEGOTIATION_MISSING` for a new price of a protected supplier without a word on how it was agreed.
    """
    on = valid_from or act.today
    _require_sound(unit_price, minimum_quantity, on, valid_to, negotiation)
    seller = await selling(act, supplier)
    await masterdata.products(act.tx, [product])
    money = require_currency(currency, seller)
    await lock_name(act, "supplier_price", act.company, seller.party.id, product)
    same = (act.company, seller.party.id, product, money, minimum_quantity, on)
    before = await act.tx.value(BEFORE, *same)
    if seller.is_covered and before is not None and before != unit_price and not (negotiation or "").strip():
        raise NegotiationMissing(seller.party.number, before)
    following = await act.tx.value(NEXT, *same)
    ends = valid_to
    if following is not None and (ends is None or ends >= following):
        ends = following - timedelta(days=1)
    await act.tx.run(END, *same)
    there = await act.tx.value(ON_THE_DAY, *same)
    row: dict[str, Any] = {
        "id": there or new_id(),
        "unit_price": unit_price,
        "valid_to": ends,
        "negotiation": negotiation,
        "negotiated_on": negotiated_on,
        "set_by": act.actor,
        "set_at": act.at,
    }
    if there:
        await act.tx.update(tables.SupplierPrice, [row])
        return there
    held = dict(zip(KEY, same, strict=True))
    await act.tx.insert(tables.SupplierPrice, [row | held])
    key: UUID = row["id"]
    return key


def _require_sound(
    unit_price: Money, minimum_quantity: Quantity, on: date, valid_to: date | None, negotiation: str | None
) -> None:
    if unit_price < 0:
        raise BadInput("unitPrice", "NEGATIVE", given=unit_price)
    if minimum_quantity < 0:
        raise BadInput("minimumQuantity", "NEGATIVE", given=minimum_quantity)
    if valid_to and valid_to < on:
        raise BadInput("validTo", "BEFORE_START", starts_on=on)
    if len(negotiation or "") > TEXT_LIMIT:
        raise TooLong("negotiation", TEXT_LIMIT)
