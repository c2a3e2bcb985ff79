"""A price without tax or with it inside (INV-29) stands on the customer's documents on his own basis."""

import pytest

from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused

LINES = "lines { unitPrice amount } subtotal taxTotal total"

# price, kept inside?, tax, customer's basis inside?, his rounding, on the document
CASES = [
    ("1000", False, "S10", False, "DOWN", "1000"),
    ("1000", False, "S10", True, "DOWN", "1100"),
    ("1100", True, "S10", False, "DOWN", "1000"),
    ("1100", True, "S10", True, "DOWN", "1100"),
    ("98", False, "S8", True, "DOWN", "105"),
    ("98", False, "S8", True, "UP", "106"),
    ("21", True, "S10", False, "DOWN", "20"),
    ("21", True, "S10", False, "HALF_UP", "19"),
]


@pytest.mark.parametrize(("price", "kept", "tax", "wanted", "rounding", "expected"), CASES)
def test_a_standard_price_is_turned_to_the_customers_basis(
    erp: Erp, price: str, kept: bool, tax: str, wanted: bool, rounding: str, expected: str
) -> None:
    product = a_product(erp, price=price, tax=tax, standard_price_includes_tax=kept)
    customer = a_customer(erp, prices_include_tax=wanted, tax_rounding=rounding)
    line = {"product": product, "quantity": "1"}
    found = erp.draft_quotation(LINES, customer=customer, lines=[line])
    assert found["lines"] == [{"unitPrice": expected, "amount": expected}]
    assert found["total" if wanted else "subtotal"] == expected


def test_orders_and_invoices_follow_a_price_list_with_tax_inside(erp: Erp) -> None:
    product = a_product(erp, price="500", tax="S8")
    listed = erp.register_price_list(code="RETAIL", name="小売価格", prices_include_tax=True)
    erp.set_price(price_list=listed, product=product, unit_price="540", valid_from="2026-04-01")
    erp.add_product_unit(product=product, unit=_unit(erp, "CS"), factor="24")
    outside, inside = a_customer(erp), a_customer(erp, prices_include_tax=True)
    line = {"product": product, "quantity": "2", "unit": _unit(erp, "CS")}
    prices = [
        erp.draft_sales_order(LINES, customer=each, lines=[line])["lines"][0]["unitPrice"]
        for each in (outside, inside)
    ]
    assert prices == ["12000", "12960"]
    tax_code = str(erp.sql("SELECT id FROM masterdata.tax_code WHERE code = 'S8'")[0]["id"])
    line |= {"description": "煎茶 箱", "taxCode": tax_code}
    for customer, price, total in ((outside, "12000", "25920"), (inside, "12960", "25920")):
        found = erp.issue_invoice(LINES, customer=customer, on="2026-04-15", lines=[line])
        assert (found["lines"][0]["unitPrice"], found["total"]) == (price, total)


def test_an_invoice_line_without_a_price_needs_one_that_is_listed(erp: Erp) -> None:
    product = a_product(erp)
    erp.change_product(product=product, standard_price=None)
    tax_code = str(erp.sql("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")[0]["id"])
    line = {"description": "調査費", "quantity": "1", "taxCode": tax_code}
    customer = a_customer(erp)
    for more, code in (({}, "BAD_INPUT"), ({"product": product}, "NO_PRICE")):
        with pytest.raises(Refused) as refused:
            erp.issue_invoice(customer=customer, on="2026-04-15", lines=[line | more])
        assert refused.value.code == code
    assert erp.sql("SELECT id FROM accounting.invoice") == []


def test_a_price_is_quoted_on_both_bases(erp: Erp) -> None:
    product = a_product(erp, price="1100", standard_price_includes_tax=True)
    found = erp.query(
        "query($p: ID!) { priceQuote(product: $p)"
        " { unitPrice pricesIncludeTax unitPriceExcludingTax unitPriceIncludingTax } }",
        p=product,
    )["priceQuote"]
    assert found == {
        "unitPrice": "1100",
        "pricesIncludeTax": True,
        "unitPriceExcludingTax": "1000",
        "unitPriceIncludingTax": "1100",
    }


def _unit(erp: Erp, code: str) -> str:
    return str(erp.sql("SELECT id FROM masterdata.unit WHERE code = $1", code)[0]["id"])
