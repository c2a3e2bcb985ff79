"""Proposals follow what is open; what was done without asking is listed, and taken back for good."""

from datetime import timedelta
from typing import Any

import pytest

from modules.banking import looking
from modules.banking.jobs import JOBS
from modules.banking.looking import first_key
from tests.facade import Refused
from tests.modules.banking.conftest import Bank, moves
from tests.modules.banking.test_matching import aoba
from tests.server import background

AUTOMATIC = """{ statementMatches(first: 9, isAutomatic: true) { nodes { isUndone line { id state } } } }"""


def look_again(bank: Bank) -> int:
    """The job, once."""
    return background().run(JOBS[0].run(bank.erp.running.database))


def proposals(bank: Bank) -> list[Any]:
    """What the one line is proposed for."""
    (line,) = bank.lines()
    return [
        [(part["amount"], part["openAmount"]) for part in each["parts"]] for each in line["matchProposals"]
    ]


def test_a_new_invoice_is_proposed_without_anybody_asking(bank: Bank) -> None:
    customer, _ = aoba(bank)
    bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    before = proposals(bank)
    bank.invoice(customer, bank.line("300000"))
    assert proposals(bank) == before
    assert look_again(bank) == 1
    assert proposals(bank) == [[("330000", "330000")]]


def test_a_credit_note_and_a_payment_change_what_is_proposed(bank: Bank) -> None:
    customer, (first, second) = aoba(bank, "300000", "10000")
    bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert proposals(bank) == [[("330000", "330000")]]
    bank.receipt(customer, "330000", {"invoice": first})
    look_again(bank)
    assert ("330000", "330000") not in proposals(bank)[0]
    bank.erp.issue_credit_note(invoice=second, on="2026-04-02", reason="返品")
    look_again(bank)
    assert proposals(bank) in ([], [[]])


def test_where_nothing_waits_or_nothing_is_new_nobody_looks(bank: Bank) -> None:
    customer, _ = aoba(bank, "300000")
    assert look_again(bank) == 0
    (line,) = bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert look_again(bank) == 1
    bank.erp.accept_proposal(line=line["id"])
    bank.invoice(customer, bank.line("100"))
    assert look_again(bank) == 0


def test_one_look_is_enough_for_all_that_was_new(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LATE", timedelta(0))
    aoba(bank, "300000")
    bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert [look_again(bank), look_again(bank)] == [1, 0]
    bank.invoice(bank.customer(), bank.line("100"))
    assert [look_again(bank), look_again(bank)] == [1, 0]


def test_a_key_of_a_moment_is_not_after_what_was_made_then(bank: Bank) -> None:
    (row,) = bank.erp.sql("SELECT now() AS at, uuidv7() AS key")
    assert first_key(row["at"]) <= row["key"]


def test_what_was_done_without_asking_is_listed_and_not_done_again_once_taken_back(bank: Bank) -> None:
    aoba(bank, "70000")
    bank.erp.set_matching(automatic_from=80)
    (line,) = bank.tells(*moves(("2026-04-30", 77000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    (done,) = bank.erp.query(AUTOMATIC)["statementMatches"]["nodes"]
    assert done == {"isUndone": False, "line": {"id": line["id"], "state": "MATCHED"}}
    auditor = bank.erp.as_user("auditor", ["auditor"])
    with pytest.raises(Refused) as refusal:
        auditor.undo_statement_match(line=line["id"], reason="違う")
    assert refusal.value.code == "FORBIDDEN"
    bank.erp.undo_statement_match(line=line["id"], reason="違う")
    lines = bank.tells(*moves(("2026-05-01", 3, "ﾅｿﾞ")))
    assert {each["id"]: each["state"] for each in lines}[line["id"]] == "OPEN"
    (done,) = bank.erp.query(AUTOMATIC)["statementMatches"]["nodes"]
    assert done["isUndone"] is True
    assert bank.erp.accept_proposal("state", line=line["id"]) == "MATCHED"
