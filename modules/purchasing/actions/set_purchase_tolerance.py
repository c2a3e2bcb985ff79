"""Set the purchase tolerances: what a company lets pass from a day on."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from modules import accounting
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT

HUNDRED = Decimal(100)
NOTHING = Money(Decimal(0))
THERE = "SELECT id FROM purchasing.purchase_tolerance WHERE company = $1 AND valid_from = $2"


async def set_purchase_tolerance(
    *,
    act: Act,
    valid_from: date | None = None,
    over_receipt: Decimal = Decimal(0),
    price_share: Decimal = Decimal(0),
    price_amount: Money = NOTHING,
    note: str | None = None,
) -> UUID:
    """Choose how much more may come and how far a bill may be from the order; shares are in per cent.

    What was placed or entered before keeps what held then. The same day again puts it right.
    """
    on = valid_from or act.today
    for field, share in (("overReceipt", over_receipt), ("priceShare", price_share)):
        if not 0 <= share <= HUNDRED:
            raise BadInput(field, "NOT_A_PERCENTAGE", given=share)
    if price_amount < 0:
        raise BadInput("priceAmount", "NEGATIVE", given=price_amount)
    accounting.require_coins("priceAmount", price_amount, act.currency)
    if len(note or "") > TEXT_LIMIT:
        raise TooLong("note", TEXT_LIMIT)
    await lock_name(act, "purchase_tolerance", act.company)
    there = await act.tx.value(THERE, act.company, on)
    row: dict[str, Any] = {
        "id": there or new_id(),
        "company": act.company,
        "valid_from": on,
        "over_receipt": over_receipt,
        "price_share": price_share,
        "price_amount": price_amount,
        "note": note,
    }
    if there:
        await act.tx.update(tables.PurchaseTolerance, [row])
    else:
        await act.tx.insert(tables.PurchaseTolerance, [row])
    key: UUID = row["id"]
    return key
