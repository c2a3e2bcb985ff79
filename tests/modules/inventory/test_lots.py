"""Lots, serial numbers and places: what a receipt must say, what is picked first, what lies where."""

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused

BALANCES = """SELECT l.code AS place, b.lot, b.on_hand::int AS on_hand, b.reserved::int AS reserved
    FROM inventory.stock_balance b JOIN masterdata.location l ON l.id = b.location
    WHERE b.on_hand > 0 ORDER BY l.code, b.lot"""
VALUE = """SELECT coalesce((SELECT sum(value) FROM inventory.stock_value), 0) AS stock,
    coalesce((SELECT sum(l.debit - l.credit) FROM accounting.journal_line l
              JOIN masterdata.account a ON a.id = l.account WHERE a.code = '1310'), 0) AS ledger"""


def receive(erp: Erp, product: str, quantity: str, cost: str = "100", **given) -> str:
    head = {name: given.pop(name) for name in ("on", "reason", "owner", "supplier") if name in given}
    line = {"product": product, "quantity": quantity, "unit_cost": cost} | given
    return erp.receive_stock(**{"reason": "OPENING", "lines": [line]} | head)


def shelves(erp: Erp) -> list[tuple[str, str, int, int]]:
    return [tuple(row.values()) for row in erp.sql(BALANCES)]


def place(erp: Erp, code: str) -> str:
    (row,) = erp.sql("SELECT id FROM masterdata.warehouse WHERE NOT is_transit ORDER BY code LIMIT 1")
    return erp.register_location(warehouse=str(row["id"]), code=code, name=f"棚 {code}")


def main_place(erp: Erp) -> str:
    (row,) = erp.sql("SELECT id FROM masterdata.location WHERE is_default ORDER BY code LIMIT 1")
    return str(row["id"])


def same_value(erp: Erp, value: int) -> None:
    (row,) = erp.sql(VALUE)
    assert (row["stock"], row["ledger"]) == (value, value)


@pytest.mark.parametrize(
    ("tracking", "given", "code"),
    [
        ("NONE", {"lot": "L1"}, "LOT_NOT_TRACKED"),
        ("NONE", {"serials": ["S1"]}, "LOT_NOT_TRACKED"),
        ("LOT", {}, "LOT_REQUIRED"),
        ("LOT", {"lot": "  "}, "LOT_REQUIRED"),
        ("LOT", {"lot": "L" * 41}, "BAD_LOT"),
        ("EXPIRY", {"lot": "L1"}, "EXPIRY_REQUIRED"),
        ("SERIAL", {}, "SERIALS_DIFFER"),
        ("SERIAL", {"serials": ["S1"]}, "SERIALS_DIFFER"),
        ("SERIAL", {"serials": ["S1", "S1"]}, "SERIALS_DIFFER"),
        ("SERIAL", {"serials": ["S1 S2 S3"]}, "SERIALS_DIFFER"),
    ],
)
def test_a_receipt_says_what_the_product_asks_for(erp: Erp, tracking: str, given: dict, code: str) -> None:
    product = a_product(erp, tracking=tracking)
    with pytest.raises(Refused) as refused:
        receive(erp, product, "2", **given)
    assert refused.value.code == code
    for table in ("stock_receipt", "stock_move", "stock_balance", "lot"):
        assert erp.sql(f"SELECT count(*) AS n FROM inventory.{table}") == [{"n": 0}]


