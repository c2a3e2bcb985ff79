"""Freight, duty and insurance become a part of what goods cost, by value, quantity or weight."""

from typing import Any

import pytest

from tests.builders import a_product
from tests.facade import Erp, Refused
from tests.modules.inventory.test_late_cost import VALUE, books, taken


def received(erp: Erp, *lines: tuple[str, str, str]) -> list[str]:
    """A purchase of several lines; answers the lines."""
    supplier = erp.register_party(name="仕入先", is_supplier=True, accept_duplicates=True)
    drafts = [{"product": one, "quantity": quantity, "unit_cost": cost} for one, quantity, cost in lines]
    made = erp.receive_stock(
        "lines { id }", reason="PURCHASE", supplier=supplier, on="2026-04-01", lines=drafts
    )
    return [line["id"] for line in made]


def spread(erp: Erp, lines: list[Any], **given: Any) -> Any:
    carrier = erp.register_party(name="運送会社", is_supplier=True, accept_duplicates=True)
    said = {"kind": "FREIGHT", "amount": "1000", "spread_by": "VALUE", "on": "2026-04-05", "party": carrier}
    drafts = [line if isinstance(line, dict) else {"receipt_line": line} for line in lines]
    return erp.spread_landed_cost("id total inStock expensed lines { amount }", lines=drafts, **said | given)


@pytest.mark.parametrize(
    ("by", "parts"), [("VALUE", ["333", "667"]), ("QUANTITY", ["667", "333"]), ("WEIGHT", ["250", "750"])]
)
def test_it_is_shared_by_value_quantity_or_weight(erp: Erp, by: str, parts: list[str]) -> None:
    lines = received(erp, (a_product(erp), "2", "15000"), (a_product(erp), "1", "60000"))
    drafts = [
        {"receipt_line": line, "weight": weight} for line, weight in zip(lines, ("1", "3"), strict=True)
    ]
    cost = spread(erp, drafts, spread_by=by)
    assert [line["amount"] for line in cost["lines"]] == parts
    assert erp.sql(VALUE) == [{"value": 91000}] and books(erp) == {"1310": 91000, "2125": -91000}


def test_what_has_left_has_its_share_in_cost_of_sales_and_it_can_be_taken_back(erp: Erp) -> None:
    product = a_product(erp)
    lines = received(erp, (product, "10", "100"))
    taken(erp, product, "4", "2026-04-03")
    cost = spread(erp, lines)
    assert (cost["inStock"], cost["expensed"]) == ("600", "400")
    back = erp.reverse_landed_cost("id total reverses", cost=cost["id"], on="2026-04-06", reason="誤り")
    assert (back["total"], back["reverses"]) == ("-1000", cost["id"])
    assert erp.sql(VALUE) == [{"value": 600}] and books(erp).get("5150", 0) == 0
    for each in (cost["id"], back["id"]):
        with pytest.raises(Refused, match="LANDED_COST_REVERSED"):
            erp.reverse_landed_cost(cost=each, on="2026-04-06", reason="もう一度")


def test_no_more_is_spread_than_an_invoice_put_into_its_account(erp: Erp) -> None:
    lines = received(erp, (a_product(erp), "10", "100"))
    accounts = {row["code"]: str(row["id"]) for row in erp.sql("SELECT id, code FROM masterdata.account")}
    invoice = lines[0]  # any document may be the cause of an entry
    sides = [
        {"account": accounts["6250"], "side": "DEBIT", "amount": "900"},
        {"account": accounts["1110"], "side": "CREDIT", "amount": "900"},
    ]
    erp.post_entry(on="2026-04-04", description="運賃", cause=invoice, lines=sides)
    with pytest.raises(Refused, match="LANDED_COST_EXCEEDS"):
        spread(erp, lines, supplier_invoice=invoice)
    spread(erp, lines, supplier_invoice=invoice, amount="600")
    assert books(erp)["6250"] == 300
    with pytest.raises(Refused, match="LANDED_COST_EXCEEDS"):
        spread(erp, lines, supplier_invoice=invoice, amount="301")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": "-1"}, "NEGATIVE_LANDED_COST"),
        ({"amount": "0"}, "BAD_INPUT"),
        ({"spread_by": "WEIGHT"}, "BAD_INPUT"),
        ({"party": None}, "BAD_INPUT"),
        ({"on": "2026-03-31"}, "BAD_INPUT"),
        ({"amount": "1.5"}, "BAD_INPUT"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_kept(erp: Erp, given: dict[str, Any], code: str) -> None:
    lines = received(erp, (a_product(erp), "10", "100"))
    with pytest.raises(Refused, match=code):
        spread(erp, lines, **given)
    assert erp.sql(VALUE) == [{"value": 1000}]
    assert erp.sql("SELECT count(*) AS n FROM inventory.stock_cost") == [{"n": 0}]


def test_goods_that_went_back_cannot_cost_more(erp: Erp) -> None:
    lines = received(erp, (a_product(erp), "10", "100"))
    (receipt,) = erp.sql("SELECT id FROM inventory.stock_receipt")
    erp.reverse_stock_receipt(receipt=receipt["id"], on="2026-04-02", reason="誤り")
    with pytest.raises(Refused, match="COST_OF_REVERSED_RECEIPT"):
        spread(erp, lines)
