"""Products, units, prices that hold from a day on, and what a customer pays on a day."""

from datetime import date

import pytest

from tests.facade import Erp, Refused


@pytest.fixture
def shop(erp):
    """The units, tax codes and the price list everybody starts with, by code."""
    rows = erp.sql(
        "SELECT code, id::text FROM masterdata.unit UNION ALL SELECT code, id::text FROM masterdata.tax_code"
        " UNION ALL SELECT code, id::text FROM masterdata.price_list"
    )
    return {row["code"]: row["id"] for row in rows}


def tea(erp: Erp, shop: dict[str, str], selection: str = "id", **given):
    given = {"name": "煎茶 100g", "unit": shop["BAG"], "tax_code": shop["S8"]} | given
    return erp.register_product(selection, **given)


def refused(erp: Erp, code: str, verb: str, /, **given) -> Refused:
    everything = "SELECT (SELECT array_agg(p ORDER BY id)::text FROM masterdata.{} p) AS all"
    tables = ("product", "price", "product_unit", "tax_rate", "unit", "tax_code", "price_list")
    before = [erp.sql(everything.format(table)) for table in tables]
    with pytest.raises(Refused) as answer:
        erp.act(verb, "id", given)
    assert answer.value.code == code
    assert [erp.sql(everything.format(table)) for table in tables] == before
    return answer.value


def quote(erp: Erp, product: str, on: str, quantity: str = "1", customer: str | None = None):
    return erp.query(
        "query($p: ID!, $c: ID, $q: Quantity, $on: Date) {"
        " priceQuote(product: $p, customer: $c, quantity: $q, on: $on) { unitPrice taxRate } }",
        p=product,
        c=customer,
        q=quantity,
        on=on,
    )["priceQuote"]


def test_goods_are_stocked_and_services_are_not(erp, shop):
    assert tea(erp, shop, "number isStocked unit { code } taxCode { rateToday }") == {
        "number": "I-000001",
        "isStocked": True,
        "unit": {"code": "BAG"},
        "taxCode": {"rateToday": "8"},
    }
    service = {"name": "配送", "kind": "SERVICE", "unit": shop["JOB"], "tax_code": shop["S10"]}
    assert erp.register_product("isStocked", **service) is False
    answer = refused(erp, "BAD_INPUT", "register_product", **(service | {"name": "設置", "is_stocked": True}))
    assert answer.facts["reason"] == "SERVICE_HAS_NO_STOCK"


def test_a_product_that_looks_the_same_is_shown_first(erp, shop):
    first = tea(erp, shop, jan_code="4901234567894")
    answer = refused(
        erp,
        "DUPLICATE_CANDIDATES",
        "register_product",
        name="煎茶　１００ｇ",
        unit=shop["BAG"],
        tax_code=shop["S8"],
    )
    assert answer.facts["candidates"][0]["id"] == first
    same_code = {"name": "番茶", "unit": shop["BAG"], "tax_code": shop["S8"], "jan_code": "49-01234567894"}
    answer = refused(erp, "DUPLICATE_CANDIDATES", "register_product", **same_code)
    assert answer.facts["candidates"][0]["reasons"] == ["SAME_JAN_CODE"]
    refused(erp, "REASON_REQUIRED", "register_product", **same_code, accept_duplicates=True)
    found = erp.query('{ productDuplicates(name: "煎茶 200g") { number score } }')["productDuplicates"]
    assert found and found[0]["score"] < 85


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"tracking": "LOT", "is_stocked": False}, "tracking"),
        ({"shelf_days": -1}, "shelf_days"),
        ({"jan_code": "4901234567890"}, "jan_code"),
        ({"standard_price": "1.5"}, "standard_price"),
        ({"standard_price": "-1"}, "standard_price"),
        ({"standard_price": "1", "standard_currency": "YEN"}, "standard_currency"),
        ({"name": ""}, "name"),
        ({"number": "I-1"}, "number"),
    ],
)
def test_a_product_that_makes_no_sense_is_refused(erp, shop, given, field):
    given = {"name": "煎茶", "unit": shop["BAG"], "tax_code": shop["S8"]} | given
    assert refused(erp, "BAD_INPUT", "register_product", **given).field == field


