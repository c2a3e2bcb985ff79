"""Figures: exact at every moment, before and after the sums are brought up to date, as of any day."""

from modules.accounting.jobs import roll_up
from tests.modules.accounting.conftest import Books
from tests.server import background


def rolled_up(books: Books) -> int:
    """Bring the sums up to date, as the worker does; answers how many lines were added."""
    return background().run(roll_up(books.erp.running.database))


def test_the_trial_balance_is_the_same_before_and_after_the_sums_follow(books: Books) -> None:
    for on in ("2026-03-31", "2026-04-10", "2026-04-20", "2026-05-01"):
        books.entry(on=on)
    days = {
        "2026-03-30": None,
        "2026-03-31": "1000",
        "2026-04-10": "2000",
        "2026-04-30": "3000",
        "2026-05-01": "4000",
    }
    for _ in range(3):
        assert {day: books.balances(day).get("1110") for day in days} == days
        rolled_up(books)
    assert rolled_up(books) == 0
    books.entry(on="2026-04-15")
    assert books.balances("2026-04-15")["1110"] == "3000"
    assert books.balances("2026-04-15")["7130"] == "-3000"


def test_what_we_did_not_know_then_is_not_in_what_we_knew_then(books: Books) -> None:
    books.entry()
    (known_at,) = books.erp.sql("SELECT clock_timestamp() AS at")
    rolled_up(books)
    books.entry()
    rolled_up(books)
    asked = (
        """query($at: DateTime) { trialBalance(asOf: "2026-04-30", knownAt: $at) { accountCode debit } }"""
    )
    for at, debit in ((known_at["at"], "1000"), (None, "2000")):
        rows = books.erp.query(asked, at=at)["trialBalance"]
        assert {row["accountCode"]: row["debit"] for row in rows}["1110"] == debit


def test_sums_that_came_with_a_dump_from_another_cluster_are_made_anew(books: Books) -> None:
    books.entry()
    rolled_up(books)
    books.erp.sql("UPDATE accounting.roll_up_mark SET upto = 4000000000000")
    books.erp.sql("UPDATE accounting.account_month SET debit = 7")
    assert books.balances()["1110"] == "1000"
    rolled_up(books)
    assert books.balances()["1110"] == "1000"


def test_aged_receivables_are_those_of_the_day(books: Books) -> None:
    customer = books.customer()
    late = books.invoice(customer, on="2026-04-01", due_on="2026-04-30")
    books.invoice(customer, books.line("2000"), on="2026-05-01", due_on="2026-06-30")
    books.receipt(customer, "1100", {"invoice": late}, received_on="2026-06-10")
    asked = """query($on: Date!) { agedReceivables(asOf: $on) {
        notDue days1To30 days31To60 days61To90 over90Days receivable advances owed } }"""

    def aged(on: str) -> dict[str, str]:
        rows = books.erp.query(asked, on=on)["agedReceivables"]
        return {name: amount for name, amount in rows[0].items() if amount != "0"} if rows else {}

    assert aged("2026-03-31") == {}
    assert aged("2026-04-30") == {"notDue": "1100", "receivable": "1100", "owed": "1100"}
    assert aged("2026-05-30")["days1To30"] == "1100"
    assert aged("2026-05-31")["days31To60"] == "1100"
    assert aged("2026-06-10") == {"notDue": "2200", "receivable": "2200", "owed": "2200"}
    for on in ("2026-04-30", "2026-05-31", "2026-06-10"):
        assert aged(on)["receivable"] == books.balances(on)["1220"]


def test_open_items_say_how_late_they_are(books: Books) -> None:
    customer = books.customer()
    books.invoice(customer, on="2026-03-01", due_on="2026-03-31")
    asked = (
        "{ openItems { nodes { kind number daysLate bucket openAmount invoice { state } receipt { id } } } }"
    )
    (found,) = books.erp.query(asked)["openItems"]["nodes"]
    assert found == {
        "kind": "RECEIVABLE",
        "number": "IN-2026-000001",
        "daysLate": 1,
        "bucket": "DAYS_1_30",
        "openAmount": "1100",
        "invoice": {"state": "OPEN"},
        "receipt": None,
    }


def test_sales_by_month_take_returns_off(books: Books) -> None:
    customer = books.customer()
    books.invoice(customer, books.line("3000"), on="2026-03-10")
    invoice = books.invoice(customer, on="2026-04-02")
    books.erp.issue_credit_note(invoice=invoice, on="2026-05-05", reason="返品")
    asked = '{ salesByMonth(from: "2026-02-01", to: "2026-05-31") { month amount } }'
    for _ in range(2):
        rows = books.erp.query(asked)["salesByMonth"]
        assert [(row["month"], row["amount"]) for row in rows] == [
            ("2026-02-01", "0"),
            ("2026-03-01", "3000"),
            ("2026-04-01", "1000"),
            ("2026-05-01", "-1000"),
        ]
        rolled_up(books)


def test_invoices_are_found_by_state_customer_and_words(books: Books) -> None:
    customer = books.customer()
    paid, _ = books.invoice(customer), books.invoice(books.customer("有限会社ベータ"))
    books.receipt(customer, "1100", {"invoice": paid})
    asked = """query($state: [InvoiceState!], $customer: ID, $search: String) {
        invoices(state: $state, customer: $customer, search: $search) { totalCount nodes { id } } }"""
    for narrowed in (
        {"state": ["PAID"]},
        {"customer": customer},
        {"search": "アクメ"},
        {"search": "2026-000001"},
    ):
        found = books.erp.query(asked, **narrowed)["invoices"]
        assert found == {"totalCount": 1, "nodes": [{"id": paid}]}
