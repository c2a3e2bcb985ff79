"""Goods between warehouses: promised to their transfer while on their way, ours until they are lost."""

import pytest

from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused
from tests.modules.inventory.test_lots import receive, same_value, shelves

BY_HOUSE = """SELECT w.code, v.quantity::int AS quantity, v.value::int AS value FROM inventory.stock_value v
    JOIN masterdata.warehouse w ON w.id = v.warehouse WHERE v.quantity > 0 ORDER BY w.code"""


def house(erp: Erp, code: str, **given) -> str:
    return erp.register_warehouse(code=code, name=f"倉庫 {code}", **given)


def first_house(erp: Erp) -> str:
    (row,) = erp.sql(
        "SELECT id FROM masterdata.warehouse WHERE NOT is_transit AND consignee IS NULL ORDER BY code LIMIT 1"
    )
    return str(row["id"])


def by_house(erp: Erp) -> list[tuple[str, int, int]]:
    return [tuple(row.values()) for row in erp.sql(BY_HOUSE)]


def sent(erp: Erp, product: str, quantity: str, **given) -> dict:
    return erp.dispatch_transfer(
        "id number state lines { id quantity lot }",
        **{"from_warehouse": first_house(erp), "to_warehouse": house(erp, "Z-OSAKA")} | given,
        lines=[{"product": product, "quantity": quantity}],
    )


def test_goods_are_in_transit_arrive_in_parts_and_the_rest_is_lost(erp: Erp) -> None:
    tea = a_product(erp, tracking="LOT")
    receive(erp, tea, "10", lot="L1", cost="70")
    home = by_house(erp)[0][0]
    transfer = sent(erp, tea, "6")
    assert by_house(erp) == [("TRANSIT", 6, 420), (home, 4, 280)]
    assert shelves(erp) == [("MAIN", "L1", 4, 0), ("MAIN", "L1", 6, 6)]
    (line,) = transfer["lines"]
    with pytest.raises(Refused) as refused:
        erp.arrive_transfer(transfer=transfer["id"], lines=[{"line": line["id"], "quantity": "7"}])
    assert refused.value.code == "ARRIVES_MORE_THAN_LEFT"
    part = [{"line": line["id"], "quantity": "4"}]
    assert erp.arrive_transfer("state", transfer=transfer["id"], lines=part) == "PARTLY_ARRIVED"
    same_value(erp, 700)
    rest = [{"line": line["id"], "quantity": "1"}]
    done = erp.arrive_transfer(
        "state lines { arrived lost onItsWay }", transfer=transfer["id"], lines=rest, is_complete=True
    )
    assert done == {"state": "ARRIVED", "lines": [{"arrived": "5", "lost": "1", "onItsWay": "0"}]}
    same_value(erp, 630)
    assert by_house(erp) == [(home, 4, 280), ("Z-OSAKA", 5, 350)]
    for verb, given in (("arrive_transfer", {}), ("cancel_transfer", {"reason": "誤り"})):
        with pytest.raises(Refused) as refused:
            erp.act(verb, "id", {"transfer": transfer["id"]} | given)
        assert refused.value.code == "WRONG_STATE"


def test_a_cancelled_transfer_brings_back_what_has_not_arrived(erp: Erp) -> None:
    tea = a_product(erp)
    receive(erp, tea, "10", cost="70")
    transfer = sent(erp, tea, "10")
    with pytest.raises(Refused) as refused:
        erp.adjust_stock(reason="LOST", lines=[{"product": tea, "change": "-1"}])
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert erp.cancel_transfer("state", transfer=transfer["id"], reason="便が欠航") == "CANCELLED"
    assert shelves(erp) == [("MAIN", "", 10, 0)]
    same_value(erp, 700)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lines": []}, "BAD_INPUT"),
        ({"quantity": "0"}, "BAD_INPUT"),
        ({"quantity": "11"}, "INSUFFICIENT_STOCK"),
        ({"lot": "NO"}, "UNKNOWN_LOT"),
        ({"same": True}, "BAD_INPUT"),
    ],
)
def test_a_bad_transfer_is_refused_and_leaves_nothing(erp: Erp, given: dict, code: str) -> None:
    tea = a_product(erp, tracking="LOT")
    receive(erp, tea, "10", lot="L1")
    here, there = first_house(erp), house(erp, "Z-OSAKA")
    line = {"product": tea, "quantity": given.get("quantity", "1"), "lot": given.get("lot", "L1")}
    with pytest.raises(Refused) as refused:
        erp.dispatch_transfer(
            from_warehouse=here,
            to_warehouse=here if given.get("same") else there,
            lines=given.get("lines", [line]),
        )
    assert refused.value.code == code
    assert shelves(erp) == [("MAIN", "L1", 10, 0)]
    assert erp.sql("SELECT count(*) AS n FROM inventory.stock_transfer") == [{"n": 0}]


def test_what_lies_at_a_customers_is_ours_until_he_sells_it(erp: Erp) -> None:
    shop, tea = a_customer(erp), a_product(erp)
    receive(erp, tea, "10", cost="70")
    place = house(erp, "ZZ-SHOP", consignee=shop)
    transfer = sent(erp, tea, "6", to_warehouse=place)
    erp.arrive_transfer(transfer=transfer["id"])
    same_value(erp, 700)
    line = [{"product": tea, "quantity": "2"}]
    stranger = erp.draft_sales_order(customer=a_customer(erp), warehouse=place, lines=line)
    erp.confirm_sales_order(order=stranger)
    with pytest.raises(Refused) as refused:
        erp.ship_sales_order(order=stranger)
    assert refused.value.code == "CONSIGNED_ELSEWHERE"
    order = erp.draft_sales_order(customer=shop, warehouse=place, lines=line)
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    same_value(erp, 560)
