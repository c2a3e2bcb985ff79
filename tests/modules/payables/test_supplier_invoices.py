"""Received invoices: once each, with the tax that counts on the day of the supply, and back again."""

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import Desk


def test_a_registered_sellers_tax_counts_in_full(desk: Desk) -> None:
    found = desk.posted(
        desk.supplier(),
        selection="number state settlement subtotal taxTotal total deductibleTax openAmount"
        " taxes { ground share deductible }",
    )
    assert found == {
        "number": "PI-2026-000001",
        "state": "POSTED",
        "settlement": "OPEN",
        "subtotal": "50000",
        "taxTotal": "5000",
        "total": "55000",
        "deductibleTax": "5000",
        "openAmount": "55000",
        "taxes": [{"ground": "QUALIFIED", "share": "100", "deductible": "5000"}],
    }
    assert desk.balances() == {"1460": "5000", "2120": "-55000", "5120": "50000"}


@pytest.mark.parametrize(
    ("bought_on", "amount", "include_tax", "cost", "counts", "mark"),
    [
        ("2026-09-30", "110000", True, "102000", "8000", "80%控除対象"),
        ("2026-10-01", "110000", True, "103000", "7000", "70%控除対象"),
        ("2026-11-15", "50000", False, "51500", "3500", "70%控除対象"),
    ],
)
def test_a_share_counts_of_a_seller_without_registration(
    desk: Desk, bought_on: str, amount: str, include_tax: bool, cost: str, counts: str, mark: str
) -> None:
    invoice = desk.posted(
        desk.supplier(registered=False),
        desk.line(amount),
        invoiced_on=bought_on,
        prices_include_tax=include_tax,
    )
    assert (desk.balances()["5120"], desk.balances()["1460"]) == (cost, counts)
    found = desk.erp.query(
        "query($id: ID!) { supplierInvoice(id: $id) { registration lines { cost }"
        " journalEntries { description lines { memo } } } }",
        id=invoice,
    )["supplierInvoice"]
    assert (found["registration"], found["lines"]) == ("NOT_REGISTERED", [{"cost": cost}])
    (entry,) = found["journalEntries"]
    assert entry["description"].endswith(mark)
    assert entry["lines"][1]["memo"] == mark


def test_only_so_much_of_one_seller_counts_in_a_year(desk: Desk) -> None:
    desk.erp.sql("UPDATE masterdata.statutory_value SET value = 150000 WHERE kind = 'TRANSITIONAL_CAP'")
    seller = desk.supplier(registered=False)
    for number in ("A", "B", "C"):
        desk.posted(
            seller,
            desk.line("110000"),
            invoiced_on="2026-10-05",
            prices_include_tax=True,
            supplier_number=number,
        )
    rows = desk.erp.sql("SELECT covered, deductible FROM payables.supplier_invoice_tax ORDER BY id")
    # 40,000 × 10/110 × 70 % = 2,545.45…
    assert [(int(row["covered"]), int(row["deductible"])) for row in rows] == [
        (110000, 7000),
        (40000, 2545),
        (0, 0),
    ]


def test_small_purchases_count_in_full_only_where_the_company_said_so(desk: Desk) -> None:
    seller = desk.supplier(registered=False)
    asked = {"prices_include_tax": True, "selection": "deductibleTax taxes { ground }"}
    assert desk.posted(seller, desk.line("9999"), **asked)["taxes"] == [{"ground": "TRANSITIONAL"}]
    desk.erp.set_payables_settings(uses_small_purchases=True)
    small = desk.posted(seller, desk.line("9999"), **asked)
    assert small == {"deductibleTax": "909", "taxes": [{"ground": "SMALL_PURCHASE"}]}
    assert desk.posted(seller, desk.line("10000"), **asked)["taxes"] == [{"ground": "TRANSITIONAL"}]


def test_a_train_ticket_needs_no_invoice_below_thirty_thousand(desk: Desk) -> None:
    railway = desk.supplier("みほん鉄道", registered=False)
    given = {"prices_include_tax": True, "ledger_only": "PUBLIC_TRANSPORT", "supplier_number": None}
    train = desk.posted(railway, desk.line("29999", account="6210"), selection="deductibleTax", **given)
    assert train == "2727"
    with pytest.raises(Refused) as refusal:
        desk.draft(railway, desk.line("30000", account="6210"), **given)
    assert refusal.value.code == "LEDGER_ONLY_TOO_LARGE"
    assert refusal.value.facts["limit"] == "30000"
    with pytest.raises(Refused) as refusal:
        desk.draft(railway, **given | {"ledger_only": None})
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", "supplierNumber")


