"""Deliveries and inspections: what is accepted is in stock and owed, whatever comes in how many parts."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk


def shelf(desk: Desk) -> list[dict]:
    return desk.erp.query("{ stockOnHand { onHand available value } }")["stockOnHand"]


def test_what_needs_no_inspection_is_ours_at_the_door(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    order = desk.order(supplier, {"product": tea, "quantity": "10", "unit_price": "600"})
    (line,) = desk.lines(order)

    desk.erp.receive_purchase_order(order=order, lines=[{"line": line["id"], "quantity": "4"}])
    assert shelf(desk) == [{"onHand": "4", "available": "4", "value": "2400"}]
    desk.erp.receive_purchase_order(order=order)
    assert shelf(desk) == [{"onHand": "10", "available": "10", "value": "6000"}]
    assert desk.waiting() == desk.accrued() == {"株式会社富士見製紙": "6000"}
    with pytest.raises(Refused, match="NOTHING_TO_RECEIVE"):
        desk.erp.receive_purchase_order(order=order)


def test_what_is_inspected_waits_outside_stock(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    line = {"product": tea, "quantity": "10", "unit_price": "600", "needs_inspection": True}
    order = desk.order(supplier, line)
    receipt = desk.erp.receive_purchase_order("id lines { id }", order=order)
    assert shelf(desk) == [] and desk.waiting() == {}

    first = receipt["lines"][0]["id"]
    with pytest.raises(Refused, match="OVER_INSPECTION"):
        desk.erp.inspect_goods(receipt=receipt["id"], lines=[{"line": first, "accepted": "11"}])
    with pytest.raises(Refused, match=r"BAD_INPUT .*reason=REQUIRED"):
        desk.erp.inspect_goods(receipt=receipt["id"], lines=[{"line": first, "rejected": "1"}])
    found = desk.erp.inspect_goods(
        "lines { accepted rejected value }",
        receipt=receipt["id"],
        lines=[{"line": first, "accepted": "6", "rejected": "3", "reason": "角つぶれ"}],
    )
    assert found == [{"accepted": "6", "rejected": "3", "value": "3600"}]
    assert shelf(desk) == [{"onHand": "6", "available": "6", "value": "3600"}]
    (counts,) = desk.lines(order)
    # What was refused is to come again, one is still to be looked at.
    assert (counts["stillOpen"], counts["waiting"], counts["accepted"]) == ("3", "1", "6")
    with pytest.raises(Refused, match="INSPECTION_WAITS"):
        desk.erp.close_purchase_order(order=order)
    desk.erp.inspect_goods(receipt=receipt["id"])
    desk.erp.receive_purchase_order(order=order)
    (counts,) = desk.lines(order)
    assert (counts["received"], counts["rejected"], counts["waiting"]) == ("13", "3", "3")


def test_more_than_the_tolerance_of_the_order_does_not_come(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    wanted = {"product": tea, "quantity": "100", "unit_price": "10"}
    strict = desk.order(supplier, wanted)
    desk.erp.set_purchase_tolerance(valid_from="2026-04-01", over_receipt="2")
    eased = desk.order(supplier, wanted)

    for order, most in ((strict, 100), (eased, 102)):
        (line,) = desk.lines(order)
        with pytest.raises(Refused, match="OVER_RECEIPT"):
            desk.erp.receive_purchase_order(
                order=order, lines=[{"line": line["id"], "quantity": str(most + 1)}]
            )
        desk.erp.receive_purchase_order(order=order, lines=[{"line": line["id"], "quantity": str(most)}])


def test_a_service_is_cost_when_it_is_accepted(desk: Desk) -> None:
    supplier = desk.supplier(account=desk.accounts["6370"])
    line = {"product": desk.service(), "quantity": "2", "unit_price": "15000", "needs_inspection": True}
    order = desk.order(supplier, line)
    receipt = desk.erp.receive_purchase_order(order=order)
    found = desk.erp.inspect_goods("stockReceipt journalEntries { id }", receipt=receipt)
    assert found["stockReceipt"] is None and len(found["journalEntries"]) == 1
    assert desk.waiting() == desk.accrued() == {"株式会社富士見製紙": "30000"}


def test_two_who_receive_the_same_order_at_once_never_take_in_more_than_was_ordered(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    order = desk.order(supplier, {"product": tea, "quantity": "10", "unit_price": "600"})
    (line,) = desk.lines(order)

    def receive(_: int) -> str:
        try:
            desk.erp.receive_purchase_order(order=order, lines=[{"line": line["id"], "quantity": "3"}])
        except Refused as refused:
            return refused.code
        return "DONE"

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(receive, range(6)))
    assert sorted(outcomes) == ["DONE"] * 3 + ["OVER_RECEIPT"] * 3
    assert shelf(desk) == [{"onHand": "9", "available": "9", "value": "5400"}]


def test_a_delivery_of_a_locked_month_or_before_the_order_is_refused(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    order = desk.order(supplier, {"product": tea, "quantity": "10", "unit_price": "600"})
    with pytest.raises(Refused, match="BEFORE_ORDER"):
        desk.erp.receive_purchase_order(order=order, on="2026-03-31")
    with pytest.raises(Refused, match=r"PERIOD|NO_OPEN|CLOSED|NOT"):
        desk.erp.receive_purchase_order(order=order, on="2031-01-01")
    assert desk.lines(order)[0]["received"] == "0" and shelf(desk) == []
