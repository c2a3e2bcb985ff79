"""What the demo company has on its shelves when it starts."""

from datetime import timedelta
from decimal import Decimal

from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.inventory.actions.receive_stock import StockReceiptDraft, receive_stock
from modules.inventory.states import ReceiptReason

STOCKED = """
    SELECT id, standard_price FROM masterdata.product
    WHERE is_stocked AND is_active AND standard_price IS NOT NULL ORDER BY number
"""
COST_SHARE = Decimal("0.62")


async def seed_demo(act: Act) -> None:
    """Opening stock of every product, at the beginning of the month three months back."""
    start = (act.today.replace(day=1) - timedelta(days=80)).replace(day=1)
    products = await act.tx.rows(STOCKED)
    if not products:
        return
    await receive_stock(
        act=act,
        lines=[
            StockReceiptDraft(
                product=row["id"],
                quantity=Quantity(Decimal(60 + 35 * (place % 7))),
                unit_cost=Money((row["standard_price"] * COST_SHARE).quantize(Decimal(1))),
            )
            for place, row in enumerate(products)
        ],
        reason=ReceiptReason.OPENING,
        on=start,
        origin="demo:opening",
        note="期首在庫",
    )
