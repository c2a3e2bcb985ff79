"""What somebody finds when he looks: numbers, lots, and goods taken though they are not as ordered."""

import pytest

from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk
from tests.modules.purchasing.test_bills import balances


def delivered(
    desk: Desk, quantity: str = "10", price: str = "600", **product: object
) -> tuple[str, str, str, str]:
    """An order that waits for its inspection: order, its line, receipt, its line."""
    line = {
        "product": desk.goods(**product),
        "quantity": quantity,
        "unit_price": price,
        "needs_inspection": True,
    }
    order = desk.order(desk.supplier(), line)
    receipt = desk.erp.receive_purchase_order("id lines { id }", order=order)
    return order, desk.lines(order)[0]["id"], receipt["id"], receipt["lines"][0]["id"]


def inspect(
    desk: Desk, receipt: str, line: str, accepted: str = "0", rejected: str = "0", **given: object
) -> dict:
    found = {"line": line, "accepted": accepted, "rejected": rejected} | given
    return desk.erp.inspect_goods(
        "lines { accepted lot expiresOn serials concession unitPrice value }", receipt=receipt, lines=[found]
    )


def bill(desk: Desk, line: str, quantity: str, price: str | None = None, number: str = "F-1") -> dict:
    billed = {"line": line, "quantity": quantity} | ({"unit_price": price} if price else {})
    return desk.erp.enter_purchase_bill(
        "id state total lines { allowance expectedAmount finding }",
        lines=[billed], invoiced_on="2026-04-01", supplier_number=number,
    )  # fmt: skip


def test_serial_numbers_are_read_when_somebody_looks(desk: Desk) -> None:
    _, _, receipt, line = delivered(desk, "3", tracking="SERIAL")
    for serials, code in ((["A", "B", "C"], "SERIALS_DIFFER"), ([], "SERIALS_DIFFER")):
        with pytest.raises(Refused, match=code):
            inspect(desk, receipt, line, "2", serials=serials)
    (found,) = inspect(desk, receipt, line, "2", "1", serials=["A", "C"], reason="割れ")
    assert found["serials"] == "A C"
    held = desk.erp.sql("SELECT lot FROM inventory.stock_balance WHERE on_hand > 0 ORDER BY lot")
    assert [row["lot"] for row in held] == ["A", "C"]


def test_numbers_written_down_at_the_door_are_those_that_can_be_accepted(desk: Desk) -> None:
    product = desk.goods(tracking="SERIAL")
    order = desk.order(
        desk.supplier(), {"product": product, "quantity": "2", "unit_price": "1", "needs_inspection": True}
    )
    (own,) = desk.lines(order)
    came = {"line": own["id"], "quantity": "2", "serials": ["A", "B"]}
    receipt = desk.erp.receive_purchase_order("id lines { id serials }", order=order, lines=[came])
    (line,) = receipt["lines"]
    assert line["serials"] == "A B"
    with pytest.raises(Refused, match="NOT_DELIVERED"):
        inspect(desk, receipt["id"], line["id"], "1", serials=["X"])
    inspect(desk, receipt["id"], line["id"], "1", serials=["B"])
    assert [row["lot"] for row in desk.erp.sql("SELECT lot FROM inventory.stock_balance")] == ["B"]


def test_a_lot_and_its_day_are_read_when_somebody_looks_part_by_part(desk: Desk) -> None:
    _, _, receipt, line = delivered(desk, "10", tracking="EXPIRY")
    with pytest.raises(Refused, match="LOT_REQUIRED"):
        inspect(desk, receipt, line, "4")
    inspect(desk, receipt, line, "4", lot="L1", expires_on="2026-10-01")
    inspect(desk, receipt, line, "6", lot="L2", expires_on="2026-11-01")
    held = desk.erp.sql("SELECT lot, on_hand FROM inventory.stock_balance ORDER BY lot")
    assert [(row["lot"], int(row["on_hand"])) for row in held] == [("L1", 4), ("L2", 6)]


def test_what_is_not_as_ordered_is_taken_for_less_and_billed_for_less(desk: Desk) -> None:
    """Ten at 600, of which four are scratched and taken at 500: 5,600 yen, also by the bill."""
    _, own, receipt, line = delivered(desk)
    inspect(desk, receipt, line, "6")
    (found,) = inspect(desk, receipt, line, "4", concession="APPEARANCE", unit_price="500")
    assert (found["concession"], found["unitPrice"], found["value"]) == ("APPEARANCE", "500", "2000")
    assert desk.waiting() == {"株式会社富士見製紙": "5600"}
    assert bill(desk, own, "10", "600")["state"] == "EXCEPTION"
    desk.erp.cancel_purchase_bill(
        bill=desk.erp.sql("SELECT id::text FROM purchasing.purchase_bill")[0]["id"], reason="値引なし"
    )
    first = bill(desk, own, "5")
    assert (first["state"], first["total"], first["lines"][0]["allowance"]) == ("MATCHED", "2800", "200")
    second = bill(desk, own, "5", "560", number="F-2")
    assert (second["state"], second["total"]) == ("MATCHED", "2800")
    for each in (first, second):
        desk.erp.post_purchase_bill(bill=each["id"])
    assert desk.waiting() == desk.accrued() == {}
    assert balances(desk) == {"1310": 5600, "1460": 560, "2120": -6160}


