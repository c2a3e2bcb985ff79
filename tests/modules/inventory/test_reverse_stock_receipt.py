"""A receipt that should not have been: goods, value and entry go back, once, while they are there."""

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused


def _received(erp: Erp, product: str, quantity: str, cost: str) -> str:
    line = {"product": product, "quantity": quantity, "unit_cost": cost}
    return erp.receive_stock(reason="OPENING", on="2026-01-10", lines=[line])


def _on_hand(erp: Erp) -> list[tuple[str, str]]:
    rows = erp.query("{ stockOnHand { onHand value } }")["stockOnHand"]
    return [(row["onHand"], row["value"]) for row in rows]


def test_goods_value_and_entry_go_back(erp: Erp) -> None:
    receipt = _received(erp, a_product(erp), "7", "33")
    reversal = erp.reverse_stock_receipt(
        "reverses number lines { quantity value }", receipt=receipt, on="2026-01-11", reason="数え間違い"
    )
    assert reversal["reverses"] == receipt
    assert reversal["lines"] == [{"quantity": "7", "value": "231"}]
    assert _on_hand(erp) == [("0", "0")]
    rest = erp.sql("SELECT sum(debit - credit) AS rest FROM accounting.journal_line GROUP BY account")
    assert [row["rest"] for row in rest] == [0, 0]


def test_it_goes_at_its_own_value_and_leaves_the_others_theirs(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", "100", on="2026-01-05")
    erp.reverse_stock_receipt(receipt=_received(erp, product, "5", "160"), on="2026-01-10", reason="誤り")
    assert _on_hand(erp) == [("10", "1000")]


def test_it_is_reversed_once(erp: Erp) -> None:
    receipt = _received(erp, a_product(erp), "7", "33")
    reversal = erp.reverse_stock_receipt(receipt=receipt, reason="誤り")
    for each in (receipt, reversal):
        with pytest.raises(Refused, match="RECEIPT_REVERSED"):
            erp.reverse_stock_receipt(receipt=each, reason="もう一度")


def test_goods_that_are_promised_stay(erp: Erp) -> None:
    product = a_product(erp)
    receipt = _received(erp, product, "7", "33")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": product, "quantity": "1"}])
    erp.confirm_sales_order(order=order)
    with pytest.raises(Refused) as refused:
        erp.reverse_stock_receipt(receipt=receipt, reason="誤り")
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert (refused.value.facts["lines"][0]["wanted"], refused.value.facts["lines"][0]["available"]) == (
        "7",
        "6",
    )
    assert _on_hand(erp) == [("7", "231")]


def test_value_that_has_left_with_other_goods_is_told(erp: Erp) -> None:
    product = a_product(erp)
    receipt = _received(erp, product, "1", "1000")
    stock_of(erp, product, "1", "1", on="2026-01-12")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": product, "quantity": "1"}])
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    with pytest.raises(Refused, match="WORTH_LESS"):
        erp.reverse_stock_receipt(receipt=receipt, reason="誤り")


@pytest.mark.parametrize(
    ("given", "code"), [({"on": "2026-01-09"}, "BAD_INPUT"), ({"reason": " "}, "BAD_INPUT")]
)
def test_a_day_before_the_receipt_and_no_reason_are_refused(erp: Erp, given: dict, code: str) -> None:
    receipt = _received(erp, a_product(erp), "7", "33")
    with pytest.raises(Refused, match=code):
        erp.reverse_stock_receipt(**{"receipt": receipt, "reason": "誤り"} | given)
