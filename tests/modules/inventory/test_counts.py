"""Stock counts: goods move while they are counted, what differs is counted twice, another person books it."""

import pytest

from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused
from tests.modules.inventory.test_lots import main_place, place, receive, same_value, shelves

INBOX = "{ approvalInbox { nodes { approvalCase { id kind amount } } } }"


def count_of(erp: Erp, **given) -> str:
    return erp.start_stock_count(**{"scope": "WHOLE"} | given)


def counted(erp: Erp, count: str, product: str, quantity: str, **given) -> str:
    line = {"product": product, "location": main_place(erp), "quantity": quantity} | given
    return erp.record_count(count=count, lines=[line])


def refused(erp: Erp, code: str, verb: str, **given) -> Refused:
    with pytest.raises(Refused) as answer:
        erp.act(verb, "id", given)
    assert answer.value.code == code
    return answer.value


def lines_of(erp: Erp, count: str) -> list[dict]:
    asked = "query($c: ID!) { stockCount(id: $c) { lines { counted expected difference round } } }"
    return erp.query(asked, c=count)["stockCount"]["lines"]


def test_goods_move_while_they_are_counted(erp: Erp) -> None:
    tea = a_product(erp)
    receive(erp, tea, "10", cost="100")
    count = count_of(erp)
    refused(erp, "NOT_ALL_COUNTED", "submit_stock_count", count=count)
    receive(erp, tea, "5", cost="100")
    counted(erp, count, tea, "14")
    assert lines_of(erp, count) == [{"counted": "14", "expected": "15", "difference": "-1", "round": 1}]
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": tea, "quantity": "3"}])
    erp.confirm_sales_order(order=order)
    erp.ship_sales_order(order=order)
    refused(erp, "COUNT_AGAIN", "submit_stock_count", count=count)
    counted(erp, count, tea, "11")
    assert lines_of(erp, count) == [{"counted": "11", "expected": "12", "difference": "-1", "round": 2}]
    erp.submit_stock_count(count=count)
    receive(erp, tea, "4", cost="100")
    assert erp.book_stock_count("state", count=count) == "BOOKED"
    assert shelves(erp) == [("MAIN", "", 15, 0)]
    same_value(erp, 1500)
    refused(erp, "WRONG_STATE", "book_stock_count", count=count)


def test_what_was_counted_earlier_is_held_against_that_moment(erp: Erp) -> None:
    tea = a_product(erp)
    receive(erp, tea, "10")
    count = count_of(erp)
    moment = erp.sql("SELECT now() AS at")[0]["at"].isoformat()
    receive(erp, tea, "7")
    line = {"product": tea, "location": main_place(erp), "quantity": "10"}
    erp.record_count(count=count, lines=[line], counted_at=moment)
    assert lines_of(erp, count)[0]["difference"] == "0"
    early = {"count": count, "lines": [line]}
    refused(erp, "BAD_INPUT", "record_count", **early, counted_at="2020-01-01T00:00:00+09:00")
    refused(erp, "BAD_INPUT", "record_count", **early, counted_at="2099-01-01T00:00:00+09:00")


def test_above_the_limit_another_person_books_the_differences(erp: Erp) -> None:
    tea = a_product(erp)
    receive(erp, tea, "100", cost="1000")
    count = count_of(erp, is_blind=True)
    counted(erp, count, tea, "80")
    assert lines_of(erp, count) == [{"counted": "80", "expected": None, "difference": None, "round": 1}]
    counted(erp, count, tea, "80")
    erp.submit_stock_count(count=count)
    assert refused(erp, "COUNTED_BY_YOURSELF", "book_stock_count", count=count).facts["worth"] == "20000"
    other = erp.as_user("kacho", ["administrator"])
    other.book_stock_count(count=count)
    same_value(erp, 80000)


def test_an_unknown_lot_is_not_counted_and_a_found_one_is_added(erp: Erp) -> None:
    tea, shelf = a_product(erp, tracking="LOT"), place(erp, "A-01")
    receive(erp, tea, "10", lot="L1")
    count = count_of(erp)
    line = {"product": tea, "location": main_place(erp), "quantity": "1"}
    for given, code in (
        ({"lot": "L2"}, "UNKNOWN_LOT"),
        ({}, "LOT_REQUIRED"),
        ({"lot": "L1", "quantity": "-1"}, "BAD_INPUT"),
    ):
        refused(erp, code, "record_count", count=count, lines=[line | given])
    counted(erp, count, tea, "8", lot="L1")
    for _ in range(2):
        counted(erp, count, tea, "2", lot="L1", location=shelf)
    counted(erp, count, tea, "8", lot="L1")
    erp.submit_stock_count(count=count)
    erp.book_stock_count(count=count)
    assert shelves(erp) == [("A-01", "L1", 2, 0), ("MAIN", "L1", 8, 0)]
    same_value(erp, 1000)


