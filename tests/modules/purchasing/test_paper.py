"""The paper of an order: all that has to be given in writing, made once, sent if asked."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from modules.purchasing.printing import render_purchase_orders
from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk
from tests.server import background


def test_an_order_is_printed_once_with_all_that_the_law_asks_for_and_goes_by_mail(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods(name="煎茶 100g", tax="S8")
    line = {"product": tea, "quantity": "10", "unit_price": "600"}
    order = desk.order(
        supplier, line, place=False, expected_on="2026-04-10", inspection_days=7, remark="午前中に納品"
    )
    with pytest.raises(Refused, match="NOT_AN_ADDRESS"):
        desk.erp.place_purchase_order(order=order, mail_to="富士見")
    number = desk.erp.place_purchase_order("number", order=order, mail_to="order@fujimi.example")
    database = desk.erp.running.database
    assert background().run(render_purchase_orders(database)) == 1
    assert background().run(render_purchase_orders(database)) == 0

    asked = "query($id: ID!) { purchaseOrder(id: $id) { file { id name } mailedAt } }"
    found = desk.erp.query(asked, id=order)["purchaseOrder"]
    assert found["file"]["name"] == f"注文書-{number}.pdf" and found["mailedAt"]
    content = desk.erp.fetch(found["file"]["id"]).content
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    items = (
        "注文書",
        "株式会社富士見製紙御中",
        "見本商事株式会社",
        number,
        "煎茶100g※",
        "2026年4月1日",
        "2026年4月10日",
    )
    items += ("2026年4月17日", "納入場所", "支払期日", "¥6,480", "午前中に納品")
    for said in items:
        assert said in text, said
    (sent,) = desk.erp.sql("SELECT origin FROM kernel.mail")
    assert sent["origin"] == f"purchase_order:{order}:sent"
