"""A few purchases of a small trading company: prices, orders in each state, a delivery to be inspected."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.actions.register_party import register_party
from erp.masterdata.actions.set_exchange_rate import set_exchange_rate
from modules.purchasing.actions.draft_purchase_order import draft_purchase_order
from modules.purchasing.actions.draft_purchase_request import draft_purchase_request
from modules.purchasing.actions.enter_purchase_bill import enter_purchase_bill
from modules.purchasing.actions.enter_supplier_quotation import QuotedLine, enter_supplier_quotation
from modules.purchasing.actions.inspect_goods import InspectedLine, inspect_goods
from modules.purchasing.actions.place_purchase_order import place_purchase_order
from modules.purchasing.actions.post_purchase_bill import post_purchase_bill
from modules.purchasing.actions.receive_purchase_order import DeliveredLine, receive_purchase_order
from modules.purchasing.actions.request_quotations import request_quotations
from modules.purchasing.actions.return_purchase import SentBackLine, return_purchase
from modules.purchasing.actions.set_purchase_tolerance import set_purchase_tolerance
from modules.purchasing.actions.set_reorder_point import set_reorder_point
from modules.purchasing.actions.set_supplier_price import set_supplier_price
from modules.purchasing.actions.set_supplier_product import set_supplier_product
from modules.purchasing.actions.submit_purchase_request import submit_purchase_request
from modules.purchasing.billing import BilledLine
from modules.purchasing.lines import PurchaseLineDraft
from modules.purchasing.queries import lines_of
from modules.purchasing.quoting import AskedLine, SupplierToAsk, asked_lines
from modules.purchasing.requesting import RequestedLine

SUPPLIERS = "SELECT id FROM masterdata.party WHERE is_supplier AND is_active ORDER BY number LIMIT 3"
PRODUCTS = """
    SELECT p.id, p.standard_price FROM masterdata.product p
    WHERE p.is_stocked AND p.is_valued AND p.is_active AND p.tracking = 'NONE' AND p.standard_price >= 100
    ORDER BY p.number LIMIT 6