def test_a_count_of_a_class_and_the_classes_by_what_left(erp: Erp) -> None:
    shop = a_customer(erp)
    big, small, still = a_product(erp), a_product(erp), a_product(erp)
    for product, cost in ((big, "900"), (small, "10"), (still, "50")):
        receive(erp, product, "10", cost=cost)
    for product in (big, small):
        order = erp.draft_sales_order(customer=shop, lines=[{"product": product, "quantity": "2"}])
        erp.confirm_sales_order(order=order)
        erp.ship_sales_order(order=order)
    rows = erp.query("{ stockClasses { productId abcClass issuedValue daysStill } }")["stockClasses"]
    assert [(row["productId"], row["abcClass"], row["issuedValue"], row["daysStill"]) for row in rows] == [
        (big, "A", "1800", 0),
        (small, "C", "20", 0),
        (still, "C", "0", None),
    ]
    slow = erp.query("{ stockClasses(daysStill: 30) { productId } }")["stockClasses"]
    assert [row["productId"] for row in slow] == [still]
    count = count_of(erp, scope="ABC_CLASS", abc_class="a")
    assert len(lines_of(erp, count)) == 1
    for given in ({"scope": "ABC_CLASS"}, {"scope": "PLACES"}, {"scope": "ABC_CLASS", "abc_class": "X"}):
        refused(erp, "BAD_INPUT", "start_stock_count", **given)


def test_differences_above_an_amount_wait_for_their_approver(erp: Erp) -> None:
    erp.as_user("bucho", ["administrator"])
    (chief,) = erp.sql("SELECT id FROM access.app_user WHERE login = 'bucho'")
    route = [{"step": 1, "approver": "PERSON", "person": str(chief["id"])}]
    erp.add_authority_rule(kind="stock_count", amount_from="1000", valid_from="2026-04-01", route=route)
    tea = a_product(erp)
    receive(erp, tea, "100", cost="100")
    asked = """query($c: ID!) { documentApproval(kind: "stock_count", document: $c) { standing } }"""
    for missing, standing in (("5", "FREE"), ("20", "PENDING")):
        count = count_of(erp)
        there = str(int(erp.sql("SELECT sum(on_hand)::int AS n FROM inventory.stock_balance")[0]["n"]))
        for _ in range(2):
            counted(erp, count, tea, str(int(there) - int(missing)))
        erp.submit_stock_count(count=count)
        assert erp.query(asked, c=count)["documentApproval"]["standing"] == standing
        if standing == "FREE":
            erp.book_stock_count(count=count)
    refused(erp, "APPROVAL_PENDING", "book_stock_count", count=count)
    (waits,) = erp.as_user("bucho", ["administrator"]).query(INBOX)["approvalInbox"]["nodes"]
    assert (waits["approvalCase"]["kind"], waits["approvalCase"]["amount"]) == ("stock_count", "2000")
    chief = erp.as_user("bucho", ["administrator"])
    chief.decide_cases(cases=[waits["approvalCase"]["id"]], decision="APPROVE")
    erp.deliver_events()
    chief.book_stock_count(count=count)
    same_value(erp, 7500)


def test_lines_of_a_long_count_come_page_by_page(erp: Erp) -> None:
    shop = [a_product(erp) for _ in range(4)]
    for product in shop:
        receive(erp, product, "2")
    count = count_of(erp)
    asked = """query($c: ID!, $a: String) { stockCountLines(stockCount: $c, first: 3, after: $a) {
        nodes { lineNo isOpen } pageInfo { endCursor } totalCount } }"""
    counted(erp, count, shop[3], "1")
    first = erp.query(asked, c=count)["stockCountLines"]
    rest = erp.query(asked, c=count, a=first["pageInfo"]["endCursor"])["stockCountLines"]
    assert [node["lineNo"] for node in first["nodes"] + rest["nodes"]] == [1, 2, 3, 4]
    assert rest["nodes"][0]["isOpen"] is True
    counted(erp, count, shop[3], "1")
    counted(erp, count, shop[0], "2")
    nodes = erp.query(asked.replace("first: 3", "first: 4"), c=count)["stockCountLines"]["nodes"]
    assert [node["isOpen"] for node in nodes] == [False, True, True, False]
