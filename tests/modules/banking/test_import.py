"""Bringing a statement in: once, whole, for the right account; and out again while it is untouched."""

from datetime import date

import pytest

from tests.facade import Refused
from tests.modules.banking.conftest import Bank, moves
from tests.modules.banking.files import Move, incoming, joined, transactions

TOLD = moves(("2026-03-30", 5000, "ｱｵﾊﾞ"), ("2026-03-31", 5000, "ｱｵﾊﾞ"), ("2026-03-31", -300, "ﾃｽｳﾘﾖｳ"))
COUNTS = (
    "SELECT (SELECT count(*) FROM banking.bank_import) i, (SELECT count(*) FROM banking.statement_line) l"
)


def counts(bank: Bank) -> dict:
    """What is there of imports and lines."""
    return bank.erp.sql(COUNTS)[0]


def test_the_same_file_adds_nothing_and_says_so(bank: Bank) -> None:
    content = joined(transactions(TOLD))
    bank.import_(content)
    before = counts(bank)
    with pytest.raises(Refused) as refusal:
        bank.import_(content)
    assert refusal.value.code == "FILE_IMPORTED"
    assert counts(bank) == before


def test_only_what_is_new_comes_in_twins_included(bank: Bank) -> None:
    twins = [Move(date(2026, 3, 31), 700, "ﾐﾄﾞﾘ", inquiry=9)] * 2
    bank.import_(joined(transactions([*TOLD, twins[0]])))
    found = bank.import_(joined(transactions([*TOLD, *twins])), "lineCount newCount")
    assert found == {"lineCount": 5, "newCount": 1}
    again = bank.import_(joined(transactions([*TOLD, *twins]), b"\n"), "lineCount newCount")
    assert again == {"lineCount": 5, "newCount": 0}


def test_the_same_transfer_in_two_notices_is_one(bank: Bank) -> None:
    bank.import_(joined(incoming(TOLD[:2])))
    found = bank.import_(joined(transactions(TOLD)), "newCount")
    assert found == 1


def test_days_that_are_missing_are_told(bank: Bank) -> None:
    bank.import_(joined(transactions(TOLD[:1])))
    bank.import_(joined(transactions(moves(("2026-04-01", 1, "ｱ")), opening=5000)))
    bank.import_(joined(transactions(moves(("2026-04-03", 1, "ｱ")), opening=9000)))
    asked = "{ bankStatements(first: 9, sort: NUMBER_ASC) { nodes { isContinuous } } }"
    found = bank.erp.query(asked)["bankStatements"]["nodes"]
    assert [each["isContinuous"] for each in found] == [True, True, False]


def test_an_unknown_account_or_a_broken_file_leaves_nothing_behind(bank: Bank) -> None:
    before = counts(bank)
    for content, code in (
        (joined(transactions(TOLD, account=777)), "UNKNOWN_ACCOUNT_AT_BANK"),
        (joined(transactions(TOLD))[:-900], "BAD_INPUT"),
        ("日付,摘要\n".encode("cp932"), "BAD_INPUT"),
    ):
        with pytest.raises(Refused) as refusal:
            bank.import_(content)
        assert refusal.value.code == code
    assert counts(bank) == before


def test_a_csv_is_told_its_account_and_its_shape(bank: Bank) -> None:
    asked = '{ csvFormats(first: 20, search: "no-heading") { nodes { id } } }'
    shape = bank.erp.query(asked)["csvFormats"]["nodes"][0]["id"]
    content = "2026/04/01,振込 アオバ,,5000,5000\r\n".encode("cp932")
    with pytest.raises(Refused) as refusal:
        bank.import_(content, format=shape)
    assert refusal.value.field == "bankAccount"
    assert bank.import_(content, "newCount", format=shape, bank_account=bank.account) == 1
    assert bank.lines()[0]["payer"] == "アオバ"


def test_an_import_is_undone_while_nothing_was_done_with_it(bank: Bank) -> None:
    content = joined(transactions(TOLD))
    made = bank.import_(content)
    assert bank.erp.undo_bank_import("isUndone", bank_import=made, reason="別の口座") is True
    assert {line["state"] for line in bank.lines()} == {"WITHDRAWN"}
    again = bank.import_(content)
    line = next(each for each in bank.lines() if each["state"] == "OPEN")
    bank.erp.set_aside_statement_line(line=line["id"])
    with pytest.raises(Refused) as refusal:
        bank.erp.undo_bank_import(bank_import=again, reason="別の口座")
    assert (refusal.value.code, refusal.value.facts) == ("LINES_IN_USE", {"count": 1})


def test_what_the_bank_wrote_never_changes(bank: Bank) -> None:
    bank.import_(joined(transactions(TOLD)))
    for statement in ("UPDATE banking.statement_line SET amount = 1", "DELETE FROM banking.statement_line"):
        with pytest.raises(Exception, match=r"does not change|are facts"):
            bank.erp.sql(statement)
