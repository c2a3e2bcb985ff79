"""Card files and what was paid with cards; advances; and how claims are paid."""

import pytest

from tests.facade import Refused
from tests.modules.expenses.conftest import Office

FILE = "2026/03/30,ｱｵﾊﾞ書店,3300\n2026/03/30,ｱｵﾊﾞ書店,3300\n2026/04/01,返品,-500\n"


def test_a_card_file_comes_in_whole_once_and_broken_ones_not_at_all(office: Office) -> None:
    card = office.card()
    with pytest.raises(Refused) as refused:
        office.statement(card, "2026/13/30,書店,100\n2026/04/01,,1.5\n")
    assert refused.value.code == "CARD_FILE_UNREADABLE"
    assert [(each["row"], each["column"], each["reason"]) for each in refused.value.facts["errors"]] == [
        ("2", "ご利用日", "NOT_A_DAY"),
        ("3", "ご利用店名", "REQUIRED"),
        ("3", "ご利用金額", "NOT_A_FIGURE"),
    ]
    with pytest.raises(Refused) as looked:
        office.statement(card, FILE, preview=True)
    assert looked.value.code == "CARD_PREVIEW"
    assert looked.value.facts == {
        "lines": 3, "new": 3, "there": 0, "total": "6100", "from_on": "2026-03-30", "to_on": "2026-04-01",
    }  # fmt: skip
    assert office.erp.sql("SELECT 1 FROM expenses.card_line") == []
    assert office.statement(card, FILE, "newCount total") == {"newCount": 3, "total": "6100"}
    with pytest.raises(Refused, match="CARD_FILE_THERE"):
        office.statement(card, FILE)
    assert office.statement(card, FILE + "2026/04/01,ｶﾌｪ,550\n", "lineCount newCount total") == {
        "lineCount": 4, "newCount": 1, "total": "550",
    }  # fmt: skip


BROKEN = [
    b"",
    b"\x00\x01",
    "ご利用日,ご利用金額\n".encode("cp932"),
    b"\xff\xfe\x80,1,2\n",
    b'"2026/04/01,x,1\n',
]


def test_files_that_are_none_are_refused_by_name(office: Office) -> None:
    card = office.card()
    for content in BROKEN:
        with pytest.raises(Refused) as refused:
            office.erp.import_card_statement(
                card=card,
                file=office.erp.upload("x.csv", content),
                format=office.formats["usage-day-shop-amount"],
            )
        assert refused.value.code in ("CARD_FILE_UNREADABLE", "EMPTY_FILE", "NOT_A_TEXT"), content


def test_what_the_card_paid_is_owed_to_the_card_and_claimed_once(office: Office) -> None:
    hana, mori = office.employee("hana"), office.employee("mori")
    (row,) = office.erp.sql("SELECT id FROM expenses.claimant ORDER BY id LIMIT 1")
    card = office.card(holder=str(row["id"]))
    office.statement(card, "2026/03/30,ｱｵﾊﾞ書店,3300\n2026/04/01,ｶﾌｪ,550\n")
    asked = "{ cardLines(first: 9, sort: USED_ON_ASC) { nodes { id amount state } } }"
    lines = hana.query(asked)["cardLines"]["nodes"]
    assert [line["state"] for line in lines] == ["OPEN", "OPEN"]
    assert mori.query("{ cardLines(first: 9) { totalCount } }")["cardLines"]["totalCount"] == 0
    stranger = office.claim(mori)
    books = office.kinds["BOOKS"]
    with pytest.raises(Refused, match="NOT_FOUND"):
        mori.claim_card_lines(claim=stranger, card_lines=[lines[0]["id"]], kind=books)
    claim = office.claim(hana, {"kind": "MEETING", "amount": "551", "shop": "カフェ"})
    hana.claim_card_lines(claim=claim, card_lines=[lines[0]["id"]], kind=books)
    with pytest.raises(Refused, match="CARD_LINE_CLAIMED"):
        hana.claim_card_lines(claim=claim, card_lines=[lines[0]["id"]], kind=books)
    (own,) = [
        each for each in office.read(hana, claim, "lines { id isByCard }")["lines"] if not each["isByCard"]
    ]
    with pytest.raises(Refused, match="CARD_LINE_DIFFERS"):
        hana.match_card_line(line=own["id"], card_line=lines[1]["id"])
    hana.remove_expense_line(line=own["id"])
    office.line(hana, claim, kind="MEETING", amount="550", shop="カフェ", t_number="T7000012050002")
    own = office.read(hana, claim, "lines { id }")["lines"][-1]
    hana.match_card_line(line=own["id"], card_line=lines[1]["id"])
    assert office.read(hana, claim, "total payable") == {"total": "3850", "payable": "0"}


