"""What may be posted, what is refused, and that a refusal leaves no trace."""

from typing import Any

import pytest

from modules.accounting.rules import ledger
from tests.facade import Erp, Refused
from tests.modules.accounting.conftest import Books


def sides(books: Books, *lines: tuple[str, str, str], **more: Any) -> list[dict[str, Any]]:
    """Lines from (account code, side, amount)."""
    return [
        {"account": books.accounts[code], "side": side, "amount": amount} | more
        for code, side, amount in lines
    ]


def test_an_entry_is_in_the_books_with_number_sum_and_lines(books: Books) -> None:
    found = books.entry("number total effectiveOn lines { account { code } debit credit currency }")
    assert found == {
        "number": "JE-2026-000001",
        "total": "1000",
        "effectiveOn": "2026-04-10",
        "lines": [
            {"account": {"code": "1110"}, "debit": "1000", "credit": "0", "currency": "JPY"},
            {"account": {"code": "7130"}, "debit": "0", "credit": "1000", "currency": "JPY"},
        ],
    }


BAD = {
    "UNBALANCED_ENTRY": [("1110", "DEBIT", "1000"), ("7130", "CREDIT", "999")],
    "BAD_INPUT": [("1110", "DEBIT", "1000")],
    "EMPTY_ENTRY": [],
    "ZERO_LINE": [("1110", "DEBIT", "0"), ("7130", "CREDIT", "0")],
    "NEGATIVE_LINE": [("1110", "DEBIT", "-5"), ("7130", "CREDIT", "-5")],
    "FINER_THAN_COIN": [("1110", "DEBIT", "0.5"), ("7130", "CREDIT", "0.5")],
    "PARTY_REQUIRED": [("1220", "DEBIT", "5"), ("7130", "CREDIT", "5")],
}


@pytest.mark.parametrize("code", BAD)
def test_an_unsound_entry_is_refused_by_name_and_nothing_changes(books: Books, code: str) -> None:
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.entry(lines=sides(books, *BAD[code]))
    assert refusal.value.code == code
    assert books.everything() == before


@pytest.mark.parametrize(
    "change, code",
    [
        ({"on": "1990-01-01"}, "NO_PERIOD"),
        ({"description": " "}, "BAD_INPUT"),
    ],
)
def test_an_entry_without_a_month_or_a_text_is_refused(
    books: Books, change: dict[str, str], code: str
) -> None:
    before = books.everything()
    with pytest.raises(Refused) as refusal:
        books.entry(**change)
    assert refusal.value.code == code
    assert books.everything() == before


def test_one_entry_has_one_currency(books: Books) -> None:
    before = books.everything()
    lines = sides(books, ("1110", "DEBIT", "5"), ("7130", "CREDIT", "5"), currency="USD")
    with pytest.raises(Refused) as refusal:
        books.entry(lines=lines)
    assert refusal.value.code == "TWO_CURRENCIES"
    assert books.everything() == before


def test_an_unknown_account_is_refused(books: Books, erp: Erp) -> None:
    lines = sides(books, ("1110", "DEBIT", "5"), ("7130", "CREDIT", "5"))
    lines[1]["account"] = erp.company
    with pytest.raises(Refused) as refusal:
        books.entry(lines=lines)
    assert refusal.value.code == "UNKNOWN_POSTING_ACCOUNT"
    assert refusal.value.field == "lines.1.account"


def test_the_same_origin_is_posted_once(books: Books) -> None:
    first = books.entry(origin="bank:4711")
    assert books.entry(origin="bank:4711") == first
    assert len(books.erp.sql("SELECT id FROM accounting.journal_entry")) == 1


def test_fifty_entries_that_fail_at_commit_and_then_a_good_one(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database says no when the transaction ends; no connection may be lost by it."""
    before = books.everything()
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "require_balanced", lambda lines: None)
        for _ in range(50):
            with pytest.raises(Refused):
                books.entry(other="999")
    assert books.everything() == before
    assert books.erp.running.database.lent == 0
    assert books.entry("number") == "JE-2026-000001"


def test_the_reverse_answers_an_entry_once(books: Books) -> None:
    entry = books.entry()
    answer = books.erp.reverse_entry(
        "number reverses { number } lines { account { code } debit credit }",
        entry=entry,
        on="2026-04-20",
        reason="二重計上",
    )
    assert answer["reverses"] == {"number": "JE-2026-000001"}
    assert [(line["debit"], line["credit"]) for line in answer["lines"]] == [("0", "1000"), ("1000", "0")]
    with pytest.raises(Refused) as refusal:
        books.erp.reverse_entry(entry=entry, on="2026-04-20", reason="もう一度")
    assert refusal.value.code == "ALREADY_REVERSED"
    assert refusal.value.facts == {"number": "JE-2026-000001", "by": "JE-2026-000002"}
    assert set(books.balances().values()) == {"0"}


def test_what_a_document_posted_is_taken_back_by_the_document(books: Books) -> None:
    books.invoice(books.customer())
    (entry,) = books.erp.sql("SELECT id FROM accounting.journal_entry")
    with pytest.raises(Refused) as refusal:
        books.erp.reverse_entry(entry=entry["id"], on="2026-04-20", reason="誤り")
    assert refusal.value.code == "POSTED_BY_DOCUMENT"


def test_who_may_not_post_posts_nothing(books: Books) -> None:
    before = books.everything()
    warehouse = Books(books.erp.as_user("soko", roles=["warehouse"]))
    with pytest.raises(Refused) as refusal:
        warehouse.entry()
    assert refusal.value.code == "FORBIDDEN"
    after = books.everything()
    assert after["accounting.journal_entry"] == before["accounting.journal_entry"]
