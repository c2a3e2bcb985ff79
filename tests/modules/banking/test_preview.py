"""A look before a statement comes in, and the shape of a CSV that must be the one of those days."""

from datetime import date
from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.banking.conftest import Bank, moves
from tests.modules.banking.files import joined, transactions
from tests.modules.banking.test_import import TOLD, counts
from tests.web.test_ways_on import refused as page_after

SHAPE = {
    "name": "みほん銀行",
    "day_column": "日付",
    "description_column": "摘要",
    "in_column": "入金",
    "out_column": "出金",
}
CSV = "日付,摘要,入金,出金\r\n2026/03/30,振込 アオバ,5000,\r\n".encode("cp932")


def look(bank: Bank, content: bytes, **given: Any) -> dict[str, Any]:
    """What a preview says; nothing is there afterwards that was not there before."""
    before = counts(bank)
    with pytest.raises(Refused) as refusal:
        bank.import_(content, preview=True, **given)
    assert refusal.value.code == "IMPORT_PREVIEW"
    assert counts(bank) == before
    return dict(refusal.value.facts)


def test_a_preview_says_what_would_come_in_and_imports_nothing(bank: Bank) -> None:
    content = joined(transactions(TOLD))
    told = look(bank, content)
    assert (told["lines"], told["new"], told["there"]) == (3, 3, 0)
    (statement,) = told["statements"]
    assert (statement["from_on"], statement["to_on"]) == ("2026-03-30", "2026-03-31")
    assert (statement["money_in"], statement["money_out"]) == ("10000", "300")
    assert statement["bank_account"] and statement["is_continuous"] is True
    assert bank.import_(content, "newCount", preview=False) == 3


def test_a_preview_counts_what_is_there_already_and_sees_missing_days(bank: Bank) -> None:
    bank.import_(joined(transactions(TOLD[:1])))
    told = look(bank, joined(transactions([*TOLD, *moves(("2026-04-01", 7, "ﾐﾄﾞﾘ"))])))
    assert (told["lines"], told["new"], told["there"]) == (4, 3, 1)
    assert told["statements"][0]["money_in"] == "5007"
    told = look(bank, joined(transactions(moves(("2026-04-03", 1, "ｱ")), opening=9000)))
    assert told["statements"][0]["is_continuous"] is False


def test_a_preview_refuses_what_an_import_refuses(bank: Bank) -> None:
    content = joined(transactions(TOLD))
    bank.import_(content)
    before = counts(bank)
    for given, code in (
        ({"content": content}, "FILE_IMPORTED"),
        ({"content": joined(transactions(TOLD, account=777))}, "UNKNOWN_ACCOUNT_AT_BANK"),
        ({"content": CSV}, "BAD_INPUT"),
    ):
        with pytest.raises(Refused) as refusal:
            bank.import_(given["content"], preview=True)
        assert refusal.value.code == code
    assert counts(bank) == before


def test_the_page_shows_the_look_and_then_imports() -> None:
    statement = {
        "bank_account": "みほん銀行", "from_on": "2026-03-30", "to_on": "2026-03-31", "lines": 3, "new": 2,
        "there": 1, "money_in": "10000", "money_out": "300", "closing": None, "is_continuous": False,
    }  # fmt: skip
    facts = {"lines": 3, "new": 2, "there": 1, "statements": [statement]}
    html = page_after("banking/statements", "importBankStatement", "IMPORT_PREVIEW", facts)
    for text in ("みほん銀行", "2026-03-30", "10,000", "300", "前回と続いていません", "この内容で取り込む"):
        assert text in html
    assert 'name="input.preview" value="false"' in html
    first = page_after("banking/statements", "importBankStatement", "BAD_INPUT", {})
    assert 'name="input.preview" value="true"' in first and "内容を確認" in first


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "there"),
    [
        ("2026-04-01", None, True),  # the day of the import
        ("2026-03-01", "2026-03-31", True),  # the file's last day
        ("2026-04-02", None, False),
        ("2026-01-01", "2026-03-29", False),
    ],
)
def test_the_shape_is_that_of_today_or_of_the_file(
    bank: Bank, valid_from: str, valid_to: str | None, there: bool
) -> None:
    shape = bank.erp.add_csv_format(**SHAPE, valid_from=valid_from, valid_to=valid_to)
    given = {"format": shape, "bank_account": bank.account}
    if there:
        assert bank.import_(CSV, "newCount", **given) == 1
        return
    before = counts(bank)
    with pytest.raises(Refused) as refusal:
        bank.import_(CSV, **given)
    assert (refusal.value.code, refusal.value.field) == ("CSV_FORMAT_NOT_IN_FORCE", "format")
    assert SHAPE["name"] in str(refusal.value.message)
    assert counts(bank) == before


def test_a_shape_does_not_end_before_it_begins(bank: Bank) -> None:
    with pytest.raises(Refused) as refusal:
        bank.erp.add_csv_format(**SHAPE, valid_from=date(2026, 4, 1), valid_to=date(2026, 3, 31))
    assert (refusal.value.code, refusal.value.field) == ("BAD_INPUT", "validTo")