@pytest.mark.parametrize(
    ("fee", "stated", "withheld"),
    [("100000", True, "10210"), ("100000", False, "11231"), ("1500000", True, "204200")],
)
def test_an_accountants_fee_is_paid_less_the_tax_withheld(
    desk: Desk, fee: str, stated: bool, withheld: str
) -> None:
    found = desk.posted(
        desk.supplier("税理士 見本太郎"),
        desk.line(fee, account="6360"),
        withholds=True,
        tax_stated=stated,
        selection="withheld payable total",
    )
    assert found["withheld"] == withheld
    balances = desk.balances()
    assert balances["2210"] == f"-{withheld}"
    assert balances["2120"] == f"-{found['payable']}"
    assert int(found["payable"]) == int(found["total"]) - int(withheld)


def test_the_same_number_of_the_same_supplier_comes_once(desk: Desk) -> None:
    seller = desk.supplier()
    first = desk.draft(seller, supplier_number="INV-2026 001")
    with pytest.raises(Refused) as refusal:
        desk.draft(seller, supplier_number="ＩＮＶ－２０２６001")
    assert (refusal.value.code, refusal.value.facts["number"]) == ("SUPPLIER_NUMBER_THERE", "PI-2026-000001")
    desk.draft(desk.supplier("別の会社"), supplier_number="INV-2026001")
    desk.erp.cancel_supplier_invoice(invoice=first, reason="二重入力")
    desk.draft(seller, supplier_number="inv-2026001")
    assert desk.count("payables.supplier_invoice") == 3


def test_the_same_money_a_few_days_apart_is_pointed_out(desk: Desk) -> None:
    seller = desk.supplier()
    desk.draft(seller, supplier_number="A")
    asked = "similar { supplierNumber }"
    assert desk.draft(seller, supplier_number="B", invoiced_on="2026-04-08", selection=asked) == [
        {"supplierNumber": "A"}
    ]
    assert desk.draft(seller, supplier_number="C", invoiced_on="2026-04-20", selection=asked) == []


def test_a_cancelled_invoice_leaves_nothing_but_its_history(desk: Desk) -> None:
    invoice = desk.posted(desk.supplier())
    found = desk.erp.cancel_supplier_invoice(
        "state settlement openAmount cancelReason journalEntries { number }",
        invoice=invoice,
        reason="誤り",
        on="2026-04-10",
    )
    assert (found["state"], found["settlement"], found["openAmount"]) == ("CANCELLED", "NONE", "0")
    assert len(found["journalEntries"]) == 2
    assert desk.balances() == {}
    assert desk.balances("2026-04-09")["2120"] == "-55000"
    with pytest.raises(Refused) as refusal:
        desk.erp.cancel_supplier_invoice(invoice=invoice, reason="もう一度")
    assert refusal.value.code == "WRONG_STATE"


def test_a_suppliers_credit_takes_share_and_day_of_the_purchase_along(desk: Desk) -> None:
    seller = desk.supplier(registered=False)
    bought = desk.posted(seller, desk.line("110000"), invoiced_on="2026-09-30", prices_include_tax=True)
    back = desk.posted(
        seller,
        desk.line("11000", account="5130"),
        kind="CREDIT_NOTE",
        credits=bought,
        invoiced_on="2026-10-20",
        prices_include_tax=True,
    )
    balances = desk.balances()
    # 80 %, as when it was bought, though a purchase of that day would count for 70 %.
    assert (balances["5130"], balances["1460"], balances["2120"]) == ("-10200", "7200", "-99000")
    desk.erp.match_supplier_credit(credit_note=back, matches=[{"invoice": bought}], on="2026-10-20")
    asked = "query($id: ID!) { supplierInvoice(id: $id) { openAmount settlement } }"
    assert desk.erp.query(asked, id=bought)["supplierInvoice"] == {
        "openAmount": "99000",
        "settlement": "PARTLY_PAID",
    }
    with pytest.raises(Refused) as refusal:
        desk.erp.cancel_supplier_invoice(invoice=bought, reason="誤り", on="2026-10-21")
    assert refusal.value.code == "SUPPLIER_INVOICE_PAID"


def test_the_tax_on_the_paper_counts_within_its_rounding(desk: Desk) -> None:
    seller, tax = desk.supplier(), desk.tax_codes["P10"]
    found = desk.draft(
        seller,
        desk.line("1005"),
        stated_taxes=[{"tax_code": tax, "tax": "101"}],
        selection="taxTotal total",
    )
    assert found == {"taxTotal": "101", "total": "1106"}
    with pytest.raises(Refused) as refusal:
        desk.draft(seller, desk.line("1005"), stated_taxes=[{"tax_code": tax, "tax": "102"}])
    assert refusal.value.code == "STATED_TAX_TOO_FAR"


