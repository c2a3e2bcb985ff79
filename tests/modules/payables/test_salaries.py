"""Salaries for the bank: typed or from a list, approved by another, sent once."""

import pytest

from modules.payables.rules.transfer_file import FileKind, read_transfers
from tests.facade import Refused
from tests.modules.payables.conftest import House

HEAD = "社員番号,氏名カナ,銀行コード,銀行名,支店コード,支店名,預金種目,口座番号,金額,所属コード"
ROW = "1001,ヤマダ タロウ,5,アオバ,33,エキマエ,普通,76543,251340,10"


def line(**given: str) -> dict[str, str]:
    """What one employee gets."""
    values = {
        "employee_number": "1001",
        "name": "ヤマダ タロウ",
        "bank_code": "5",
        "bank_name": "アオバ",
        "branch_code": "33",
        "branch_name": "エキマエ",
        "account_number": "76543",
        "amount": "251340",
    }
    return values | given


@pytest.mark.parametrize(("kind", "code"), [("SALARY", FileKind.SALARY), ("BONUS", FileKind.BONUS)])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_list_of_another_program_goes_to_the_bank(
    house: House, kind: str, code: FileKind, encoding: str
) -> None:
    house.ours(salary_code="777")
    file = house.erp.upload("salaries.csv", f"{HEAD}\r\n{ROW}\r\n\r\n".encode(encoding))
    run = house.erp.propose_salary_run("id total sendBy", pay_on="2026-05-25", kind=kind, file=file)
    # Payday is a Monday; three bank days before it is the Wednesday of the week before.
    assert (run["total"], run["sendBy"]) == ("251340", "2026-05-20")
    with pytest.raises(Refused) as refusal:
        house.erp.approve_salary_run(run=run["id"])
    assert refusal.value.code == "APPROVED_BY_PROPOSER"
    house.other.approve_salary_run(run=run["id"])
    kept = house.erp.make_salary_file("file { id }", run=run["id"])["id"]
    sent = read_transfers(house.erp.fetch(kept).content)
    assert (sent.kind, sent.sender.code, sent.total) == (code, "0000000777", 251340)
    (each,) = sent.transfers
    assert (each.name, each.code_1, each.code_2) == ("ﾔﾏﾀﾞ ﾀﾛｳ", "0000001001", "0000000010")
    with pytest.raises(Refused) as refusal:
        house.erp.make_salary_file(run=run["id"])
    assert refusal.value.code == "WRONG_STATE"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "EMPTY_FILE"),
        ("社員番号\n1", "BAD_SALARY_LIST"),
        (f"{HEAD}\n", "BAD_SALARY_LIST"),
        (f"{HEAD}\n{ROW.replace('251340', 'many')}", "BAD_SALARY_LIST"),
        (f"{HEAD}\n{ROW.replace('普通', '貯蓄')}", "BAD_SALARY_LIST"),
        (f"{HEAD}\n1001,ヤマダ", "BAD_SALARY_LIST"),
        (f"{HEAD}\n{ROW}\n{ROW}", "BAD_INPUT"),
        (f"{HEAD}\n{ROW.replace('ヤマダ タロウ', '山田 太郎')}", "NOT_ZENGIN"),
        (f"{HEAD}\n{ROW.replace('ヤマダ タロウ', 'YAMADA')}", "NOT_ZENGIN"),
        (f"{HEAD}\n{ROW.replace('251340', '-1')}", "BAD_INPUT"),
    ],
)
def test_a_list_that_is_none_keeps_nothing(house: House, content: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        file = house.erp.upload("salaries.csv", content.encode())
        house.erp.propose_salary_run(pay_on="2026-05-25", file=file)
    assert refusal.value.code == reason
    assert house.count("payables.salary_run") == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lines": []}, "BAD_INPUT"),
        ({"lines": [line(amount="0")]}, "BAD_INPUT"),
        ({"lines": [line(account_type="SAVINGS")]}, "BAD_INPUT"),
        ({"lines": [line(employee_number="A1")]}, "BAD_INPUT"),
        ({"lines": [line()], "pay_on": "2026-05-24"}, "NOT_A_BANK_DAY"),
    ],
)
def test_typed_lines_are_looked_at_as_well(house: House, given: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        house.erp.propose_salary_run(**{"pay_on": "2026-05-25"} | given)
    assert refusal.value.code == code


def test_a_run_that_is_given_up_stays_with_its_reason(house: House) -> None:
    run = house.erp.propose_salary_run(pay_on="2026-05-25", lines=[line()])
    found = house.erp.cancel_salary_run("state cancelReason", run=run, reason="金額の誤り")
    assert found == {"state": "CANCELLED", "cancelReason": "金額の誤り"}
    with pytest.raises(Refused) as refusal:
        house.other.approve_salary_run(run=run)
    assert refusal.value.code == "WRONG_STATE"


def test_what_was_paid_is_in_the_books_and_can_be_taken_back(house: House) -> None:
    house.ours(salary_code="777")
    run = house.erp.propose_salary_run(pay_on="2026-05-25", lines=[line()])
    with pytest.raises(Refused, match="WRONG_STATE"):
        house.erp.post_salary_run(run=run)
    house.other.approve_salary_run(run=run)
    house.erp.make_salary_file(run=run)
    assert house.erp.post_salary_run("state", run=run, paid_on="2026-05-26") == "PAID"
    assert house.balances("2026-05-25") == {}
    assert house.balances() == {"2155": "251340", "1130": "-251340"}
    for verb in (house.erp.post_salary_run, house.erp.make_salary_file):
        with pytest.raises(Refused, match="WRONG_STATE"):
            verb(run=run)
    with pytest.raises(Refused, match="WRONG_STATE"):
        house.erp.cancel_salary_run(run=run, reason="誤り")

    with pytest.raises(Refused, match="EMPTY"):
        house.erp.undo_salary_posting(run=run, reason=" ")
    assert house.erp.undo_salary_posting("state", run=run, reason="振込の失敗") == "FILED"
    assert house.balances() == {}
    # The file that is there stays the only one.
    with pytest.raises(Refused, match="WRONG_STATE"):
        house.erp.make_salary_file(run=run)
    assert house.erp.post_salary_run("state", run=run) == "PAID"
    assert house.balances() == {"2155": "251340", "1130": "-251340"}


def test_who_sells_posts_no_salaries(house: House) -> None:
    run = house.erp.propose_salary_run(pay_on="2026-05-25", lines=[line()])
    sales = house.erp.as_user("uriko", ["sales"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        sales.post_salary_run(run=run)