def test_a_cancelled_bill_leaves_the_allowance_to_the_next(desk: Desk) -> None:
    order, own, receipt, line = delivered(desk)
    inspect(desk, receipt, line, "10", concession="MINOR_DEFECT", unit_price="590")
    first = bill(desk, own, "10")
    second = bill(desk, own, "10", number="F-2")
    assert second["lines"][0]["finding"] == "QUANTITY"
    for each in (first, second):
        desk.erp.cancel_purchase_bill(bill=each["id"], reason="x")
    asked = "query($id: ID!) { purchaseOrder(id: $id) { lines { allowance allowanceOpen } } }"
    assert desk.erp.query(asked, id=order)["purchaseOrder"]["lines"] == [
        {"allowance": "100", "allowanceOpen": "100"}
    ]
    half = {"line": own, "quantity": "5"}
    found = desk.erp.enter_purchase_bill(
        "state lines { allowance }", lines=[half, half], invoiced_on="2026-04-01", supplier_number="F-3"
    )
    assert found == {"state": "MATCHED", "lines": [{"allowance": "50"}, {"allowance": "50"}]}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"unit_price": "500"}, "REQUIRED"),
        ({"concession": "URGENT"}, "REQUIRED"),
        ({"concession": "URGENT", "unit_price": "600"}, "NOT_BELOW_ORDERED"),
        ({"concession": "URGENT", "unit_price": "-1"}, "NOT_BELOW_ORDERED"),
        (
            {"concession": "URGENT", "unit_price": "1", "accepted": "0", "rejected": "1", "reason": "x"},
            "NOTHING_ACC",
        ),
    ],
)
def test_a_concession_says_why_or_for_how_much(desk: Desk, given: dict, reason: str) -> None:
    _, _, receipt, line = delivered(desk)
    with pytest.raises(Refused, match=reason):
        inspect(desk, receipt, line, **({"accepted": "1"} | given))
    assert desk.erp.sql("SELECT 1 FROM purchasing.inspection") == []
    inspect(desk, receipt, line, "1", concession="URGENT", reason="催事に使う")


@pytest.mark.parametrize(
    ("quantity", "code", "finding"),
    [
        ("12", "BELOW_MINIMUM_ORDER", "BELOW_MINIMUM"),
        ("30", "NOT_AN_ORDER_MULTIPLE", "NOT_A_MULTIPLE"),
        ("36", None, "NONE"),
    ],
)
def test_what_a_supplier_does_not_deliver_is_refused_or_told_as_we_chose(
    desk: Desk, quantity: str, code: str | None, finding: str
) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    terms = {"supplier": supplier, "product": tea, "minimum_order": "24", "order_multiple": "12"}
    line = {"product": tea, "quantity": quantity, "unit_price": "1"}
    desk.erp.set_supplier_product(**terms)
    asked = "query($id: ID!) { purchaseOrder(id: $id) { lines { orderFinding } } }"
    order = desk.order(supplier, line)
    assert desk.erp.query(asked, id=order)["purchaseOrder"]["lines"] == [{"orderFinding": finding}]
    desk.erp.set_supplier_product(**terms, order_rule="REFUSE")
    if code is None:
        desk.order(supplier, line)
        return
    with pytest.raises(Refused, match=code):
        desk.order(supplier, line)


def test_what_customers_wait_for_is_ordered_with_the_rest(desk: Desk) -> None:
    """Reorder at 5 up to 20; 8 on hand are enough, but not when 12 are promised: 4 are owed."""
    supplier, tea = desk.supplier(), desk.goods(price="100")
    desk.erp.set_supplier_price(supplier=supplier, product=tea, unit_price="50")
    desk.erp.set_supplier_product(supplier=supplier, product=tea, lead_days=3)
    desk.erp.set_reorder_point(product=tea, reorder_point="5", target_stock="20")
    desk.erp.receive_stock(reason="OPENING", lines=[{"product": tea, "quantity": "8", "unit_cost": "50"}])
    asked = "{ reorderProposals { reserved backordered orderQuantity expectedOn } }"
    assert desk.erp.query(asked)["reorderProposals"] == []
    from tests.builders import a_customer

    order = desk.erp.draft_sales_order(
        customer=a_customer(desk.erp), lines=[{"product": tea, "quantity": "12"}]
    )
    desk.erp.confirm_sales_order(order=order, accept_backorder=True)
    assert desk.erp.query(asked)["reorderProposals"] == [
        {"reserved": "8", "backordered": "4", "orderQuantity": "24", "expectedOn": "2026-04-04"}
    ]


def test_what_came_by_number_goes_back_by_number(desk: Desk) -> None:
    _, _, receipt, line = delivered(desk, "3", tracking="SERIAL")
    inspect(desk, receipt, line, "1", serials=["A"])
    inspect(desk, receipt, line, "2", serials=["B", "C"])
    back = {"line": line, "quantity": "2"}
    for serials, reason in ((["A", "X"], "NOT_DELIVERED"), (["A"], "NOT_AS_MANY"), ([], "SERIALS_DIFFER")):
        with pytest.raises(Refused, match=reason):
            desk.erp.return_purchase(receipt=receipt, lines=[back | {"serials": serials}], reason="割れ")
    desk.erp.return_purchase(receipt=receipt, lines=[back | {"serials": ["A", "C"]}], reason="割れ")
    held = desk.erp.sql("SELECT lot FROM inventory.stock_balance WHERE on_hand > 0")
    assert [row["lot"] for row in held] == ["B"]
    assert desk.waiting() == desk.accrued() == {"株式会社富士見製紙": "600"}
