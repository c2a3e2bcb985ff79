"""What every installation starts with, the chart of accounts, companies and the places goods lie in."""

from datetime import date
from decimal import Decimal

import pytest

from erp.kernel.asking import Act
from erp.masterdata import (
    accounts,
    aliases_of,
    company_row,
    default_location,
    parties,
    products,
    tax_codes,
    tax_rates,
)
from erp.masterdata.queries.product import in_own_unit
from erp.masterdata.refusals import NoTaxRate, UnknownAccount, UnknownUnit
from erp.masterdata.seeds import seed_base, seed_demo
from tests.facade import Refused
from tests.people import founder
from tests.server import background


def ask(erp, question):
    """What another module would get within its transaction."""
    from uuid import UUID

    async def within():
        asking = founder(UUID(erp.company))
        async with erp.running.database.transaction(asking=asking, verb="test") as tx:
            return await question(Act(tx=tx, asking=asking, verb="test"))

    return background().run(within())


def refused(erp, code: str, verb: str, /, **given) -> Refused:
    with pytest.raises(Refused) as answer:
        erp.act(verb, "id", given)
    assert answer.value.code == code
    return answer.value


def test_the_rates_of_consumption_tax_are_those_of_the_law(erp):
    async def rates(act, on):
        codes = await tax_codes(act.tx, ["S10", "O"])
        found = await tax_rates(act.tx, codes.values(), on)
        return found[codes["S10"]], found[codes["O"]]

    days = [date(1990, 1, 1), date(2000, 1, 1), date(2019, 9, 30), date(2019, 10, 1), date(2026, 4, 1)]
    found = [ask(erp, lambda act, on=on: rates(act, on)) for on in days]
    assert found == [(Decimal(rate), Decimal(0)) for rate in ("3", "5", "8", "10", "10")]


def test_a_code_without_a_rate_on_the_day_is_refused_by_name(erp):
    async def reduced_before_it_was_law(act):
        codes = await tax_codes(act.tx, ["S8"])
        return await tax_rates(act.tx, codes.values(), date(2019, 9, 30))

    with pytest.raises(NoTaxRate) as answer:
        ask(erp, reduced_before_it_was_law)
    assert answer.value.facts["tax_codes"] == ["S8"]


def test_the_chart_of_accounts_is_complete_and_in_two_languages(erp):
    (count,) = erp.sql("SELECT count(*) AS n, count(DISTINCT code) AS codes FROM masterdata.account")
    assert count == {"n": 132, "codes": 132}
    found = erp.query('{ accounts(first: 1, search: "売掛") { nodes { code name nameJa kind needsParty } } }')
    assert found["accounts"]["nodes"] == [
        {
            "code": "1220",
            "name": "Accounts receivable",
            "nameJa": "売掛金",
            "kind": "ASSET",
            "needsParty": True,
        }
    ]


def test_accounts_are_found_by_code_or_refused(erp):
    assert set(ask(erp, lambda act: accounts(act.tx, ["1220", "4110"]))) == {"1220", "4110"}
    with pytest.raises(UnknownAccount):
        ask(erp, lambda act: accounts(act.tx, ["1220", "9999"]))
    (sales,) = erp.sql("SELECT id::text FROM masterdata.account WHERE code = '4110'")
    erp.change_account(account=sales["id"], is_active=False)
    with pytest.raises(UnknownAccount):
        ask(erp, lambda act: accounts(act.tx, ["4110"]))


def test_an_account_is_added_and_renamed_but_keeps_its_code(erp):
    given = {"code": "6495", "name_ja": "雑費2", "name_en": "Sundries", "kind": "EXPENSE"}
    account = erp.register_account(**given)
    refused(erp, "NUMBER_TAKEN", "register_account", **given)
    assert refused(erp, "BAD_INPUT", "register_account", **(given | {"code": " "})).field == "code"
    renamed = erp.change_account("code nameJa nameEn", account=account, name_ja="諸雑費")
    assert renamed == {"code": "6495", "nameJa": "諸雑費", "nameEn": "Sundries"}
    assert refused(erp, "BAD_INPUT", "change_account", account=account, name_en="").field == "name_en"
    nothing = "00000000-0000-7000-8000-000000000000"
    assert refused(erp, "NOT_FOUND", "change_account", account=account, tax_code=nothing).field == "tax_code"