def test_what_expires_first_is_picked_first_and_what_has_expired_not_at_all(erp: Erp) -> None:
    tea = a_product(erp, tracking="EXPIRY", shelf_days=30)
    receive(erp, tea, "5", lot="LATE", expires_on="2035-01-01", on="2026-01-10")
    receive(erp, tea, "5", lot="SOON", expires_on="2034-01-01", on="2026-01-12")
    receive(erp, tea, "5", lot="GONE", expires_on="2026-01-20", on="2026-01-13")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "7"}])
    erp.confirm_sales_order(order=order)
    assert shelves(erp) == [("MAIN", "GONE", 5, 0), ("MAIN", "LATE", 5, 2), ("MAIN", "SOON", 5, 5)]
    more = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "4"}])
    with pytest.raises(Refused) as refused:
        erp.confirm_sales_order(order=more)
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert refused.value.facts["lines"][0]["available"] == "3"
    erp.ship_sales_order(order=order)
    assert shelves(erp) == [("MAIN", "GONE", 5, 0), ("MAIN", "LATE", 3, 0)]
    same_value(erp, 800)


def test_lots_that_never_expire_leave_in_the_order_they_came(erp: Erp) -> None:
    cable = a_product(erp, tracking="LOT")
    receive(erp, cable, "3", lot="A-NEW", on="2026-02-01")
    receive(erp, cable, "3", lot="Z-OLD", on="2026-01-01")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": cable, "quantity": "4"}])
    erp.confirm_sales_order(order=order)
    assert shelves(erp) == [("MAIN", "A-NEW", 3, 1), ("MAIN", "Z-OLD", 3, 3)]


def test_a_returned_lot_is_the_lot_that_left(erp: Erp) -> None:
    cable = a_product(erp, tracking="SERIAL")
    receive(erp, cable, "3", serials=["S1 S2", "S3"], cost="50")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": cable, "quantity": "2"}])
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    assert shelves(erp) == [("MAIN", "S3", 1, 0)]
    (shipment,) = erp.sql("SELECT id FROM inventory.shipment")
    (line,) = erp.sql("SELECT demand FROM inventory.shipment_line")
    erp.return_shipment(
        shipment=str(shipment["id"]),
        reason="初期不良",
        lines=[{"line": str(line["demand"]), "quantity": "1"}],
    )
    assert shelves(erp) == [("MAIN", "S1", 1, 0), ("MAIN", "S3", 1, 0)]
    same_value(erp, 100)
    lots = erp.query("{ lots { nodes { id code } } }")["lots"]["nodes"]
    (first,) = [lot["id"] for lot in lots if lot["code"] == "S1"]
    steps = erp.query("query($l: ID!) { lotTrace(lot: $l) { kind } }", l=first)["lotTrace"]
    assert [step["kind"] for step in steps] == ["RECEIPT", "SHIPMENT", "RETURN"]


def test_a_serial_number_is_in_stock_once(erp: Erp) -> None:
    phone = a_product(erp, tracking="SERIAL")
    receive(erp, phone, "1", serials=["X1"])
    for shelf in (None, place(erp, "B-01")):
        with pytest.raises(Refused) as refused:
            receive(erp, phone, "1", serials=["X1"], location=shelf)
        assert refused.value.code == "SERIAL_IN_STOCK"
    assert shelves(erp) == [("MAIN", "X1", 1, 0)]


def test_goods_change_their_place_and_not_their_value(erp: Erp) -> None:
    tea, shelf = a_product(erp, tracking="LOT"), place(erp, "A-01")
    receive(erp, tea, "10", lot="L1")
    move = {"product": tea, "lot": "L1", "from_location": main_place(erp), "to_location": shelf}
    entries = erp.sql("SELECT count(*) AS n FROM accounting.journal_entry")
    erp.move_stock(lines=[move | {"quantity": "4"}])
    assert shelves(erp) == [("A-01", "L1", 4, 0), ("MAIN", "L1", 6, 0)]
    assert erp.sql("SELECT count(*) AS n FROM accounting.journal_entry") == entries
    same_value(erp, 1000)
    for change, code in (
        ({"quantity": "7"}, "INSUFFICIENT_STOCK"),
        ({"quantity": "0"}, "BAD_INPUT"),
        ({"quantity": "1", "lot": "L9"}, "UNKNOWN_LOT"),
        ({"quantity": "1", "to_location": main_place(erp)}, "BAD_INPUT"),
    ):
        with pytest.raises(Refused) as refused:
            erp.move_stock(lines=[move | change])
        assert refused.value.code == code
    assert shelves(erp) == [("A-01", "L1", 4, 0), ("MAIN", "L1", 6, 0)]


