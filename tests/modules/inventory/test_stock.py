"""Stock in and out: value follows goods, the books follow value, and nobody is promised what is not there."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp, Refused

VALUE = """SELECT coalesce((SELECT sum(value) FROM inventory.stock_value), 0) AS stock,
    coalesce((SELECT sum(l.debit - l.credit) FROM accounting.journal_line l
              JOIN masterdata.account a ON a.id = l.account WHERE a.code = '1310'), 0) AS ledger"""


def test_200_orders_of_1_against_100_in_stock(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "100")
    shop = a_customer(erp)
    orders = [
        erp.draft_sales_order(customer=shop, lines=[{"product": product, "quantity": "1"}])
        for _ in range(200)
    ]

    def confirm(order: str) -> str:
        try:
            return erp.confirm_sales_order("state", order=order)
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(confirm, orders))

    assert outcomes.count("CONFIRMED") == 100
    assert outcomes.count("INSUFFICIENT_STOCK") == 100
    assert erp.sql("SELECT on_hand, reserved FROM inventory.stock_balance") == [
        {"on_hand": 100, "reserved": 100}
    ]


def test_orders_that_take_goods_in_opposite_order_never_lock_each_other_out(erp: Erp) -> None:
    products = [a_product(erp) for _ in range(6)]
    for product in products:
        stock_of(erp, product, "100")
    shop = a_customer(erp)
    orders = []
    for turn in range(24):
        wanted = products if turn % 2 else products[::-1]
        lines = [{"product": product, "quantity": "1"} for product in wanted]
        orders.append(erp.draft_sales_order(customer=shop, lines=lines))

    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(lambda order: erp.confirm_sales_order("state", order=order), orders))
    assert set(outcomes) == {"CONFIRMED"}


def test_what_goes_out_is_worth_the_moving_average(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "10", unit_cost="100")
    stock_of(erp, product, "5", unit_cost="130")
    found = erp.adjust_stock(
        "lines { quantity value } journalEntries { id }",
        reason="DAMAGED",
        lines=[{"product": product, "change": "-2"}],
    )
    assert found["lines"] == [{"quantity": "-2", "value": "-220"}]
    assert len(found["journalEntries"]) == 1
    (row,) = erp.sql(VALUE)
    assert row["stock"] == row["ledger"] == 1430


def test_goods_that_are_found_are_worth_what_the_others_are(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "4", unit_cost="150")
    found = erp.adjust_stock("lines { value }", reason="FOUND", lines=[{"product": product, "change": "1"}])
    assert found["lines"] if isinstance(found, dict) else found == [{"value": "150"}]
    (row,) = erp.sql(VALUE)
    assert row["stock"] == row["ledger"] == 750


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lines": []}, "BAD_INPUT"),
        ({"quantity": "0"}, "BAD_INPUT"),
        ({"quantity": "-3"}, "BAD_INPUT"),
        ({"unitCost": "-1"}, "BAD_INPUT"),
        ({"reason": "PURCHASE"}, "BAD_INPUT"),
        ({"on": "1999-01-01"}, "NO_PERIOD"),
    ],
)
def test_a_bad_receipt_is_refused_and_leaves_nothing(erp: Erp, given: dict, code: str) -> None:
    line = {"product": a_product(erp), "quantity": "1", "unitCost": "10"}
    line |= {name: given[name] for name in ("quantity", "unitCost") if name in given}
    receipt = {"reason": "OPENING", "lines": [line]} | {
        name: given[name] for name in ("lines", "reason", "on") if name in given
    }

    with pytest.raises(Refused) as refused:
        erp.receive_stock(**receipt)

    assert refused.value.code == code
    for table in ("stock_receipt", "stock_move", "stock_balance", "stock_value"):
        assert erp.sql(f"SELECT count(*) AS n FROM inventory.{table}") == [{"n": 0}]


def test_promised_goods_cannot_be_written_off(erp: Erp) -> None:
    product = a_product(erp)
    stock_of(erp, product, "3")
    order = erp.draft_sales_order(customer=a_customer(erp), lines=[{"product": product, "quantity": "2"}])
    erp.confirm_sales_order(order=order)

    with pytest.raises(Refused) as refused:
        erp.adjust_stock(reason="LOST", lines=[{"product": product, "change": "-2"}])
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert erp.sql("SELECT on_hand, reserved FROM inventory.stock_balance") == [{"on_hand": 3, "reserved": 2}]


def test_the_database_refuses_what_no_program_should_do(erp: Erp) -> None:
    import asyncpg

    product = a_product(erp)
    stock_of(erp, product, "3")
    with pytest.raises(asyncpg.CheckViolationError, match="reserved_within_on_hand"):
        erp.sql("UPDATE inventory.stock_balance SET reserved = 4")
    with pytest.raises(asyncpg.PostgresError):
        erp.sql("UPDATE inventory.stock_move SET quantity = 99")
    with pytest.raises(asyncpg.PostgresError):
        erp.sql("DELETE FROM inventory.stock_move")
