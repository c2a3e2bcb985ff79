"""What the demo company has on its shelves when it starts."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.actions.register_location import register_location
from erp.masterdata.actions.register_product import register_product
from erp.masterdata.actions.register_warehouse import register_warehouse
from modules.inventory.actions.assemble_kits import assemble_kits
from modules.inventory.actions.choose_costing_method import choose_costing_method
from modules.inventory.actions.define_kit import KitComponentDraft, define_kit
from modules.inventory.actions.dispatch_transfer import TransferDraft, dispatch_transfer
from modules.inventory.actions.move_stock import StockMoveDraft, move_stock
from modules.inventory.actions.receive_stock import StockReceiptDraft, receive_stock
from modules.inventory.actions.spread_landed_cost import LandedCostDraft, spread_landed_cost
from modules.inventory.actions.start_stock_count import start_stock_count
from modules.inventory.states import CostingMethod, CostKind, CountScope, ReceiptReason, SpreadBy

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
    await _keep_by_lot(act, start)


async def _keep_by_lot(act: Act, start: date) -> None:
    """A tea that expires, on two shelves and on its way to a second warehouse."""
    tea = await _a_tea(act)
    warehouse = await masterdata.default_warehouse(act.tx, act.company)
    counter = await masterdata.default_location(act.tx, act.company, warehouse)
    shelf = await register_location(act=act, warehouse=warehouse, code="A-01", name="冷暗所 A-01")
    lots = (("M-0418", 40, 210), ("M-0502", 60, 45))
    await choose_costing_method(act=act, product=tea, method=CostingMethod.FIFO, valid_from=start)
    receipt = await receive_stock(
        act=act,
        lines=[
            StockReceiptDraft(
                product=tea,
                quantity=Quantity(Decimal(count)),
                unit_cost=Money(Decimal(640)),
                lot=lot,
                expires_on=act.today + timedelta(days=days),
            )
            for lot, count, days in lots
        ],
        reason=ReceiptReason.OPENING,
        on=start,
        origin="demo:lots",
        note="期首在庫（期限管理品）",
    )
    await _freight(act, receipt, start)
    move = StockMoveDraft(
        product=tea,
        lot="M-0418",
        quantity=Quantity(Decimal(30)),
        from_location=counter,
        to_location=shelf,
    )
    await move_stock(act=act, lines=[move], on=start, note="冷暗所へ")
    west = await register_warehouse(act=act, code="WEST", name="西日本倉庫")
    await dispatch_transfer(
        act=act,
        from_warehouse=warehouse,
        to_warehouse=west,
        lines=[TransferDraft(product=tea, quantity=Quantity(Decimal(12)))],
        note="西日本倉庫へ補充",
    )
    await _a_gift_box(act, tea)
    await start_stock_count(
        act=act, scope=CountScope.PLACES, warehouse=warehouse, places=[shelf], note="冷暗所の循環棚卸"
    )


async def _a_gift_box(act: Act, tea: UUID) -> None:
    """Two cans of tea and a tin in a box, of which three are put together."""
    row = await act.tx.row(STOCKED + " LIMIT 1")
    if row is None:
        return
    unit, tax_code = await _unit_and_tax(act)
    box = await register_product(
        act=act,
        name="抹茶ギフトセット",
        name_kana="マッチャギフトセット",
        unit=unit,
        tax_code=tax_code,
        category="セット品",
        accept_duplicates=True,
    )
    parts = [
        KitComponentDraft(product=tea, quantity=Quantity(Decimal(2))),
        KitComponentDraft(product=row["id"], quantity=Quantity(Decimal(1))),
    ]
    await define_kit(act=act, product=box, components=parts)
    await assemble_kits(act=act, product=box, quantity=Quantity(Decimal(3)), note="ギフト用の組立")


async def _freight(act: Act, receipt: UUID, on: date) -> None:
    """What it cost to bring the tea, owed to whoever supplies."""
    carrier = await act.tx.value(
        "SELECT id FROM masterdata.party WHERE is_supplier AND is_active ORDER BY number LIMIT 1"
    )
    if carrier is None:
        return
    lines = await act.tx.rows(
        "SELECT id FROM inventory.stock_receipt_line WHERE stock_receipt = $1 ORDER BY line_no", receipt
    )
    await spread_landed_cost(
        act=act,
        lines=[LandedCostDraft(receipt_line=row["id"]) for row in lines],
        amount=Money(Decimal(2400)),
        kind=CostKind.FREIGHT,
        spread_by=SpreadBy.QUANTITY,
        on=on + timedelta(days=3),
        party=carrier,
        note="宇治からの運賃",
    )


async def _a_tea(act: Act) -> UUID:
    """Without a price of its own, so that no order of the demo asks for it."""
    unit, tax_code = await _unit_and_tax(act)
    return await register_product(
        act=act,
        name="宇治抹茶 30g缶",
        name_kana="ウジマッチャ 30グラムカン",
        unit=unit,
        tax_code=tax_code,
        category="茶葉",
        tracking=masterdata.Tracking.EXPIRY,
        shelf_days=14,
        accept_duplicates=True,
    )


async def _unit_and_tax(act: Act) -> tuple[UUID, UUID]:
    unit = await act.tx.value("SELECT id FROM masterdata.unit ORDER BY code = 'PCS' DESC LIMIT 1")
    tax_code = await act.tx.value("SELECT id FROM masterdata.tax_code ORDER BY code = 'S8' DESC LIMIT 1")
    return unit, tax_code