def test_mixed_rates_and_a_discount_line_add_up(desk: Desk) -> None:
    found = desk.posted(
        desk.supplier(),
        desk.line("1000", description="紙"),
        desk.line("-100", description="値引"),
        desk.line("500", tax="P8", account="6240"),
        desk.line("200", tax="O", account="6340"),
        selection="subtotal taxTotal taxes { rate tax ground }",
    )
    assert (found["subtotal"], found["taxTotal"]) == ("1600", "130")
    assert [(each["rate"], each["tax"], each["ground"]) for each in found["taxes"]] == [
        ("0", "0", None),
        ("8", "40", "QUALIFIED"),
        ("10", "90", "QUALIFIED"),
    ]
    balances = desk.balances()
    assert (balances["5120"], balances["6240"], balances["6340"]) == ("900", "500", "200")


def test_what_was_looked_up_stays_with_the_invoice(desk: Desk) -> None:
    seller = desk.supplier("株式会社アルファ")
    invoice = desk.posted(seller, selection="id registration")
    assert invoice["registration"] == "UNVERIFIED"
    given = {"party": seller, "published_name": "アルファ商事株式会社", "valid_from": "2023-10-01"}
    desk.erp.record_registration_check(**given)
    found = desk.erp.recheck_supplier_invoice(
        "registration registrationCheckedOn publishedName nameDiffers", invoice=invoice["id"]
    )
    assert found == {
        "registration": "REGISTERED",
        "registrationCheckedOn": "2026-04-01",
        "publishedName": "アルファ商事株式会社",
        "nameDiffers": True,
    }
    desk.erp.record_registration_check(**given | {"ends_on": "2026-03-31", "ended_as": "LAPSED"})
    with pytest.raises(Refused) as refusal:
        desk.erp.recheck_supplier_invoice(invoice=invoice["id"])
    assert refusal.value.code == "REGISTRATION_CHANGES_TAX"
    later = desk.posted(seller, selection="registration taxes { ground share }")
    assert later == {
        "registration": "NOT_REGISTERED",
        "taxes": [{"ground": "TRANSITIONAL", "share": "80"}],
    }


def test_bad_input_keeps_nothing(desk: Desk) -> None:
    seller, customer = desk.supplier(), desk.erp.register_party(name="客", is_customer=True)
    tries = [
        ({"supplier": customer}, "NOT_A_SUPPLIER"),
        ({"lines": []}, "BAD_INPUT"),
        ({"lines": [desk.line("-5")]}, "BAD_INPUT"),
        ({"lines": [desk.line("0")]}, "BAD_INPUT"),
        ({"lines": [desk.line("0.5")]}, "BAD_INPUT"),
        ({"lines": [desk.line(tax="S10")]}, "NOT_FOUND"),
        ({"lines": [desk.line() | {"account": seller}]}, "NOT_FOUND"),
        ({"t_number": "T12"}, "BAD_INPUT"),
        ({"credits": seller}, "BAD_INPUT"),
        ({"due_on": "2026-03-01"}, "BAD_INPUT"),
        ({"supplier_number": "x" * 201}, "TOO_LONG"),
    ]
    for given, code in tries:
        with pytest.raises(Refused) as refusal:
            desk.draft(**{"supplier": seller} | given) if "lines" not in given else desk.draft(
                seller, **given
            )
        assert refusal.value.code == code, given
    assert desk.count("payables.supplier_invoice") == 0


def test_a_closed_month_takes_no_invoice(desk: Desk) -> None:
    invoice = desk.draft(desk.supplier(), invoiced_on="2029-05-01")
    with pytest.raises(Refused) as refusal:
        desk.erp.post_supplier_invoice(invoice=invoice)
    assert refusal.value.code == "NO_PERIOD"
    assert desk.count("accounting.open_item") == 0


def test_a_posted_invoice_stands_still_for_every_writer(desk: Desk) -> None:
    invoice = desk.posted(desk.supplier())
    for statement in (
        "UPDATE payables.supplier_invoice SET withheld = 1, payable = total - 1",
        "UPDATE payables.supplier_invoice SET state = 'DRAFT', posted_by = NULL, posted_at = NULL",
        "DELETE FROM payables.supplier_invoice_line",
        "UPDATE payables.supplier_invoice_tax SET tax = 0",
    ):
        with pytest.raises(Exception, match="SUPPLIER_INVOICE_POSTED"):
            desk.erp.sql(statement)
    with pytest.raises(Refused) as refusal:
        desk.erp.change_supplier_invoice(invoice=invoice, invoiced_on="2026-04-01", lines=[desk.line()])
    assert refusal.value.code == "WRONG_STATE"


def test_who_sells_neither_enters_nor_posts(desk: Desk) -> None:
    seller = desk.supplier()
    sales = desk.erp.as_user("hanako", ["sales"])
    with pytest.raises(Refused) as refusal:
        Desk(sales).draft(seller)
    assert refusal.value.code == "FORBIDDEN"
