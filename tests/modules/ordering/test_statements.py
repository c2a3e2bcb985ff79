"""Work grows with documents, not with lines: statements are counted, and so are those of a list."""

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp


def an_order(erp: Erp, customer: str, products: list[str], lines: int) -> str:
    return erp.draft_sales_order(
        customer=customer,
        lines=[{"product": products[place % len(products)], "quantity": "1"} for place in range(lines)],
        billing="PER_ORDER",
    )


@pytest.fixture
def goods(erp: Erp) -> tuple[str, list[str]]:
    products = [a_product(erp, price="100") for _ in range(4)]
    for product in products:
        stock_of(erp, product, "1000")
    return a_customer(erp), products


def test_an_order_of_100_lines_takes_as_many_statements_as_one_of_2(erp: Erp, goods: tuple) -> None:
    customer, products = goods
    counts = []
    for lines in (2, 100):
        counted = {}
        with erp.statements() as each:
            order = an_order(erp, customer, products, lines)
        counted["draft"] = each
        for verb in ("confirm_sales_order", "ship_sales_order", "invoice_sales_order"):
            with erp.statements() as each:
                getattr(erp, verb)(order=order)
            counted[verb] = each
        counts.append({verb: each.count for verb, each in counted.items()})

    small, large = counts
    assert small == large
    assert 0 < small["confirm_sales_order"] <= 16, small


def test_a_list_is_one_statement_whether_it_has_1_row_or_40(erp: Erp, goods: tuple) -> None:
    customer, products = goods
    document = """{ salesOrders(first: 50) {
        nodes { number customer { name } lines { quantity product { name } } } } }"""
    erp.query(document)
    counts = []
    for orders in (1, 39):
        for _ in range(orders):
            an_order(erp, customer, products, 3)
        with erp.statements() as counted:
            found = erp.query(document)["salesOrders"]["nodes"]
        counts.append((len(found), counted.count))

    assert [rows for rows, _ in counts] == [1, 40]
    # The question who asks is one more.
    assert [statements for _, statements in counts] == [2, 2]
