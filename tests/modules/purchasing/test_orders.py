"""Orders to suppliers: prices by quantity and day, the life of an order, and what it refuses."""

import pytest

from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk


def priced(desk: Desk, supplier: str, product: str, quantity: str, on: str) -> str:
    order = desk.erp.draft_purchase_order(
        supplier=supplier, lines=[{"product": product, "quantity": quantity}], ordered_on=on
    )
    found = desk.erp.query("query($id: ID!) { purchaseOrder(id: $id) { lines { unitPrice } } }", id=order)
    return found["purchaseOrder"]["lines"][0]["unitPrice"]


def test_the_price_follows_quantity_and_day(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    for price, least, on in (
        ("600", "0", "2026-04-01"),
        ("550", "100", "2026-04-01"),
        ("650", "0", "2026-05-01"),
    ):
        desk.erp.set_supplier_price(
            supplier=supplier, product=tea, unit_price=price, minimum_quantity=least, valid_from=on
        )

    asked = (("10", "2026-04-01"), ("100", "2026-04-30"), ("99", "2026-05-01"), ("100", "2026-05-01"))
    assert [priced(desk, supplier, tea, *each) for each in asked] == ["600", "550", "650", "550"]
    with pytest.raises(Refused, match="NO_PURCHASE_PRICE"):
        priced(desk, supplier, tea, "10", "2026-03-31")
    rows = desk.erp.query("{ supplierPrices(sort: VALID_FROM_ASC) { nodes { unitPrice validTo } } }")
    ends = {row["unitPrice"]: row["validTo"] for row in rows["supplierPrices"]["nodes"]}
    assert ends == {"600": "2026-04-30", "550": None, "650": None}


def test_a_new_price_of_a_protected_supplier_needs_a_word_on_how_it_was_agreed(desk: Desk) -> None:
    supplier, tea = desk.supplier(is_covered=True), desk.goods()
    first = {"supplier": supplier, "product": tea, "valid_from": "2026-04-01"}
    desk.erp.set_supplier_price(unit_price="600", **first)
    changed = first | {"valid_from": "2026-05-01", "unit_price": "580"}
    with pytest.raises(Refused, match="NEGOTIATION_MISSING"):
        desk.erp.set_supplier_price(**changed)
    assert (
        desk.erp.set_supplier_price("negotiation", **changed, negotiation="4/20 先方と協議")
        == "4/20 先方と協議"
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lines": []}, "EMPTY"),
        ({"quantity": "0"}, "QUANTITY_NOT_POSITIVE"),
        ({"unit_price": "-1"}, "NEGATIVE"),
        ({"quantity": "1.5"}, "TOO_MANY_DECIMALS"),
        ({"expected_on": "2026-03-01"}, "BEFORE_ORDER"),
        ({"currency": "USD"}, "NO_EXCHANGE_RATE"),
        ({"currency": "XXX"}, "UNKNOWN_CURRENCY"),
        ({"inspection_days": 99}, "NOT_A_NUMBER_OF_DAYS"),
    ],
)
def test_what_no_order_can_say_is_refused_and_nothing_is_kept(desk: Desk, given: dict, code: str) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    line = {"product": tea, "quantity": "1", "unit_price": "100"}
    line |= {name: given.pop(name) for name in ("quantity", "unit_price") if name in given}
    with pytest.raises(Refused, match=code):
        desk.erp.draft_purchase_order(**{"supplier": supplier, "lines": [line]} | given)
    assert desk.erp.sql("SELECT 1 FROM purchasing.purchase_order") == []


def test_a_customer_is_no_supplier_and_a_service_needs_an_account(desk: Desk) -> None:
    from tests.builders import a_customer

    line = {"product": desk.service(), "quantity": "1", "unit_price": "100"}
    with pytest.raises(Refused, match="NOT_A_SUPPLIER"):
        desk.order(a_customer(desk.erp), line)
    supplier = desk.supplier()
    with pytest.raises(Refused, match="ACCOUNT_NEEDED"):
        desk.order(supplier, line)
    desk.erp.set_supplier_terms(supplier=supplier, account=desk.accounts["6370"])
    assert desk.order(supplier, line)


def test_a_placed_order_stands_as_it_is(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    line = {"product": tea, "quantity": "10", "unit_price": "600"}
    order = desk.order(supplier, line, place=False, expected_on="2026-04-10")
    changed = desk.erp.change_purchase_order("total", order=order, lines=[line | {"quantity": "5"}])
    assert changed == "3300"
    placed = desk.erp.place_purchase_order("state paymentOn", order=order)
    assert placed["state"] == "ORDERED" and placed["paymentOn"] is not None
    with pytest.raises(Refused, match="WRONG_STATE"):
        desk.erp.change_purchase_order(order=order, lines=[line])
    with pytest.raises(Refused, match="WRONG_STATE"):
        desk.erp.place_purchase_order(order=order)
    assert desk.erp.cancel_purchase_order("state", order=order, reason="不要") == "CANCELLED"


def test_who_only_receives_does_not_order(desk: Desk) -> None:
    keeper = desk.erp.as_user("soko", ["warehouse"])
    line = {"product": desk.goods(), "quantity": "1", "unit_price": "1"}
    with pytest.raises(Refused, match="FORBIDDEN"):
        keeper.draft_purchase_order(supplier=desk.supplier(), lines=[line])