def test_an_adjustment_names_a_lot_that_is_known(erp: Erp) -> None:
    tea = a_product(erp, tracking="LOT")
    receive(erp, tea, "10", lot="L1")
    for line, code in (({}, "LOT_REQUIRED"), ({"lot": "L2"}, "UNKNOWN_LOT")):
        for change in ("1", "-1"):
            with pytest.raises(Refused) as refused:
                erp.adjust_stock(reason="COUNTED", lines=[{"product": tea, "change": change} | line])
            assert refused.value.code == code
    erp.adjust_stock(reason="DAMAGED", lines=[{"product": tea, "change": "-3", "lot": "L1"}])
    same_value(erp, 700)


def test_a_receipt_by_lot_can_be_reversed(erp: Erp) -> None:
    phone = a_product(erp, tracking="SERIAL")
    receipt = receive(erp, phone, "2", serials=["X1", "X2"], cost="70")
    erp.reverse_stock_receipt(receipt=receipt, reason="誤入荷")
    assert shelves(erp) == []
    same_value(erp, 0)


def test_marks_stay_while_goods_lie_there(erp: Erp) -> None:
    tea = a_product(erp)
    stock_of(erp, tea, "1")
    for change in ({"tracking": "LOT"}, {"is_valued": False}):
        with pytest.raises(Refused) as refused:
            erp.change_product(product=tea, **change)
        assert refused.value.code == "PRODUCT_IN_STOCK"
    erp.adjust_stock(reason="LOST", lines=[{"product": tea, "change": "-1"}])
    assert erp.change_product("tracking", product=tea, tracking="LOT") == "LOT"


def test_supplies_are_counted_and_expensed_and_goods_in_custody_are_counted_only(erp: Erp) -> None:
    paper = a_product(erp, is_valued=False)
    receive(erp, paper, "10", cost="300")
    same_value(erp, 0)
    expense = """SELECT sum(l.debit - l.credit)::int AS n FROM accounting.journal_line l
                 JOIN masterdata.account a ON a.id = l.account WHERE a.code = '6270'"""
    assert erp.sql(expense) == [{"n": 3000}]
    erp.adjust_stock(reason="USED", lines=[{"product": paper, "change": "-4"}])
    assert shelves(erp) == [("MAIN", "", 6, 0)]
    same_value(erp, 0)

    shop, tea = a_customer(erp), a_product(erp)
    receive(erp, tea, "5", cost="0", reason="DEPOSITED", owner=shop)
    same_value(erp, 0)
    order = erp.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": "1"}])
    with pytest.raises(Refused) as refused:
        erp.confirm_sales_order(order=order)
    assert refused.value.code == "INSUFFICIENT_STOCK"
    erp.adjust_stock(reason="HANDED_BACK", owner=shop, lines=[{"product": tea, "change": "-5"}])
    assert shelves(erp) == [("MAIN", "", 6, 0)]
    for given in (
        {"owner": shop},
        {"reason": "DEPOSITED"},
        {"reason": "DEPOSITED", "owner": shop, "cost": "5"},
    ):
        with pytest.raises(Refused) as refused:
            receive(erp, tea, "5", **{"cost": "0"} | given)
        assert refused.value.code == "BAD_INPUT"


def held(erp: Erp, order: str) -> list[dict]:
    asked = """query($o: ID!) { reservations(document: $o, quantityFrom: "0.000001") {
        nodes { id lot quantity alternatives { lot available } } } }"""
    nodes = erp.query(asked, o=order)["reservations"]["nodes"]
    return sorted(nodes, key=lambda node: node["lot"])


