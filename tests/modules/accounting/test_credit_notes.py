"""What is taken back of an invoice: whole, in part, after it was paid; and never more than there was."""

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books

AMOUNTS = "subtotal taxTotal total openAmount kind credits { number state openAmount }"


def lines_of(books: Books, invoice: str) -> list[str]:
    """The lines of an invoice in their order."""
    found = books.erp.query("query($id: ID!) { invoice(id: $id) { lines { id } } }", id=invoice)
    return [line["id"] for line in found["invoice"]["lines"]]


def test_the_whole_invoice_is_answered_by_its_mirror(books: Books) -> None:
    invoice = books.invoice(books.customer(), *[books.line("105")] * 9)
    found = books.erp.issue_credit_note(AMOUNTS, invoice=invoice, on="2026-04-05", reason="返品")
    assert found == {
        "subtotal": "945",
        "taxTotal": "94",
        "total": "1039",
        "openAmount": "0",
        "kind": "CREDIT_NOTE",
        "credits": {"number": "IN-2026-000001", "state": "CREDITED", "openAmount": "0"},
    }
    balances = books.balances()
    assert (balances["1220"], balances["2180"], balances["4110"], balances["4190"]) == (
        "0",
        "0",
        "-945",
        "945",
    )


def test_parts_never_come_to_more_than_the_sale_to_the_last_yen(books: Books) -> None:
    invoice = books.invoice(books.customer(), books.line("105", quantity="9"))
    (line,) = lines_of(books, invoice)
    taxes = [
        books.erp.issue_credit_note(
            "taxTotal",
            invoice=invoice,
            on="2026-04-05",
            reason="返品",
            lines=[{"line": line, "quantity": quantity}],
        )
        for quantity in ("1", "3", "5")
    ]
    assert taxes == ["10", "31", "53"]
    assert books.balances()["1220"] == "0"
    with pytest.raises(Refused) as refusal:
        books.erp.issue_credit_note(
            invoice=invoice, on="2026-04-05", reason="返品", lines=[{"line": line, "quantity": "1"}]
        )
    assert refusal.value.code == "OVER_CREDITED"
    with pytest.raises(Refused) as refusal:
        books.erp.issue_credit_note(invoice=invoice, on="2026-04-05", reason="返品")
    assert refusal.value.code == "NOTHING_TO_CREDIT"


def test_what_was_paid_already_stays_a_credit_of_the_customer(books: Books) -> None:
    customer = books.customer()
    invoice, later = books.invoice(customer), books.invoice(customer, books.line("500"))
    books.receipt(customer, "1100", {"invoice": invoice})
    note = books.erp.issue_credit_note("id openAmount", invoice=invoice, on="2026-04-05", reason="返品")
    assert note["openAmount"] == "1100"
    found = books.erp.match_credit_note(
        "state openAmount", credit_note=note["id"], matches=[{"invoice": later}], on="2026-04-06"
    )
    assert found == {"state": "PARTLY_PAID", "openAmount": "550"}
    assert books.balances()["1220"] == "-550"


def test_the_tax_is_that_of_the_sale_and_a_day_before_it_is_refused(books: Books) -> None:
    invoice = books.invoice(books.customer(), books.line("6860", tax="S8"), on="2026-04-10")
    with pytest.raises(Refused) as refusal:
        books.erp.issue_credit_note(invoice=invoice, on="2026-04-09", reason="返品")
    assert refusal.value.code == "BAD_INPUT"
    found = books.erp.issue_credit_note("taxTotal", invoice=invoice, on="2026-05-09", reason="返品")
    assert found == "548"


def test_an_invoice_that_should_not_have_been_is_cancelled_while_nothing_builds_on_it(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    receipt = books.receipt(customer, "100", {"invoice": invoice}, selection="matchings { id }")
    with pytest.raises(Refused) as refusal:
        books.erp.cancel_invoice(invoice=invoice, reason="二重発行", on="2026-04-05")
    assert refusal.value.code == "INVOICE_MATCHED"
    books.erp.undo_matching(matching=receipt[0]["id"], reason="誤り", on="2026-04-03")
    found = books.erp.cancel_invoice(
        "state creditNotes { number reason }", invoice=invoice, reason="二重発行", on="2026-04-05"
    )
    assert found == {"state": "CREDITED", "creditNotes": [{"number": "CN-2026-000001", "reason": "二重発行"}]}
    balances = books.balances()
    assert (balances["4110"], balances["2180"], balances["1220"]) == ("0", "0", "0")


def test_refusals_leave_everything_as_it_was(books: Books) -> None:
    invoice = books.invoice(books.customer())
    (line,) = lines_of(books, invoice)
    before = books.everything()
    tries = [
        ({"reason": " "}, "BAD_INPUT"),
        ({"lines": []}, "BAD_INPUT"),
        ({"lines": [{"line": line, "quantity": "2"}]}, "OVER_CREDITED"),
        ({"lines": [{"line": line, "quantity": "0"}]}, "BAD_INPUT"),
        ({"lines": [{"line": invoice, "quantity": "1"}]}, "NOT_FOUND"),
        ({"invoice": line}, "NOT_FOUND"),
        ({"on": "1990-01-01"}, "NO_PERIOD"),
    ]
    for change, code in tries:
        with pytest.raises(Refused) as refusal:
            books.erp.issue_credit_note(
                **({"invoice": invoice, "on": "2026-04-05", "reason": "返品"} | change)
            )
        assert refusal.value.code == code
    assert books.everything() == before


def test_an_invoice_with_a_credit_note_is_not_cancelled_also_when_nothing_is_matched(books: Books) -> None:
    """The note was given while it was paid; when the money goes back, it stands beside the whole debt."""
    shop = books.customer()
    invoice = books.invoice(shop, books.line("1000", "2"))
    books.receipt(shop, "2200", {"invoice": invoice, "amount": "2200"})
    (line,) = books.erp.sql("SELECT id FROM accounting.invoice_line")
    given = [{"line": str(line["id"]), "quantity": "1"}]
    books.erp.issue_credit_note(invoice=invoice, on="2026-04-03", reason="返品", lines=given)
    (paid,) = books.erp.sql("SELECT id FROM accounting.matching ORDER BY id LIMIT 1")
    books.erp.undo_matching(matching=str(paid["id"]), on="2026-04-30", reason="誤り")
    with pytest.raises(Refused) as refusal:
        books.erp.cancel_invoice(invoice=invoice, on="2026-04-30", reason="誤り")
    assert refusal.value.code == "INVOICE_MATCHED"
