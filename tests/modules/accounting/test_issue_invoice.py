"""What an invoice comes to, where it is posted, and what is refused."""

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books

AMOUNTS = "subtotal taxTotal total taxes { rate base tax }"


def test_tax_is_rounded_once_for_the_invoice_and_not_line_by_line(books: Books) -> None:
    found = books.invoice(books.customer(), *[books.line("105")] * 9, selection=AMOUNTS)
    assert found == {
        "subtotal": "945",
        "taxTotal": "94",
        "total": "1039",
        "taxes": [{"rate": "10", "base": "945", "tax": "94"}],
    }


@pytest.mark.parametrize("rounding, tax", [("DOWN", "94"), ("HALF_UP", "95"), ("UP", "95")])
def test_the_customer_may_have_a_rounding_of_his_own(books: Books, rounding: str, tax: str) -> None:
    customer = books.customer(tax_rounding=rounding)
    assert books.invoice(customer, *[books.line("105")] * 9, selection="taxTotal") == tax


def test_prices_may_include_the_tax(books: Books) -> None:
    found = books.invoice(
        books.customer(),
        books.line("29223", tax="S8"),
        books.line("30972"),
        prices_include_tax=True,
        selection=AMOUNTS,
    )
    assert found["total"] == "60195"
    assert [(tax["rate"], tax["base"], tax["tax"]) for tax in found["taxes"]] == [
        ("8", "27059", "2164"),
        ("10", "28157", "2815"),
    ]


def test_the_rate_is_that_of_the_day_and_each_class_has_its_account(books: Books) -> None:
    books.invoice(
        books.customer(),
        books.line("33332"),
        books.line("6860", tax="S8"),
        books.line("500", tax="E"),
        books.line("700", tax="G"),
        books.line("90", tax="O"),
    )
    assert books.balances() == {
        "1220": "45363",
        "2180": "-3881",
        "4110": "-33422",
        "4120": "-6860",
        "4140": "-700",
        "4150": "-500",
    }


def test_a_company_without_consumption_tax_sells_out_of_scope(books: Books) -> None:
    books.erp.sql("DELETE FROM accounting.posting_account WHERE purpose = 'OUTPUT_TAX'")
    found = books.invoice(
        books.customer(), books.line("1000"), selection="taxTotal total lines { taxCode { code } }"
    )
    assert found == {"taxTotal": "0", "total": "1000", "lines": [{"taxCode": {"code": "O"}}]}
    assert books.balances() == {"1220": "1000", "4110": "-1000"}


def test_it_is_due_by_the_customers_terms_and_open_until_paid(books: Books) -> None:
    customer = books.customer(closing_day=20, payment_months=1, payment_day=31, holiday_shift="BEFORE")
    found = books.invoice(
        customer, on="2026-04-21", selection="dueOn state openAmount isOverdue journalEntries { total }"
    )
    assert found == {
        "dueOn": "2026-06-30",
        "state": "OPEN",
        "openAmount": "1100",
        "isOverdue": False,
        "journalEntries": [{"total": "1100"}],
    }


def test_as_many_statements_for_a_hundred_lines_as_for_two(books: Books) -> None:
    customer = books.customer()
    counts = []
    for lines in (2, 100):
        with books.erp.statements() as counted:
            books.invoice(customer, *[books.line()] * lines)
        counts.append(counted.count)
    assert counts[0] == counts[1]


def test_the_same_origin_is_billed_once(books: Books) -> None:
    customer = books.customer()
    first = books.invoice(customer, origin="shipment:1")
    assert books.invoice(customer, origin="shipment:1") == first
    assert books.balances()["1220"] == "1100"


def test_the_entry_leads_to_the_invoice_and_back(books: Books) -> None:
    invoice = books.invoice(books.customer(), selection="id number journalEntries { id }")
    (entry,) = invoice["journalEntries"]
    asked = "query($id: ID!) { journalEntry(id: $id) { cause { id kind number } } }"
    cause = books.erp.query(asked, id=entry["id"])["journalEntry"]["cause"]
    assert cause == {"id": invoice["id"], "kind": "invoice", "number": invoice["number"]}


def test_goods_given_away_leave_no_entry_and_nothing_open(books: Books) -> None:
    found = books.invoice(books.customer(), books.line("0"), selection="state total journalEntries { id }")
    assert found == {"state": "PAID", "total": "0", "journalEntries": []}


BAD = [
    ({"lines": []}, "BAD_INPUT"),
    ({"on": "1990-04-01"}, "NO_PERIOD"),
    ({"customer": "01900000-0000-7000-8000-000000000000"}, "NOT_FOUND"),
]


@pytest.mark.parametrize("change, code", BAD)
def test_an_unsound_invoice_is_refused_and_nothing_changes(
    books: Books, change: dict[str, object], code: str
) -> None:
    customer = books.customer()
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.invoice(**({"customer": customer} | change))
    assert refusal.value.code == code
    assert books.everything() == before


@pytest.mark.parametrize(
    "change, field",
    [
        ({"quantity": "0"}, "lines.0.quantity"),
        ({"quantity": "-1"}, "lines.0.quantity"),
        ({"unit_price": "-1"}, "lines.0.unitPrice"),
        ({"discount": "101"}, "lines.0.discount"),
    ],
)
def test_an_unsound_line_is_refused_where_it_stands(books: Books, change: dict[str, str], field: str) -> None:
    customer = books.customer()
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.invoice(customer, books.line() | change)
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", field)
    assert books.everything() == before


def test_a_supplier_is_not_billed(books: Books) -> None:
    supplier = books.erp.register_party(name="仕入先株式会社", is_customer=False, is_supplier=True)
    with pytest.raises(Refused) as refusal:
        books.invoice(supplier)
    assert refusal.value.code == "NOT_A_CUSTOMER"
