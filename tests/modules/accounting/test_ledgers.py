"""The ledger page by page and by party: each figure is that of the account, on every page and at any time."""

from decimal import Decimal
from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_reports import rolled_up

LEDGER = """
query($account: ID!, $from: Date, $to: Date, $at: DateTime, $party: ID, $department: ID,
      $first: Int, $after: String, $last: Int, $before: String) {
  generalLedger(account: $account, from: $from, to: $to, knownAt: $at, party: $party, department: $department,
                first: $first, after: $after, last: $last, before: $before) {
    opening debit credit closing pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { description partyName debit credit balance entryNumber causeKind causeNumber causeId } } }
"""
SUB = """query($account: ID!, $from: Date, $to: Date, $at: DateTime) {
  subLedger(account: $account, from: $from, to: $to, knownAt: $at) {
    partyId partyName opening debit credit balance } }
"""


def ledger(books: Books, code: str = "1220", **given: Any) -> dict[str, Any]:
    given = {"from": "2026-04-01", "to": "2026-04-30"} | given
    return books.erp.query(LEDGER, account=books.accounts[code], **given)["generalLedger"]


def sides(page: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(row["debit"], row["credit"], row["balance"]) for row in page["nodes"]]


def test_the_general_ledger_runs_from_what_was_brought_forward(books: Books) -> None:
    customer = books.customer()
    books.invoice(customer, on="2026-03-20")
    invoice = books.invoice(customer, on="2026-04-02", selection="id number")
    books.receipt(customer, "1000", {"invoice": invoice["id"]}, received_on="2026-04-03")
    for _ in range(2):
        page = ledger(books)
        assert page["opening"] == "1100" and page["closing"] == "1200"
        assert sides(page) == [("1100", "0", "2200"), ("0", "1000", "1200")]
        rolled_up(books)
    first, second = page["nodes"]
    assert (first["causeKind"], first["causeNumber"]) == ("invoice", invoice["number"])
    assert (second["causeKind"], second["description"]) == ("receipt", invoice["number"])


def test_a_running_balance_is_carried_over_pages_both_ways(books: Books) -> None:
    for day in ("03-31", "04-05", "04-05", "04-05", "04-20", "04-21", "05-01"):
        books.entry(on=f"2026-{day}")
    whole = ledger(books, "1110")
    assert [row["balance"] for row in whole["nodes"]] == ["2000", "3000", "4000", "5000", "6000"]
    for late in (False, True):
        found, after, openings = [], None, []
        while True:
            page = ledger(books, "1110", first=2, after=after)
            found += page["nodes"]
            openings.append(page["opening"])
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        assert found == whole["nodes"] and openings == ["1000", "3000", "5000"]
        back = ledger(books, "1110", last=2, before=page["pageInfo"]["startCursor"])
        assert back["nodes"] == whole["nodes"][2:4] and back["opening"] == "3000"
        assert back["pageInfo"]["hasPreviousPage"] and back["pageInfo"]["hasNextPage"]
        beyond = ledger(books, "1110", first=2, after=whole["pageInfo"]["endCursor"])
        assert beyond["nodes"] == [] and beyond["opening"] == beyond["closing"] == "6000"
        assert not beyond["pageInfo"]["hasNextPage"]
        if not late:
            rolled_up(books)


def test_more_lines_than_ever_fitted_are_all_reached(books: Books) -> None:
    lines = [
        {"account": books.accounts["1110"], "side": side, "amount": "7"}
        for _ in range(120)
        for side in ("DEBIT", "CREDIT")
    ]
    books.erp.post_entry(on="2026-04-10", description="多くの明細", lines=lines)
    page = ledger(books, "1110", first=200)
    assert len(page["nodes"]) == 200 and page["pageInfo"]["hasNextPage"] and page["closing"] == "0"
    rest = ledger(books, "1110", first=200, after=page["pageInfo"]["endCursor"])
    assert len(rest["nodes"]) == 40 and not rest["pageInfo"]["hasNextPage"]