def test_seeding_twice_changes_nothing(erp):
    counts = "SELECT (SELECT count(*) FROM kernel.audit WHERE table_name LIKE 'masterdata.%') AS n"
    before = erp.sql(counts)
    ask(erp, seed_base)
    assert erp.sql(counts) == before


def test_the_demo_company_has_customers_suppliers_products_and_prices(erp):
    ask(erp, seed_demo)
    (found,) = erp.sql(
        "SELECT count(*) FILTER (WHERE is_customer) AS customers,"
        " count(*) FILTER (WHERE is_supplier) AS suppliers,"
        " count(*) FILTER (WHERE t_number_state = 'DOUBTFUL') AS doubtful FROM masterdata.party"
    )
    assert found == {"customers": 12, "suppliers": 6, "doubtful": 0}
    products_shown = erp.query("{ products(first: 50) { nodes { name priceToday unit { name } } } }")[
        "products"
    ]["nodes"]
    assert len(products_shown) == 26 and all(each["priceToday"] for each in products_shown)
    ask(erp, seed_demo)
    assert erp.sql("SELECT count(*) AS n FROM masterdata.product") == [{"n": 26}]


def test_the_company_has_a_place_for_goods(erp):
    row = ask(erp, lambda act: company_row(act.tx, act.company))
    assert (row.name, row.currency, row.tax_rounding.value) == ("見本商事株式会社", "JPY", "DOWN")
    assert ask(erp, lambda act: default_location(act.tx, act.company))


def test_warehouses_and_places(erp):
    warehouse = erp.register_warehouse("id locations { code isDefault }", code="W2", name="第二倉庫")
    assert warehouse["locations"] == [{"code": "MAIN", "isDefault": True}]
    refused(erp, "NUMBER_TAKEN", "register_warehouse", code="W2", name="別の倉庫")
    place = {"warehouse": warehouse["id"], "code": "A-1", "name": "棚A-1"}
    erp.register_location(**place, is_default=True)
    refused(erp, "NUMBER_TAKEN", "register_location", **place)
    found = erp.sql(
        "SELECT code FROM masterdata.location WHERE warehouse = $1::uuid AND is_default", warehouse["id"]
    )
    assert found == [{"code": "A-1"}]
    assert erp.change_warehouse("isActive", warehouse=warehouse["id"], is_active=False) is False
    refused(erp, "INACTIVE", "register_location", **(place | {"code": "A-2"}))


def test_another_company_keeps_its_own_warehouse_to_itself(erp):
    company = erp.register_company(
        code="US", name="Sample Trading Inc.", currency="USD", timezone="America/New_York"
    )
    refused(erp, "NUMBER_TAKEN", "register_company", code="US", name="Other", currency="USD")
    refused(erp, "BAD_INPUT", "register_company", code="X", name="X", currency="USD", timezone="Mars/Base")
    refused(
        erp, "BAD_INPUT", "register_company", code="X", name="X", currency="USD", fiscal_year_start_month=13
    )
    refused(erp, "BAD_T_NUMBER", "register_company", code="X", name="X", currency="USD", t_number="123")
    assert erp.sql("SELECT count(*) AS n FROM masterdata.company") == [{"n": 2}]
    mine = erp.query("{ warehouses(first: 9) { nodes { code company { code } } } }")["warehouses"]["nodes"]
    assert [each["company"]["code"] for each in mine] == ["MIHON"]
    there = erp.as_user("erp", roles=["administrator", "sales"], company=company)
    theirs = there.query("{ warehouses(first: 9) { nodes { name company { code } } } }")["warehouses"][
        "nodes"
    ]
    assert theirs == [{"name": "Main warehouse", "company": {"code": "US"}}]


