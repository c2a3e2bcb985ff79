"""Kinds of invoices and what each must say; rates of their own; discounts on the whole; corrections."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_renderings import pdf_of, render, text_of

TAXES = "subtotal taxTotal total taxes { rate base tax discount }"


def refused(books: Books, code: str, *lines: dict[str, Any], **given: Any) -> Refused:
    """The invoice is refused by this name, and nothing changes."""
    customer = books.customer()
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.invoice(customer, *lines, **given)
    assert refusal.value.code == code
    assert books.everything() == before
    return refusal.value


# -- INV-20 to INV-27: amounts
LEAFLET = [
    # prices with tax, amount at 8 %, amount at 10 %, base and tax of each; the leaflet rounds down
    (False, "27060", "28158", ("27060", "2164"), ("28158", "2815")),
    (True, "29223", "30972", ("27059", "2164"), ("28157", "2815")),
]


@pytest.mark.parametrize("include, low, full, at_8, at_10", LEAFLET)
def test_inv_27_the_figures_of_the_leaflet(
    books: Books, include: bool, low: str, full: str, at_8: tuple[str, str], at_10: tuple[str, str]
) -> None:
    customer = books.customer(prices_include_tax=include, tax_rounding="DOWN")
    found = books.invoice(customer, books.line(low, tax="S8"), books.line(full), selection=TAXES)
    by_rate = {tax["rate"]: (tax["base"], tax["tax"]) for tax in found["taxes"]}
    assert by_rate == {"8": at_8, "10": at_10}


def test_inv_23_a_full_return_cancels_its_original_to_the_yen(books: Books) -> None:
    customer = books.customer(tax_rounding="UP")
    invoice = books.invoice(customer, *[books.line("105")] * 3)
    books.erp.issue_credit_note(invoice=invoice, on="2026-04-02", reason="返品")
    asked = "query($id: ID!) { invoice(id: $id) { taxTotal total creditNotes { taxTotal total } } }"
    found = books.erp.query(asked, id=invoice)["invoice"]
    assert found["creditNotes"] == [{"taxTotal": found["taxTotal"], "total": found["total"]}]
    assert books.balances().get("2180", "0") == "0"


@pytest.mark.parametrize("include", [False, True])
def test_inv_24_one_basis_of_prices_for_the_whole_invoice(books: Books, include: bool) -> None:
    found = books.invoice(
        books.customer(), books.line("1100"), books.line("1100"), prices_include_tax=include, selection=TAXES
    )
    assert found["taxes"] == [
        {"rate": "10", "base": "2000", "tax": "200", "discount": "0"}
        if include
        else {"rate": "10", "base": "2200", "tax": "220", "discount": "0"}
    ]


def test_inv_25_a_discount_on_the_whole_is_borne_by_each_rate_in_proportion(books: Books) -> None:
    found = books.invoice(
        books.customer(), books.line("20000"), books.line("10000", tax="S8"), discount="1000", selection=TAXES
    )
    assert found["taxes"] == [
        {"rate": "8", "base": "9667", "tax": "773", "discount": "333"},
        {"rate": "10", "base": "19333", "tax": "1933", "discount": "667"},
    ]
    assert found["total"] == "31706"
    assert books.balances() == {"1220": "31706", "2180": "-2706", "4110": "-19333", "4120": "-9667"}


def test_inv_25_what_is_returned_takes_its_part_of_the_discount_with_it(books: Books) -> None:
    invoice = books.invoice(
        books.customer(),
        books.line("10000", quantity="2"),
        books.line("10000", tax="S8"),
        discount="1000",
        selection="id lines { id }",
    )
    first = invoice["lines"][0]["id"]
    part = [{"line": first, "quantity": "1"}]
    found = books.erp.issue_credit_note(
        TAXES, invoice=invoice["id"], on="2026-04-02", reason="返品", lines=part
    )
    assert found["taxes"] == [{"rate": "10", "base": "9666", "tax": "966", "discount": "334"}]
    books.erp.issue_credit_note(invoice=invoice["id"], on="2026-04-02", reason="残りも返品")
    left = books.balances()
    assert (left["1220"], left["2180"]) == ("0", "0")


@pytest.mark.parametrize("discount, code", [("-1", "BAD_INPUT"), ("1001", "BAD_INPUT")])
def test_an_unsound_discount_is_refused(books: Books, discount: str, code: str) -> None:
    assert refused(books, code, discount=discount).field == "discount"


# -- INV-60 and INV-32: rates of their own
def test_the_rate_is_that_of_the_day_of_the_supply(books: Books) -> None:
    found = books.invoice(
        books.customer(),
        books.line(supplied_on="2019-09-30"),
        books.line(supplied_on="2019-10-01"),
        selection="suppliedFrom suppliedTo lines { taxRate }",
    )
    assert found == {
        "suppliedFrom": "2019-09-30",
        "suppliedTo": "2019-10-01",
        "lines": [{"taxRate": "8"}, {"taxRate": "10"}],
    }


def test_inv_60_a_contract_of_before_the_change_keeps_its_rate_and_says_why(books: Books) -> None:
    own = books.line("10000", tax="S8", tax_rate="5", rate_reason="経過措置 2027年契約")
    found = books.invoice(
        books.customer(),
        own,
        books.line("10000", tax="S8"),
        books.line("10000"),
        selection="id taxes { rate tax } lines { taxRate rateReason }",
    )
    assert [(tax["rate"], tax["tax"]) for tax in found["taxes"]] == [
        ("5", "500"),
        ("8", "800"),
        ("10", "1000"),
    ]
    assert found["lines"][0] == {"taxRate": "5", "rateReason": "経過措置 2027年契約"}
    # INV-32: what comes back follows the rate of the sale.
    note = books.erp.issue_credit_note(
        "taxes { rate tax }", invoice=found["id"], on="2026-04-02", reason="返品"
    )
    assert {tax["rate"]: tax["tax"] for tax in note} == {"5": "500", "8": "800", "10": "1000"}


@pytest.mark.parametrize(
    "own, field",
    [
        ({"tax_rate": "5"}, "lines.0.rateReason"),
        ({"tax_rate": "5", "rate_reason": " "}, "lines.0.rateReason"),
        ({"tax_rate": "-1", "rate_reason": "x"}, "lines.0.taxRate"),
        ({"tax_rate": "100", "rate_reason": "x"}, "lines.0.taxRate"),
    ],
)
def test_a_rate_of_its_own_needs_a_reason(books: Books, own: dict[str, str], field: str) -> None:
    assert refused(books, "BAD_INPUT", books.line(**own)).field == field


# -- INV-01 to INV-05: kinds
def unregistered(books: Books) -> None:
    books.erp.sql("UPDATE masterdata.company SET t_number = NULL")


def test_a_company_that_is_not_registered_issues_ordinary_invoices(books: Books) -> None:
    unregistered(books)
    found = books.invoice(books.customer(), selection="id form issuerNumber")
    assert (found["form"], found["issuerNumber"]) == ("ORDINARY", None)
    render(books)
    assert "登録番号" not in text_of(pdf_of(books, found["id"]))


def test_registration_counts_on_the_day_of_the_supply(books: Books) -> None:
    company = books.erp.company
    books.erp.record_company_registration(company=company, valid_from="2026-04-01")
    customer = books.customer()
    forms = [
        books.invoice(customer, supplied_from=on, supplied_to=on, selection="form issuerNumber")
        for on in ("2026-03-31", "2026-04-01")
    ]
    assert forms == [
        {"form": "ORDINARY", "issuerNumber": None},
        {"form": "QUALIFIED", "issuerNumber": "T9999900000009"},
    ]


def test_inv_01_what_the_law_asks_for_is_refused_by_name_when_missing(books: Books) -> None:
    unregistered(books)
    told = refused(books, "MISSING_ITEM", form="QUALIFIED")
    assert (told.facts["reason"], told.field) == ("REGISTRATION_NUMBER", "form")
    told = refused(books, "MISSING_ITEM", books.line(description=" "))
    assert (told.facts["reason"], told.field) == ("CONTENT", "lines.0.description")


def test_inv_02_only_who_serves_the_public_issues_simplified_invoices(books: Books) -> None:
    refused(books, "SIMPLIFIED_NOT_ALLOWED", form="SIMPLIFIED")
    books.erp.change_company(company=books.erp.company, issues_simplified=True)
    assert books.invoice(books.customer(), form="SIMPLIFIED", selection="form") == "SIMPLIFIED"


def test_a_form_of_returns_and_a_span_that_runs_backwards_are_refused(books: Books) -> None:
    assert refused(books, "BAD_INPUT", form="RETURN").field == "form"
    told = refused(books, "BAD_INPUT", supplied_from="2026-04-02", supplied_to="2026-04-01")
    assert told.field == "supplied_to"


@pytest.mark.parametrize("total, obligatory", [("9999", False), ("10000", True)])
def test_inv_31_a_return_under_the_limit_needs_no_credit_note(
    books: Books, total: str, obligatory: bool
) -> None:
    customer = books.customer(prices_include_tax=True)
    invoice = books.invoice(customer, books.line(total))
    found = books.erp.issue_credit_note(
        "form total isObligatory", invoice=invoice, on="2026-04-02", reason="返品"
    )
    assert found == {"form": "RETURN", "total": total, "isObligatory": obligatory}


EVERY_ITEM = {
    "QUALIFIED": (
        "請求書", "見本商事株式会社", "T9999900000009", "2026年3月1日〜2026年3月31日", "りんご ※",
        "※ は軽減税率対象です", "10%対象", "8%対象 ※", "¥20,000", "¥2,000", "¥10,000", "¥800",
        "株式会社アクメ 御中",
        "¥32,800", "1 / 1",
    ),
    "SIMPLIFIED": (
        "見本商事株式会社", "T9999900000009", "2026年3月1日〜2026年3月31日", "りんご ※", "10%対象",
        "8%対象 ※",
        "¥2,000", "¥800",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", EVERY_ITEM)
def test_inv_01_the_pdf_says_every_item_of_its_kind(books: Books, form: str) -> None:
    books.erp.change_company(company=books.erp.company, issues_simplified=True)
    invoice = books.invoice(
        books.customer(),
        books.line("20000", description="茶碗"),
        books.line("10000", tax="S8", description="りんご"),
        form=form,
        supplied_from="2026-03-01",
        supplied_to="2026-03-31",
    )
    render(books)
    text = text_of(pdf_of(books, invoice)).replace("請 求 書", "請求書")
    for item in EVERY_ITEM[form]:
        assert item in text, f"{item} is not in {text}"


def test_inv_30_a_credit_note_names_the_day_of_the_return_and_of_the_sale(books: Books) -> None:
    invoice = books.invoice(
        books.customer(),
        books.line("10000", tax="S8"),
        supplied_from="2026-03-01",
        supplied_to="2026-03-31",
        selection="id number",
    )
    note = books.erp.issue_credit_note(invoice=invoice["id"], on="2026-04-15", reason="破損")
    render(books)
    text = text_of(pdf_of(books, note))
    expected = (
        "2026年4月15日", "2026年3月1日〜2026年3月31日", invoice["number"], "T9999900000009",
        "8%対象 ※", "¥800",
        "破損",
    )  # fmt: skip
    for item in expected:
        assert item in text, f"{item} is not in {text}"


def test_an_english_customer_gets_an_english_invoice(books: Books) -> None:
    invoice = books.invoice(books.customer("Acme Ltd.", language="en"), books.line("10000", tax="S8"))
    render(books)
    text = text_of(pdf_of(books, invoice))
    for item in (
        "Invoice",
        "Acme Ltd.",
        "April 1, 2026",
        "Registration number",
        "T9999900000009",
        "reduced rate",
    ):
        assert item in text, text
    assert "御中" not in text


def test_where_to_pay_is_printed_from_then_on(books: Books) -> None:
    (row,) = books.erp.sql("SELECT id FROM accounting.bank_account WHERE is_default")
    customer = books.customer()
    before = books.invoice(customer)
    books.erp.name_bank_account(bank_account=str(row["id"]), printed_as="みほん銀行 本店 普通 1234567")
    after = books.invoice(customer)
    render(books)
    assert "みほん銀行" not in text_of(pdf_of(books, before))
    assert "みほん銀行 本店 普通 1234567" in text_of(pdf_of(books, after))


# -- INV-04: corrections
def test_inv_04_a_corrected_invoice_stands_for_the_faulty_one_which_stays(books: Books) -> None:
    customer = books.customer()
    faulty = books.invoice(customer, books.line("1000"), selection="id number")
    found = books.erp.correct_invoice(
        "id form total openAmount replaces { number }",
        invoice=faulty["id"],
        reason="税率の誤り",
        lines=[books.line("1000", tax="S8")],
    )
    assert found["replaces"] == {"number": faulty["number"]}
    assert (found["form"], found["total"], found["openAmount"]) == ("QUALIFIED", "1080", "1080")
    state = "query($id: ID!) { invoice(id: $id) { state total replacedBy { id } } }"
    assert books.erp.query(state, id=faulty["id"])["invoice"] == {
        "state": "CREDITED",
        "total": "1100",
        "replacedBy": {"id": found["id"]},
    }
    assert books.balances() == {"1220": "1080", "2180": "-80", "4110": "0", "4120": "-1000"}
    render(books)
    text = text_of(pdf_of(books, found["id"]))
    assert "修正" in text and faulty["number"] in text


def test_what_was_paid_on_the_faulty_one_counts_for_the_new_one(books: Books) -> None:
    customer = books.customer()
    faulty = books.invoice(customer, books.line("1000"))
    books.receipt(customer, "1100", {"invoice": faulty})
    found = books.erp.correct_invoice(
        "state openAmount", invoice=faulty, reason="単価の誤り", lines=[books.line("1200")], on="2026-04-05"
    )
    assert found == {"state": "PARTLY_PAID", "openAmount": "220"}


def test_a_correction_is_refused_by_name_where_it_makes_no_sense(books: Books) -> None:
    faulty = books.invoice(books.customer(), books.line("1000", quantity="2"), selection="id lines { id }")
    again = {"invoice": faulty["id"], "reason": "誤り", "lines": [books.line("900")]}
    for change, code in (({"reason": " "}, "BAD_INPUT"), ({"lines": []}, "BAD_INPUT")):
        with pytest.raises(Refused) as refusal:
            books.erp.correct_invoice(**again | change)
        assert refusal.value.code == code
    note = books.erp.issue_credit_note(
        invoice=faulty["id"], on="2026-04-01", reason="返品",
        lines=[{"line": faulty["lines"][0]["id"], "quantity": "1"}],
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        books.erp.correct_invoice(**again)
    assert refusal.value.code == "INVOICE_CREDITED"
    with pytest.raises(Refused) as refusal:
        books.erp.correct_invoice(**again | {"invoice": note})
    assert refusal.value.code == "NOT_FOUND"


def test_a_faulty_invoice_is_corrected_once(books: Books) -> None:
    faulty = books.invoice(books.customer())
    given = {"invoice": faulty, "reason": "誤り", "lines": [books.line("900")]}
    books.erp.correct_invoice(**given)
    with pytest.raises(Refused) as refusal:
        books.erp.correct_invoice(**given)
    assert refusal.value.code == "ALREADY_CORRECTED"


def test_numbers_have_no_gaps_whatever_is_refused_between(books: Books) -> None:
    customer = books.customer()
    numbers = []
    for at in range(4):
        if at % 2:
            with pytest.raises(Refused):
                books.invoice(customer, discount="999999")
        numbers.append(books.invoice(customer, selection="number"))
    parts = [int(number.rpartition("-")[2]) for number in numbers]
    assert parts == list(range(parts[0], parts[0] + 4))


def test_a_preview_says_what_it_would_come_to_and_issues_nothing(books: Books) -> None:
    told = refused(books, "INVOICE_PREVIEW", books.line("20000"), books.line("10000", tax="S8"), preview=True)
    assert told.facts["taxes"] == [
        {"rate": "10", "base": "20000", "tax": "2000", "discount": "0"},
        {"rate": "8", "base": "10000", "tax": "800", "discount": "0"},
    ]
    assert (told.facts["subtotal"], told.facts["tax_total"], told.facts["total"]) == (
        "30000",
        "2800",
        "32800",
    )