def test_a_product_needs_a_unit_and_a_tax_code_that_exist(erp, shop):
    given = {"name": "煎茶", "unit": shop["BAG"], "tax_code": shop["S8"]}
    assert refused(erp, "NOT_FOUND", "register_product", **(given | {"unit": shop["S8"]})).field == "unit"
    assert (
        refused(erp, "NOT_FOUND", "register_product", **(given | {"tax_code": shop["BAG"]})).field
        == "tax_code"
    )


def test_a_product_is_changed_and_taken_out_of_use(erp, shop):
    product = tea(erp, shop, standard_price="500")
    assert erp.change_product("name standardPrice version", product=product, name="煎茶 特上") == {
        "name": "煎茶 特上",
        "standardPrice": "500",
        "version": 2,
    }
    assert erp.change_product("standardPrice", product=product, standard_price=None) is None
    refused(erp, "OUTDATED", "change_product", product=product, version=1, note="x")
    assert erp.deactivate_product("isActive", product=product) is False
    refused(erp, "ALREADY_INACTIVE", "deactivate_product", product=product)
    assert erp.reactivate_product("isActive", product=product) is True
    refused(erp, "ALREADY_ACTIVE", "reactivate_product", product=product)


def test_a_product_also_comes_by_the_case(erp, shop):
    product = tea(erp, shop)
    units = erp.add_product_unit(
        "units { factor unit { code } }", product=product, unit=shop["CS"], factor="24"
    )
    assert units == [{"factor": "24", "unit": {"code": "CS"}}]
    again = {"product": product, "unit": shop["CS"]}
    refused(erp, "NUMBER_TAKEN", "add_product_unit", **again, factor="12")
    refused(erp, "NUMBER_TAKEN", "add_product_unit", product=product, unit=shop["BAG"], factor="12")
    refused(erp, "BAD_INPUT", "add_product_unit", product=product, unit=shop["BOX"], factor="0")


def test_a_new_price_ends_the_old_one_the_day_before(erp, shop):
    product = tea(erp, shop)
    price = {"price_list": shop["STD"], "product": product}
    erp.set_price(**price, unit_price="500", valid_from="2026-04-01")
    erp.set_price(**price, unit_price="550", valid_from="2026-10-01")
    rows = erp.sql(
        "SELECT unit_price::int AS price, valid_from, valid_to FROM masterdata.price ORDER BY valid_from"
    )
    assert rows == [
        {"price": 500, "valid_from": date(2026, 4, 1), "valid_to": date(2026, 9, 30)},
        {"price": 550, "valid_from": date(2026, 10, 1), "valid_to": None},
    ]
    assert quote(erp, product, "2026-09-30")["unitPrice"] == "500"
    assert quote(erp, product, "2026-10-01")["unitPrice"] == "550"
    assert quote(erp, product, "2026-03-31")["unitPrice"] is None


def test_a_price_of_the_same_day_is_put_right(erp, shop):
    product = tea(erp, shop)
    price = {"price_list": shop["STD"], "product": product, "valid_from": "2026-04-01"}
    erp.set_price(**price, unit_price="5000")
    erp.set_price(**price, unit_price="500")
    assert erp.sql("SELECT unit_price::int AS price FROM masterdata.price") == [{"price": 500}]


def test_two_prices_never_hold_on_one_day(erp, shop):
    product = tea(erp, shop)
    price = {"price_list": shop["STD"], "product": product}
    erp.set_price(**price, unit_price="500", valid_from="2026-06-01", valid_to="2026-06-30")
    meeting = {"unit_price": "450", "valid_from": "2026-05-01"}
    refused(erp, "PRICES_OVERLAP", "set_price", **price, **meeting)
    refused(erp, "PRICES_OVERLAP", "set_price", **price, unit_price="450", valid_from="2026-06-30")
    erp.set_price(**price, **meeting, valid_to="2026-05-31")
    with pytest.raises(Exception, match="two prices of one product"):
        erp.sql("UPDATE masterdata.price SET valid_to = '2026-06-15' WHERE valid_to = '2026-05-31'")