"""
COST_SHARE = Decimal("0.6")
RECEIPT_LINES = "SELECT id FROM purchasing.goods_receipt_line WHERE goods_receipt = $1 ORDER BY line_no"


async def seed_demo(act: Act) -> None:
    """Goods bought, looked at and billed; some too late, some at another price than agreed."""
    suppliers = [row["id"] for row in await act.tx.rows(SUPPLIERS)]
    goods = [(row["id"], row["standard_price"]) for row in await act.tx.rows(PRODUCTS)]
    if len(suppliers) < 3 or len(goods) < 6:
        return
    month = act.today.replace(day=1)
    await _terms(act, suppliers, goods, month)
    await _billed(act, suppliers[0], goods[:2], month)
    await _outside(act, suppliers[0], goods[:1], month)
    await _to_inspect(act, suppliers[1], goods[2:4], month)
    late = await _order(act, suppliers[1], goods[2:3], month, expected_on=month)
    await place_purchase_order(act=act, order=late)
    await _order(act, suppliers[2], goods[4:6], act.today, expected_on=act.today + timedelta(days=7))
    await _asked(act, suppliers, goods)
    await _in_dollars(act, goods[5], month)


async def _terms(
    act: Act, suppliers: Sequence[UUID], goods: Sequence[tuple[UUID, Decimal]], month: date
) -> None:
    await set_purchase_tolerance(
        act=act,
        valid_from=month - timedelta(days=365),
        over_receipt=Decimal(2),
        price_share=Decimal(1),
        price_amount=Money(Decimal(100)),
        note="購買規程 第8条",
    )
    for place, (product, price) in enumerate(goods):
        supplier = suppliers[place // 2]
        await set_supplier_product(
            act=act,
            supplier=supplier,
            product=product,
            supplier_code=f"A-{100 + place}",
            lead_days=3 + place,
            order_multiple=Quantity(Decimal(5)),
            needs_inspection=place in (2, 3),
            is_preferred=True,
        )
        await set_supplier_price(
            act=act,
            supplier=supplier,
            product=product,
            unit_price=_cost(price),
            valid_from=month - timedelta(days=180),
            negotiation="年度契約の協議による",
        )
        await set_reorder_point(
            act=act,
            product=product,
            reorder_point=Quantity(Decimal(400 if place == 5 else 20)),
            target_stock=Quantity(Decimal(500 if place == 5 else 80)),
        )


def _cost(price: Decimal) -> Money:
    return Money((price * COST_SHARE).quantize(Decimal(1)))


async def _order(
    act: Act,
    supplier: UUID,
    goods: Sequence[tuple[UUID, Decimal]],
    on: date,
    *,
    expected_on: date | None = None,
) -> UUID:
    return await draft_purchase_order(
        act=act,
        supplier=supplier,
        ordered_on=on,
        expected_on=expected_on,
        inspection_days=7,
        lines=[PurchaseLineDraft(product=product, quantity=Quantity(Decimal(10))) for product, _ in goods],
    )


async def _billed(act: Act, supplier: UUID, goods: Sequence[tuple[UUID, Decimal]], month: date) -> None:
    """Came in full, is billed, and one piece went back for which a credit note is expected."""
    order = await _order(act, supplier, goods, month)
    await place_purchase_order(act=act, order=order)
    receipt = await receive_purchase_order(act=act, order=order, on=month, delivery_note="N-1021")
    bill = await enter_purchase_bill(
        act=act,
        invoiced_on=month,
        supplier_number="SB-2101",
        lines=[
            BilledLine(line=line["id"], quantity=Quantity(line["accepted"]))
            for line in await lines_of(act.tx, [order])
        ],
    )
    await post_purchase_bill(act=act, bill=bill)
    first = (await act.tx.rows(RECEIPT_LINES, receipt))[0]["id"]
    back = [SentBackLine(line=first, quantity=Quantity(Decimal(1)))]
    await return_purchase(act=act, receipt=receipt, lines=back, reason="印刷ずれ", on=month)


async def _outside(act: Act, supplier: UUID, goods: Sequence[tuple[UUID, Decimal]], month: date) -> None:
    """Billed dearer than it was ordered: somebody has to release it."""
    order = await _order(act, supplier, goods, month)
    await place_purchase_order(act=act, order=order)
    await receive_purchase_order(act=act, order=order, on=month, delivery_note="N-1044")
    (line,) = await lines_of(act.tx, [order])
    dearer = Money((line["unit_price"] * Decimal("1.05")).quantize(Decimal(1)))
    await enter_purchase_bill(
        act=act,
        invoiced_on=month,
        supplier_number="SB-2118",
        lines=[BilledLine(line=line["id"], quantity=Quantity(line["accepted"]), unit_price=dearer)],
    )


async def _to_inspect(act: Act, supplier: UUID, goods: Sequence[tuple[UUID, Decimal]], month: date) -> None:
    """One delivery inspected in part, the rest waits."""
    order = await _order(act, supplier, goods, month, expected_on=act.today)
    await place_purchase_order(act=act, order=order)
    lines = [
        DeliveredLine(line=line["id"], quantity=Quantity(Decimal(6)))
        for line in await lines_of(act.tx, [order])
    ]
    receipt = await receive_purchase_order(act=act, order=order, lines=lines, on=month, delivery_note="7731")
    first = (await act.tx.rows(RECEIPT_LINES, receipt))[0]["id"]
    found = InspectedLine(
        line=first, accepted=Quantity(Decimal(5)), rejected=Quantity(Decimal(1)), reason="袋の破れ"
    )
    await inspect_goods(act=act, receipt=receipt, lines=[found], on=month)


async def _asked(act: Act, suppliers: Sequence[UUID], goods: Sequence[tuple[UUID, Decimal]]) -> None:
    """A wish that is still a draft, one that may be ordered, and a question with two answers."""
    for place, purpose in enumerate(("催事の増量分", "欠品の補充")):
        product, price = goods[place]
        line = RequestedLine(product=product, quantity=Quantity(Decimal(20)), estimated_price=_cost(price))
        request = await draft_purchase_request(act=act, purpose=purpose, lines=[line])
        if place:
            await submit_purchase_request(act=act, request=request)
    question = await request_quotations(
        act=act,
        suppliers=[SupplierToAsk(supplier=each) for each in suppliers],
        lines=[AskedLine(product=product, quantity=Quantity(Decimal(50))) for product, _ in goods[:2]],
        answer_by=act.today + timedelta(days=10),
        note="年末分の相見積",
    )
    asked = await asked_lines(act.tx, question)
    for place, supplier in enumerate(suppliers[:2]):
        await enter_supplier_quotation(
            act=act,
            request_for_quotation=question,
            supplier=supplier,
            lead_days=5 + 3 * place,
            extra_cost=Money(Decimal(1500 * place)),
            lines=[
                QuotedLine(line=line["id"], unit_price=Money(_cost(price) - 5 * place))
                for line, (_, price) in zip(asked, goods, strict=False)
            ],
        )


async def _in_dollars(act: Act, goods: tuple[UUID, Decimal], month: date) -> None:
    """A maker abroad: one delivery at the rate of its day, of which the bill is still to come."""
    if act.currency != "JPY":
        return
    product, price = goods
    maker = await register_party(
        act=act,
        name="Pacific Stationery Inc.",
        name_kana="パシフィックステーショナリー",
        is_supplier=True,
        currency="USD",
        accept_duplicates=True,
        reason="demo",
    )
    until = act.today + timedelta(days=14)
    await set_exchange_rate(
        act=act, currency="USD", rate=Decimal("150.25"), valid_from=month, valid_to=until, source="社内レート"
    )
    cost = Money((price / 250).quantize(Decimal("0.01")))
    await set_supplier_price(act=act, supplier=maker, product=product, unit_price=cost, valid_from=month)
    order = await draft_purchase_order(
        act=act,
        supplier=maker,
        ordered_on=month,
        remark="FOB Portland",
        lines=[PurchaseLineDraft(product=product, quantity=Quantity(Decimal(40)))],
    )
    await place_purchase_order(act=act, order=order)
    await receive_purchase_order(act=act, order=order, on=month, delivery_note="BL-5521")
