"""Receipts put right, what shops give back, and the year of a shop without registration."""

import pytest

from tests.facade import Refused
from tests.modules.expenses.conftest import Office

LINES = "lines { id amount tax deductible shop receipt { name } findings isByCard } total payable"


def test_a_line_is_put_right_while_it_is_a_draft_and_keeps_its_receipt(office: Office) -> None:
    hana = office.employee()
    claim = office.claim(hana, {"receipt": hana.upload("r.png", b"\x89PNG\r\n\x1a\nreceipt")})
    (line,) = office.read(hana, claim, LINES)["lines"]
    given = {"kind": office.kinds["SUPPLIES"], "spent_on": "2026-04-01", "shop": "文具のミドリ"}
    hana.change_expense_line(line=line["id"], amount="2200", **given)
    found = office.read(hana, claim, LINES)
    (changed,) = found["lines"]
    assert (changed["amount"], changed["tax"], changed["shop"]) == ("2200", "200", "文具のミドリ")
    assert (changed["receipt"]["name"], found["total"], found["payable"]) == ("r.png", "2200", "2200")
    with pytest.raises(Refused, match="NOT_POSITIVE"):
        hana.change_expense_line(line=line["id"], amount="-1", **given)
    with pytest.raises(Refused, match="NOT_YOUR_CLAIM"):
        office.employee("mori").change_expense_line(line=line["id"], amount="1", **given)
    hana.submit_expense_claim(claim=claim)
    with pytest.raises(Refused, match="WRONG_STATE"):
        hana.change_expense_line(line=line["id"], amount="1", **given)
    assert office.read(hana, claim, LINES)["total"] == "2200"


def test_what_a_shop_gave_back_to_the_card_takes_expense_tax_and_debt_back(office: Office) -> None:
    """3,300 bought and 1,100 given back: 2,200 are owed to the card, 200 of tax count."""
    hana = office.employee()
    (who,) = office.erp.sql("SELECT id FROM expenses.claimant")
    card = office.card(holder=str(who["id"]))
    office.statement(card, "2026/04/01,文具のアオバ,3300\n2026/04/01,文具のアオバ 返品,-1100\n")
    rows = office.erp.sql("SELECT id::text, amount FROM expenses.card_line ORDER BY amount DESC")
    claim = office.claim(hana)
    hana.claim_card_lines(
        claim=claim, card_lines=[row["id"] for row in rows], kind=office.kinds["SUPPLIES"], reason="文具"
    )
    found = office.read(hana, claim, LINES)
    assert [(each["amount"], each["tax"]) for each in found["lines"]] == [("3300", "300"), ("-1100", "-100")]
    assert (found["total"], found["payable"]) == ("2200", "0")
    back = found["lines"][1]
    with pytest.raises(Refused, match="CARD_LINE_DIFFERS"):
        hana.change_expense_line(
            line=back["id"], kind=office.kinds["SUPPLIES"], spent_on="2026-04-01", amount="-1200", shop="x"
        )
    hana.change_expense_line(
        line=back["id"], kind=office.kinds["SUPPLIES"], spent_on="2026-04-01", amount="-1100", shop="アオバ",
        t_number="T8999900000100",
    )  # fmt: skip
    hana.submit_expense_claim(claim=claim)
    before = office.balances()
    office.erp.post_expense_claim(claim=claim, on="2026-04-01")
    after = office.balances()
    assert sum(int(each) for each in after.values()) == 0
    (account,) = office.erp.sql(
        "SELECT a.code FROM expenses.company_card c JOIN masterdata.account a ON a.id = c.account"
    )
    assert after[account["code"]] == "-2200"
    lines = office.read(hana, claim, LINES)["lines"]
    assert [each["deductible"] for each in lines] == ["240", "-100"]
    office.erp.cancel_expense_claim(claim=claim, reason="誤り", on="2026-04-01")
    assert office.balances() == before


def test_only_a_card_gives_back(office: Office) -> None:
    hana = office.employee()
    claim = office.claim(hana)
    for amount in ("-1100", "0"):
        with pytest.raises(Refused, match="NOT_POSITIVE"):
            office.line(hana, claim, amount=amount)


def test_the_year_of_a_shop_without_registration_is_summed_over_everybody(office: Office) -> None:
    """Of 100,000,000 yen a year 99,999,450 are used: of the next 1,100 half counts, then nothing."""
    (limit,) = office.erp.sql("SELECT masterdata.statutory_value('TRANSITIONAL_CAP', '2026-04-01') AS amount")
    assert limit["amount"] is not None
    hana, mori = office.employee("hana"), office.employee("mori")
    most = {"amount": str(int(limit["amount"]) - 550), "shop": "（株）山の工房"}
    office.posted(hana, most)
    claim = office.posted(mori, {"shop": "株式会社山の工房"})
    (line,) = office.read(mori, claim, LINES)["lines"]
    full = office.posted(mori, {"shop": "別の工房"})
    (whole,) = office.read(mori, full, LINES)["lines"]
    assert (whole["deductible"], line["deductible"]) == ("80", "40")
    again = office.posted(hana, {"shop": "ｶ)山の工房"}, {"shop": "山の工房 株式会社", "amount": "2200"})
    assert {each["deductible"] for each in office.read(hana, again, LINES)["lines"]} == {"0"}