def test_another_lot_may_leave_than_was_proposed(erp: Erp) -> None:
    tea, shelf = a_product(erp, tracking="EXPIRY", shelf_days=30), place(erp, "A-01")
    for lot, day in (("SOON", "2034-01-01"), ("LATE", "2035-01-01"), ("GONE", "2026-01-20")):
        receive(erp, tea, "5", lot=lot, expires_on=day, on="2026-01-10")
    receive(erp, tea, "1", lot="LATE", expires_on="2035-01-01", on="2026-01-10", location=shelf)
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "4"}])
    erp.confirm_sales_order(order=order)
    (pick,) = held(erp, order)
    assert (pick["lot"], pick["quantity"]) == ("SOON", "4")
    assert {(each["lot"], each["available"]) for each in pick["alternatives"]} == {
        ("LATE", "5"),
        ("LATE", "1"),
    }
    for given, code in (
        ({"lot": "GONE"}, "LOT_EXPIRED"),
        ({"lot": "NONE"}, "UNKNOWN_LOT"),
        ({"lot": "SOON"}, "BAD_INPUT"),
        ({"lot": "LATE", "quantity": "5"}, "BAD_INPUT"),
        ({"lot": "LATE", "quantity": "0"}, "BAD_INPUT"),
        ({"lot": "LATE", "location": shelf}, "INSUFFICIENT_STOCK"),
    ):
        with pytest.raises(Refused) as refused:
            erp.change_pick(pick=pick["id"], **given)
        assert refused.value.code == code
    erp.change_pick(pick=pick["id"], lot="LATE", quantity="3")
    erp.change_pick(pick=pick["id"], lot="LATE", location=shelf)
    now = sorted((each["lot"], each["quantity"]) for each in held(erp, order))
    assert now == [("LATE", "1"), ("LATE", "3")]
    # What is held for one order is not given to another.
    other = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "5"}])
    erp.confirm_sales_order(order=other)
    (first, *_) = held(erp, other)
    with pytest.raises(Refused) as refused:
        erp.change_pick(pick=first["id"], lot="LATE")
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert refused.value.facts["lines"][0]["available"] == "2"
    erp.ship_sales_order(order=order)
    assert shelves(erp) == [("MAIN", "GONE", 5, 0), ("MAIN", "LATE", 2, 0), ("MAIN", "SOON", 5, 5)]
    with pytest.raises(Refused) as refused:
        erp.change_pick(pick=pick["id"], lot="LATE")
    assert refused.value.code == "BAD_INPUT"


def test_stock_by_place_and_lot_on_a_day_as_it_was_known(erp: Erp) -> None:
    tea, shelf = a_product(erp, tracking="LOT"), place(erp, "A-01")
    receive(erp, tea, "10", lot="L1", on="2026-01-10")
    moment = erp.sql("SELECT clock_timestamp() AS at")[0]["at"].isoformat()
    carried = {"product": tea, "lot": "L1", "from_location": main_place(erp), "to_location": shelf}
    erp.move_stock(on="2026-01-20", lines=[carried | {"quantity": "4"}])
    receive(erp, tea, "3", lot="L2", on="2026-01-05")
    asked = """query($d: Date!, $k: DateTime, $p: ID) {
        stockByPlace(asOf: $d, knownAt: $k, location: $p) { locationCode lot quantity } }"""

    def on(day: str, **given) -> list[tuple]:
        return [tuple(row.values()) for row in erp.query(asked, d=day, **given)["stockByPlace"]]

    assert on("2026-01-04") == []
    assert on("2026-01-19") == [("MAIN", "L1", "10"), ("MAIN", "L2", "3")]
    assert on("2026-01-20") == [("A-01", "L1", "4"), ("MAIN", "L1", "6"), ("MAIN", "L2", "3")]
    assert on("2026-01-20", k=moment) == [("MAIN", "L1", "10")]
    assert on("2026-01-20", p=shelf) == [("A-01", "L1", "4")]