def test_prices_of_another_company_are_not_seen(erp):
    company = erp.register_company(code="US", name="Sample Trading Inc.", currency="USD")
    there = erp.as_user("erp", roles=["administrator", "sales"], company=company)
    codes = {row["code"]: row["id"] for row in erp.sql("SELECT code, id::text FROM masterdata.unit")}
    (tax,) = erp.sql("SELECT id::text FROM masterdata.tax_code WHERE code = 'O'")
    product = erp.register_product(name="Tea", unit=codes["PCS"], tax_code=tax["id"])
    prices = there.register_price_list(code="US", name="US prices")
    there.set_price(price_list=prices, product=product, unit_price="9.80")
    shown = "query($id: ID!) { product(id: $id) { priceToday prices { unitPrice } } }"
    assert there.query(shown, id=product)["product"] == {
        "priceToday": "9.8",
        "prices": [{"unitPrice": "9.8"}],
    }
    assert erp.query(shown, id=product)["product"] == {"priceToday": None, "prices": []}
    refused(erp, "NOT_FOUND", "set_price", price_list=prices, product=product, unit_price="1")


def test_a_company_is_renamed_but_keeps_its_currency(erp):
    changed = erp.change_company("name tNumber", company=erp.company, name="見本産業株式会社", t_number=None)
    assert changed == {"name": "見本産業株式会社", "tNumber": None}
    refused(erp, "BAD_CORPORATE_NUMBER", "change_company", company=erp.company, corporate_number="1")
    refused(erp, "BAD_INPUT", "change_company", company=erp.company, name=" ")


def test_departments_hold_from_a_day_on(erp):
    sales = erp.register_department(code="100", name="営業部", valid_from="2026-04-01")
    refused(erp, "NUMBER_TAKEN", "register_department", code="100", name="別")
    child = erp.register_department("parent { code }", code="110", name="営業一課", parent=sales)
    assert child == {"code": "100"}
    assert (
        refused(erp, "BAD_INPUT", "end_department", department=sales, valid_to="2026-03-31").field
        == "valid_to"
    )
    assert erp.end_department("validTo", department=sales, valid_to="2027-03-31") == "2027-03-31"


def test_every_master_has_somebody_who_looks_after_it(erp):
    party = erp.register_party(name="山田商店")
    (me,) = erp.sql("SELECT id::text FROM access.app_user WHERE login = 'erp'")
    given = {"kind": "PARTY", "record": party, "owner": me["id"], "review_on": "2026-04-01"}
    assert erp.assign_owner("name owner reviewOn", **given) == {
        "name": "山田商店",
        "owner": me["id"],
        "reviewOn": "2026-04-01",
    }
    due = erp.query('{ masterRecords(first: 5, reviewOnTo: "2026-04-01") { nodes { number kind } } }')
    assert due["masterRecords"]["nodes"] == [{"number": "P-000001", "kind": "PARTY"}]
    refused(erp, "NOT_FOUND", "assign_owner", **(given | {"kind": "PRODUCT"}))


def test_other_modules_see_a_merged_party_as_its_survivor(erp):
    from uuid import UUID

    old, new = (UUID(erp.register_party(name=name)) for name in ("山田商店", "鈴木工業"))
    erp.merge_parties(duplicate=old, survivor=new, reason="同じ会社")
    found = ask(erp, lambda act: parties(act.tx, [old, new]))
    assert found[old].id == found[new].id == new
    assert ask(erp, lambda act: aliases_of(act.tx, old)) == [new, old]


def test_quantities_in_another_unit_are_counted_in_the_products_own(erp):
    from uuid import UUID

    codes = {row["code"]: row["id"] for row in erp.sql("SELECT code, id::text FROM masterdata.unit")}
    (tax,) = erp.sql("SELECT id::text FROM masterdata.tax_code WHERE code = 'S8'")
    product = UUID(erp.register_product(name="麦茶", unit=codes["PCS"], tax_code=tax["id"]))
    erp.add_product_unit(product=product, unit=codes["CS"], factor="24")
    row = ask(erp, lambda act: products(act.tx, [product]))[product]
    assert in_own_unit(row, Decimal(2), UUID(codes["CS"])) == 48
    assert in_own_unit(row, Decimal(2), None) == 2
    with pytest.raises(UnknownUnit):
        in_own_unit(row, Decimal(2), UUID(codes["KG"]))