def test_the_ledger_of_a_party_is_its_part_of_the_account(books: Books) -> None:
    one, other = books.customer("株式会社甲"), books.customer("株式会社乙")
    for customer, on in (
        (one, "2026-03-20"),
        (other, "2026-03-21"),
        (one, "2026-04-02"),
        (other, "2026-04-03"),
    ):
        books.invoice(customer, on=on)
    books.receipt(one, "500", received_on="2026-04-10")
    for _ in range(2):
        page = ledger(books, party=one)
        assert page["opening"] == "1100" and sides(page) == [("1100", "0", "2200")]
        given = {"from": "2026-04-01", "to": "2026-04-30"}
        rows = books.erp.query(SUB, account=books.accounts["1220"], **given)["subLedger"]
        assert [(row["partyName"], row["opening"], row["balance"]) for row in rows] == [
            ("株式会社甲", "1100", "2200"),
            ("株式会社乙", "1100", "2200"),
        ]
        whole = ledger(books)
        assert sum(Decimal(row["balance"]) for row in rows) == Decimal(whole["closing"])
        rolled_up(books)


def test_what_names_nobody_has_a_row_of_its_own(books: Books) -> None:
    books.entry()
    rows = books.erp.query(SUB, account=books.accounts["1110"], to="2026-04-30")["subLedger"]
    assert rows == [
        {
            "partyId": None,
            "partyName": "No party",
            "opening": "0",
            "debit": "1000",
            "credit": "0",
            "balance": "1000",
        }
    ]


def test_an_earlier_print_comes_again_after_late_entries(books: Books) -> None:
    customer = books.customer()
    for on in ("2026-03-20", "2026-04-02", "2026-04-02"):
        books.invoice(customer, on=on)
    (known,) = books.erp.sql("SELECT clock_timestamp() AS at")
    given = {"from": "2026-04-01", "to": "2026-04-30"}

    def printed(at: Any) -> Any:
        return (
            ledger(books, at=at, first=1),
            ledger(books, at=at, party=customer),
            books.erp.query(SUB, account=books.accounts["1220"], at=at, **given),
        )

    before = printed(None)
    books.invoice(customer, on="2026-03-15")
    books.invoice(customer, on="2026-04-01")
    rolled_up(books)
    books.invoice(customer, on="2026-04-03")
    assert printed(known["at"]) == before
    assert printed(None) != before


LINES = """query($to: Date, $at: DateTime) {
  journalLines(first: 100, effectiveOnTo: $to, recordedAtTo: $at) { nodes { effectiveOn recordedAt } } }"""


def test_the_journal_line_by_line_as_it_was_known(books: Books) -> None:
    customer = books.customer()
    books.invoice(customer, on="2026-04-01")
    (known,) = books.erp.sql("SELECT clock_timestamp() AS at")
    before = books.erp.query(LINES, to="2026-04-30", at=known["at"])
    books.invoice(customer, on="2026-04-01")
    assert len(before["journalLines"]["nodes"]) == 3
    assert books.erp.query(LINES, to="2026-04-30", at=known["at"]) == before
    assert len(books.erp.query(LINES, to="2026-04-30")["journalLines"]["nodes"]) == 6
    assert books.erp.query(LINES, to="2026-03-31")["journalLines"]["nodes"] == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"from": "2026-05-01", "to": "2026-04-01"}, "BEFORE_FROM"),
        ({"first": 0}, "OUT_OF_RANGE"),
        ({"first": 201}, "OUT_OF_RANGE"),
        ({"first": 2, "last": 2}, "NOT_TOGETHER"),
        ({"after": "nonsense"}, "BAD_CURSOR"),
        ({"after": "WyIyMDI2LTA0LTAxIiwgIngiLCAxXQ"}, "BAD_CURSOR"),
    ],
)
def test_bad_input_is_refused_by_name(books: Books, given: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=f"BAD_INPUT .*reason={reason}"):
        ledger(books, "1110", **given)


def test_an_unknown_account_party_or_department_is_refused(books: Books) -> None:
    nobody = "00000000-0000-7000-8000-000000000001"
    books.accounts["none"] = nobody
    for given in ({"code": "none"}, {"party": nobody}, {"department": nobody}):
        with pytest.raises(Refused, match="NOT_FOUND"):
            ledger(books, **given)
    with pytest.raises(Refused, match="NOT_FOUND"):
        books.erp.query(SUB, account=nobody)