def test_a_price_that_makes_no_sense_is_refused(erp, shop):
    price = {"price_list": shop["STD"], "product": tea(erp, shop), "unit_price": "500"}
    early = {"valid_from": "2026-05-01", "valid_to": "2026-04-01"}
    assert refused(erp, "BAD_INPUT", "set_price", **price, **early).field == "valid_to"
    assert refused(erp, "BAD_INPUT", "set_price", **(price | {"unit_price": "0.5"})).field == "unit_price"
    assert refused(erp, "BAD_INPUT", "set_price", **price, minimum_quantity="-1").field == "minimum_quantity"
    erp.sql("UPDATE masterdata.price_list SET is_active = false")
    refused(erp, "INACTIVE", "set_price", **price)


def test_the_nearest_price_wins(erp, shop):
    product = tea(erp, shop, standard_price="600")
    day, customer = "2026-04-01", erp.register_party(name="山田商店")
    assert quote(erp, product, day) == {"unitPrice": "600", "taxRate": "8"}
    price = {"product": product, "valid_from": day}
    erp.set_price(**price, price_list=shop["STD"], unit_price="500")
    erp.set_price(**price, price_list=shop["STD"], unit_price="450", minimum_quantity="100")
    assert [quote(erp, product, day, each)["unitPrice"] for each in ("99", "100")] == ["500", "450"]
    special = erp.register_price_list(code="SP", name="特別", customer=customer)
    erp.set_price(**price, price_list=special, unit_price="480")
    assert quote(erp, product, day, "100", customer)["unitPrice"] == "480"
    other = erp.register_party(name="鈴木工業")
    assert quote(erp, product, day, "1", other)["unitPrice"] == "500"
    erp.merge_parties(duplicate=customer, survivor=other, reason="同じ会社")
    assert quote(erp, product, day, "1", other)["unitPrice"] == "480"


def test_price_lists_have_codes_of_their_own(erp, shop):
    erp.register_price_list(code="A", name="甲")
    refused(erp, "NUMBER_TAKEN", "register_price_list", code="A", name="乙")
    refused(erp, "BAD_INPUT", "register_price_list", code="B", name="乙", currency="EURO")


def test_a_changed_rate_of_tax_is_a_new_row_from_a_day_on(erp, shop):
    rates = erp.set_tax_rate(
        "rates { rate validFrom validTo isActive }", tax_code=shop["S8"], rate="1", valid_from="2027-04-01"
    )
    # A bill has its row as well, which is not in force.
    rates = [{**each, "isActive": 0} for each in rates if each["isActive"]]
    rates = [{name: value for name, value in each.items() if name != "isActive"} for each in rates]
    assert rates == [
        {"rate": "8", "validFrom": "2019-10-01", "validTo": "2027-03-31"},
        {"rate": "1", "validFrom": "2027-04-01", "validTo": None},
    ]
    code = {"tax_code": shop["S8"]}
    refused(erp, "RATES_OVERLAP", "set_tax_rate", **code, rate="5", valid_from="2020-01-01")
    refused(erp, "BAD_INPUT", "set_tax_rate", **code, rate="100", valid_from="2030-01-01")
    refused(
        erp, "BAD_INPUT", "set_tax_rate", **code, rate="5", valid_from="2030-01-01", valid_to="2029-01-01"
    )
    with pytest.raises(Exception, match="two rates of one tax code"):
        erp.sql("UPDATE masterdata.tax_rate SET valid_to = NULL WHERE valid_to = '2027-03-31'")


def test_units_and_tax_codes_are_registered_once(erp, shop):
    erp.register_unit(code="DZ", name_ja="ダース", name_en="dozens")
    refused(erp, "NUMBER_TAKEN", "register_unit", code="DZ", name_ja="打", name_en="dozens")
    refused(erp, "BAD_INPUT", "register_unit", code="T", name_ja="トン", name_en="tons", decimals=7)
    names = {"name_ja": "特例", "name_en": "special", "kind": "TAXABLE"}
    erp.register_tax_code(code="X", **names, category="S")
    refused(erp, "NUMBER_TAKEN", "register_tax_code", code="X", **names, category="S")
    refused(erp, "BAD_INPUT", "register_tax_code", code="Y", **names, category="Z")