def test_a_transfer_goes_through_a_payment_run_and_the_payroll_through_a_list(office: Office) -> None:
    hana, mori = office.employee("hana"), office.employee("mori")
    one = office.posted(hana, {"kind": "FARE"})
    two = office.posted(mori, {"kind": "FARE", "amount": "2200"}, pay_with="PAYROLL")
    with pytest.raises(Refused, match="REQUIRED"):
        office.erp.pay_expense_claims(claims=[one, two], due_on="2026-04-10")
    office.erp.pay_expense_claims(claims=[one, two], due_on="2026-04-10", payroll_month="2026-04-25")
    assert office.balances() == {"1460": "300", "6210": "3000", "2120": "-1100", "2140": "-2200"}
    with pytest.raises(Refused, match="WRONG_STATE"):
        office.erp.pay_expense_claims(claims=[one], due_on="2026-04-10")
    read = office.read(office.erp, one, "state isPaid supplierInvoice { id payable dueOn }")
    assert read["supplierInvoice"]["payable"] == "1100"
    listed = office.erp.query('{ payrollExpenses(month: "2026-04-01") { personName amount isPaid } }')
    assert listed["payrollExpenses"] == [{"personName": "Mori", "amount": "2200", "isPaid": False}]
    with pytest.raises(Refused, match="FORBIDDEN"):
        hana.query('{ payrollExpenses(month: "2026-04-01") { amount } }')
    office.erp.settle_expense_payroll(month="2026-04-01", on="2026-04-25")
    with pytest.raises(Refused, match="NOTHING_DUE"):
        office.erp.settle_expense_payroll(month="2026-04-01", on="2026-04-25")
    assert office.read(mori, two, "state isPaid") == {"state": "PAID", "isPaid": True}
    # The invoice is taken back: the claimant is owed it again, and it can be paid anew.
    office.erp.cancel_supplier_invoice(
        invoice=read["supplierInvoice"]["id"], reason="口座違い", on="2026-04-26"
    )
    office.erp.deliver_events()
    assert office.read(hana, one, "state") == {"state": "POSTED"}
    office.erp.cancel_expense_claim(claim=one, reason="x", on="2026-04-26")
    assert office.balances() == {"1460": "200", "6210": "2000", "1130": "-2200"}


def test_an_advance_is_taken_off_the_claim_and_the_rest_comes_back(office: Office) -> None:
    hana = office.employee()
    (row,) = office.erp.sql("SELECT id FROM expenses.claimant")
    advance = office.erp.pay_cash_advance(claimant=str(row["id"]), amount="5000", purpose="出張")
    claim = office.posted(hana, {"kind": "FARE", "amount": "3300"}, advance=advance)
    assert office.read(hana, claim, "payable advanceUsed advance { left }") == {
        "payable": "0", "advanceUsed": "3300", "advance": {"left": "1700"},
    }  # fmt: skip
    with pytest.raises(Refused, match="MORE_THAN_THERE_IS"):
        office.erp.return_cash_advance(advance=advance, amount="1701")
    office.erp.return_cash_advance(advance=advance, amount="1700")
    assert office.balances() == {"1460": "300", "6210": "3000", "1130": "-3300"}
    with pytest.raises(Refused, match="ADVANCE_NOT_OPEN"):
        hana.draft_expense_claim(title="x", advance=advance)
