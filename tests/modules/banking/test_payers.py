"""Numbers made for one customer, and one payer who pays for several."""

import pytest

from tests.facade import Refused
from tests.modules.banking.conftest import Bank, moves
from tests.modules.banking.test_matching import OPEN, proposal, state


def test_what_comes_in_on_a_customers_own_number_is_his_whatever_the_name(bank: Bank) -> None:
    shop = bank.customer("株式会社あおば商店", name_kana="アオバショウテン")
    other = bank.customer("株式会社みどり企業", name_kana="ミドリキギョウ")
    invoice = bank.invoice(shop, bank.line("300000"))
    bank.invoice(other, bank.line("300000"))
    bank.erp.assign_virtual_account(customer=shop, branch_code="801", account_number="12345")
    with pytest.raises(Refused, match="VIRTUAL_ACCOUNT_TAKEN"):
        bank.erp.assign_virtual_account(customer=other, branch_code="801", account_number="0012345")

    (line,) = bank.tells(*moves(("2026-04-30", 330000, "ｶ)ﾐﾄﾞﾘｷｷﾞﾖｳ 801-0012345")))
    found = proposal(bank)
    assert (found["customer"]["id"], found["score"], found["reasons"][:2]) == (
        shop,
        100,
        ["VIRTUAL_ACCOUNT", "EXACT_AMOUNT"],
    )
    bank.erp.accept_proposal(line=line["id"])
    assert state(bank, invoice) == ("PAID", "0")


def test_a_number_that_was_retired_tells_nothing_any_more(bank: Bank) -> None:
    shop = bank.customer("株式会社あおば商店", name_kana="アオバショウテン")
    bank.invoice(shop, bank.line("300000"))
    number = bank.erp.assign_virtual_account(customer=shop, branch_code="801", account_number="12345")
    with pytest.raises(Refused, match="EMPTY"):
        bank.erp.retire_virtual_account(virtual_account=number, reason=" ")
    bank.erp.retire_virtual_account(virtual_account=number, reason="契約終了")
    bank.tells(*moves(("2026-04-30", 55, "8010012345")))
    assert "VIRTUAL_ACCOUNT" not in proposal(bank)["reasons"]
    with pytest.raises(Refused, match="NOT_FOUND"):
        bank.erp.retire_virtual_account(virtual_account=number, reason="もう一度")


def _two(bank: Bank) -> tuple[str, str, str, str]:
    head = bank.customer("株式会社あおば商店", name_kana="アオバショウテン")
    branch = bank.customer("株式会社わかば", name_kana="ワカバ")
    return (
        head,
        branch,
        bank.invoice(head, bank.line("100000")),
        bank.invoice(branch, bank.line("200000")),
    )


def test_one_payer_pays_for_several_is_learnt_proposed_and_undone(bank: Bank) -> None:
    head, branch, own, others = _two(bank)
    (line,) = bank.tells(*moves(("2026-04-30", 335000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    matches = [{"invoice": others}, {"invoice": own}]
    with pytest.raises(Refused, match="OTHER_CUSTOMER"):
        bank.erp.match_statement_line(line=line["id"], customer=head, matches=matches)
    before = bank.balances()

    bank.erp.match_statement_line(line=line["id"], customer=head, matches=matches, for_others=True)
    assert [state(bank, each) for each in (own, others)] == [("PAID", "0")] * 2
    balances = bank.balances()
    assert (balances["1130"], balances["1220"], balances["2190"]) == ("335000", "0", "-5000")
    done = bank.erp.query(
        """query($id: ID!) { bankStatementLine(id: $id) {
            statementMatches { shares { customer { id } amount } } } }""",
        id=line["id"],
    )["bankStatementLine"]["statementMatches"]
    assert [(each["customer"]["id"], each["amount"]) for each in done[0]["shares"]] == [
        (head, "115000"),
        (branch, "220000"),
    ]
    assert bank.reconciled()["difference"] == "0"

    bank.erp.undo_statement_match(line=line["id"], reason="確認中")
    assert {code: amount for code, amount in bank.balances().items() if amount != "0"} == {
        code: amount for code, amount in before.items() if amount != "0"
    }
    assert [state(bank, each) for each in (own, others)] == [("OPEN", "110000"), ("OPEN", "220000")]
    assert bank.reconciled()["difference"] == "0"

    # The second time it is proposed by itself, and one key is enough.
    bank.tells(*moves(("2026-05-01", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    found = proposal(bank)
    assert (found["reasons"][-1], {part["amount"] for part in found["parts"]}) == (
        "PAYS_FOR_OTHERS",
        {"110000", "220000"},
    )
    bank.erp.accept_proposal(line=bank.lines()[-1]["id"])
    assert [state(bank, each) for each in (own, others)] == [("PAID", "0")] * 2


def test_all_of_it_may_be_for_another_and_the_fee_goes_with_it(bank: Bank) -> None:
    head, _, _, others = _two(bank)
    (line,) = bank.tells(*moves(("2026-04-30", 219340, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    bank.erp.match_statement_line(
        line=line["id"], customer=head, matches=[{"invoice": others}], fee="660", for_others=True
    )
    assert state(bank, others) == ("PAID", "0")
    bank.erp.undo_statement_match(line=line["id"], reason="誤り")
    assert bank.erp.query(OPEN, id=others)["invoice"]["openAmount"] == "220000"


def test_paying_for_others_is_agreed_and_ended_with_a_reason(bank: Bank) -> None:
    head, branch, _, _ = _two(bank)
    with pytest.raises(Refused, match="PAYS_FOR_HIMSELF"):
        bank.erp.agree_paid_for(payer=head, customer=head)
    agreed = bank.erp.agree_paid_for(payer=head, customer=branch)
    assert bank.erp.agree_paid_for(payer=head, customer=branch) == agreed
    bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert "PAYS_FOR_OTHERS" in proposal(bank)["reasons"]
    bank.erp.end_paid_for(paid_for=agreed, reason="別々に払う")
    bank.erp.propose_matches()
    assert "PAYS_FOR_OTHERS" not in proposal(bank)["reasons"]


def test_more_than_the_line_is_not_spread_over_several(bank: Bank) -> None:
    head, _, own, others = _two(bank)
    (line,) = bank.tells(*moves(("2026-04-30", 100000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    with pytest.raises(Refused, match="MORE_THAN_THERE_IS"):
        bank.erp.match_statement_line(
            line=line["id"],
            customer=head,
            matches=[{"invoice": own, "amount": "60000"}, {"invoice": others, "amount": "60000"}],
            for_others=True,
        )
    assert state(bank, own) == ("OPEN", "110000")
