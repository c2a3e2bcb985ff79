"""Claims through the door: what a line comes to, what of its tax counts, who sees it, how it is undone."""

import pytest

from tests.facade import Refused
from tests.modules.expenses.conftest import Office

ONE_YEN_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_a_fare_needs_only_the_books_and_a_shop_without_number_counts_for_its_share(office: Office) -> None:
    """japan.md §6.3: train 1,100 is travel 1,000 and tax 100; §1.6: on 1 April 2026 80 per cent counted."""
    hana = office.employee()
    claim = office.posted(hana, {"kind": "FARE", "amount": "550", "ways": 2}, {"amount": "11000"})
    assert office.balances() == {"1460": "900", "6210": "1000", "6270": "10200", "2140": "-12100"}
    read = office.read(hana, claim, "total payable lines { amount ground share deductible ledgerOnly }")
    assert (read["total"], read["payable"]) == ("12100", "12100")
    assert read["lines"] == [
        {
            "amount": "1100",
            "ground": "LEDGER_ONLY",
            "share": "100",
            "deductible": "100",
            "ledgerOnly": "PUBLIC_TRANSPORT",
        },
        {"amount": "11000", "ground": "TRANSITIONAL", "share": "80", "deductible": "800", "ledgerOnly": None},
    ]


# A number on the receipt, since when it is valid, the day spent, what counts of 1,000 yen of tax.
NUMBERS = [
    (None, None, "2026-04-01", "800"),
    ("T7000012050002", None, "2026-04-01", "1000"),
    ("T7000012050002", "2026-03-01", "2026-04-01", "1000"),
    ("T7000012050002", "2026-04-01", "2026-03-31", "800"),
]


@pytest.mark.parametrize("t_number, valid_from, spent_on, counts", NUMBERS)
def test_a_number_counts_for_the_day_of_the_receipt(
    office: Office, t_number: str | None, valid_from: str | None, spent_on: str, counts: str
) -> None:
    if valid_from:
        shop = office.erp.register_party(name="文具のアオバ", is_supplier=True, accept_duplicates=True)
        office.erp.record_registration_check(
            party=shop, t_number=t_number, valid_from=valid_from, source="test", checked_on="2026-04-01"
        )
    hana = office.employee()
    given = {"t_number": t_number} if t_number else {}
    claim = office.posted(hana, {"amount": "11000", "spent_on": spent_on} | given)
    (line,) = office.read(hana, claim, "lines { deductible }")["lines"]
    assert line["deductible"] == counts


def test_the_law_wants_an_invoice_for_a_fare_of_thirty_thousand(office: Office) -> None:
    hana = office.employee()
    claim = office.claim(hana, {"kind": "FARE", "amount": "29999"})
    with pytest.raises(Refused) as refused:
        office.line(hana, claim, kind="FARE", amount="15000", ways=2)
    assert (refused.value.code, refused.value.facts) == (
        "LEDGER_ONLY_TOO_LARGE",
        {"total": "30000", "limit": "30000"},
    )
    office.line(hana, claim, kind="FARE", amount="15000", ways=2, t_number="T7000012050002")


def test_allowances_and_mileage_follow_from_rates_of_the_day_and_the_grade(office: Office) -> None:
    for kind, grade, amount, day in (
        ("ALLOWANCE", None, "2500", "2025-04-01"),
        ("ALLOWANCE", "M", "3000", "2025-04-01"),
        ("ALLOWANCE", "M", "3500", "2026-03-31"),
        ("MILEAGE", None, "15.5", "2025-04-01"),
    ):
        own = {"grade": office.grades[grade]} if grade else {}
        office.erp.set_allowance_rate(kind=office.kinds[kind], amount=amount, valid_from=day, **own)
    mori = office.employee("mori", "M")
    claim = office.claim(mori, {"kind": "ALLOWANCE", "spent_on": "2026-03-30", "until": "2026-04-01"})
    office.line(mori, claim, kind="MILEAGE", distance="12.3")
    assert office.read(mori, claim, "lines { amount }")["lines"] == [{"amount": "10000"}, {"amount": "190"}]
    with pytest.raises(Refused, match="NO_ALLOWANCE_RATE"):
        office.line(mori, claim, kind="MILEAGE", distance="1", spent_on="2025-03-31")


def test_the_same_receipt_is_claimed_once_by_whomever(office: Office) -> None:
    hana, mori = office.employee("hana"), office.employee("mori")
    first = office.claim(hana)
    office.line(hana, first, receipt=hana.upload("a.png", ONE_YEN_PNG))
    # Two rates on one paper are two lines of one claim.
    office.line(hana, first, amount="540", receipt=hana.upload("b.png", ONE_YEN_PNG))
    second = office.claim(mori)
    with pytest.raises(Refused) as refused:
        office.line(mori, second, receipt=mori.upload("other.png", ONE_YEN_PNG))
    number = office.read(hana, first, "number")["number"]
    assert (refused.value.code, refused.value.facts) == ("RECEIPT_CLAIMED", {"number": number})
    hana.cancel_expense_claim(claim=first, reason="間違い")
    office.line(mori, second, receipt=mori.upload("other.png", ONE_YEN_PNG))


def test_the_same_day_amount_and_shop_is_shown_across_people(office: Office) -> None:
    hana, mori = office.employee("hana"), office.employee("mori")
    first = office.claim(hana, {"shop": "㈱文具のアオバ"})
    second = office.claim(mori, {"shop": "文具のアオバ 株式会社"}, {"amount": "1101"})
    seen = office.read(mori, second, "lines { findings similarTo }")["lines"]
    number = office.read(hana, first, "number")["number"]
    assert seen[0] == {"findings": ["SIMILAR_LINE", "NOT_REGISTERED"], "similarTo": number}
    assert seen[1] == {"findings": ["NOT_REGISTERED"], "similarTo": None}


def test_policy_is_checked_before_a_human_looks(office: Office) -> None:
    hana = office.employee()
    office.erp.set_policy_limit(
        kind=office.kinds["MEETING"], valid_from="2026-01-01", line_limit="5000", receipt_from="1000",
        reason_from="3000", breach="REFUSE",
    )  # fmt: skip
    claim = office.claim(hana, {"kind": "MEETING", "amount": "5001"})
    with pytest.raises(Refused) as refused:
        hana.submit_expense_claim(claim=claim)
    assert refused.value.facts == {
        "line": 1,
        "findings": ["OVER_LIMIT", "RECEIPT_MISSING", "REASON_MISSING"],
    }
    office.erp.set_policy_limit(
        kind=office.kinds["MEETING"], valid_from="2026-03-01", line_limit="5000", breach="WARN"
    )
    hana.submit_expense_claim(claim=claim)
    (line,) = office.read(hana, claim, "lines { findings }")["lines"]
    assert line["findings"] == ["OVER_LIMIT", "NOT_REGISTERED"]


def test_a_claim_is_nobodys_business_but_its_own_and_accountings(office: Office) -> None:
    hana, mori = office.employee("hana"), office.employee("mori")
    claim = office.claim(hana, {})
    assert office.read(mori, claim, "number") is None
    assert mori.query("{ expenseClaims(first: 5) { totalCount } }")["expenseClaims"]["totalCount"] == 0
    assert office.read(office.erp, claim, "isOwn") == {"isOwn": False}
    with pytest.raises(Refused, match="NOT_YOUR_CLAIM"):
        office.line(mori, claim)
    with pytest.raises(Refused, match="NOT_YOUR_CLAIM"):
        mori.submit_expense_claim(claim=claim)
    with pytest.raises(Refused, match="FORBIDDEN"):
        mori.cancel_expense_claim(claim=claim, reason="x")
    with pytest.raises(Refused, match="FORBIDDEN"):
        hana.post_expense_claim(claim=claim)
    outsider = office.person("otto", "employee")
    with pytest.raises(Refused, match="NOT_A_CLAIMANT"):
        outsider.draft_expense_claim(title="x")


def test_a_posted_claim_is_answered_by_its_reverse(office: Office) -> None:
    hana = office.employee()
    claim = office.posted(hana, {"amount": "11000"}, {"kind": "FARE"})
    with pytest.raises(Refused, match="FORBIDDEN"):
        hana.cancel_expense_claim(claim=claim, reason="x")
    with pytest.raises(Refused, match="BEFORE_CLAIM"):
        office.erp.cancel_expense_claim(claim=claim, reason="x", on="2026-03-31")
    office.erp.cancel_expense_claim(claim=claim, reason="二重申請", on="2026-04-02")
    assert office.balances() == {}
    with pytest.raises(Refused, match="WRONG_STATE"):
        office.erp.cancel_expense_claim(claim=claim, reason="x")


BAD = [
    ({"amount": "0"}, "BAD_INPUT"),
    ({"amount": "-1"}, "BAD_INPUT"),
    ({"amount": "10.5"}, "BAD_INPUT"),
    ({"shop": " "}, "BAD_INPUT"),
    ({"shop": "あ" * 201}, "TOO_LONG"),
    ({"spent_on": "2026-04-02"}, "BAD_INPUT"),
    ({"t_number": "T123"}, "BAD_INPUT"),
    ({"kind": "FARE", "from_place": ""}, "BAD_INPUT"),
    ({"kind": "FARE", "ways": 3}, "BAD_INPUT"),
    ({"kind": "MILEAGE", "distance": "0"}, "BAD_INPUT"),
    ({"kind": "ALLOWANCE", "until": "2026-03-31"}, "BAD_INPUT"),
    ({"tax_code": "00000000-0000-0000-0000-000000000000"}, "NOT_FOUND"),
    ({"card_line": "00000000-0000-0000-0000-000000000000"}, "NOT_FOUND"),
]


def test_bad_input_is_refused_by_name_and_changes_nothing(office: Office) -> None:
    hana = office.employee()
    claim = office.claim(hana)
    with pytest.raises(Refused, match="EMPTY_CLAIM"):
        hana.submit_expense_claim(claim=claim)
    for given, code in BAD:
        with pytest.raises(Refused) as refused:
            office.line(hana, claim, **given)
        assert refused.value.code == code, (given, refused.value)
    assert office.read(hana, claim, "total lines { id }") == {"total": "0", "lines": []}
    office.line(hana, claim)
    hana.submit_expense_claim(claim=claim)
    with pytest.raises(Refused, match="WRONG_STATE"):
        office.line(hana, claim)


def test_the_database_keeps_a_submitted_claim_as_it_is(office: Office) -> None:
    hana = office.employee()
    claim = office.claim(hana, {})
    hana.submit_expense_claim(claim=claim)
    for statement in (
        "UPDATE expenses.expense_line SET amount = 5, base = 5, tax = 0 WHERE expense_claim = $1",
        "DELETE FROM expenses.expense_line WHERE expense_claim = $1",
        "UPDATE expenses.expense_claim SET total = 1 WHERE id = $1",
    ):
        with pytest.raises(Exception, match="stand"):
            office.erp.sql(statement, claim)


def test_a_claim_waits_for_its_yes_and_is_seen_by_who_is_asked(office: Office) -> None:
    """A rule of the matrix asks the boss; nobody else sees the claim, and no way leads around him."""
    hana, boss, other = office.employee("hana"), office.person("boss", "employee"), office.employee("other")
    ids = {row["login"]: str(row["id"]) for row in office.erp.sql("SELECT login, id FROM access.app_user")}
    office.erp.add_authority_rule(
        kind="expense_claim", amount_from="0", valid_from="2026-01-01",
        route=[{"step": 1, "approver": "PERSON", "person": ids["boss"]}],
    )  # fmt: skip
    claim = office.claim(hana, {"amount": "11000"})
    assert office.read(boss, claim, "number") is None
    hana.submit_expense_claim(claim=claim)
    assert office.read(boss, claim, "total") == {"total": "11000"}
    assert office.read(other, claim, "total") is None
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        office.erp.post_expense_claim(claim=claim)
    with pytest.raises(Exception, match="APPROVAL_NEEDED"):
        office.erp.sql(
            "UPDATE expenses.expense_claim SET state = 'POSTED', posted_on = '2026-04-01' WHERE id = $1",
            claim,
        )
    (case,) = office.erp.sql("SELECT id FROM approval.approval_case WHERE document = $1", claim)
    boss.decide_cases(cases=[str(case["id"])], decision="RETURN", reason="EVIDENCE_MISSING", note="領収書を")
    office.erp.deliver_events()
    assert office.read(hana, claim, "state returnReason") == {
        "state": "DRAFT", "returnReason": "領収書を"
    }  # fmt: skip
    hana.submit_expense_claim(claim=claim)
    cases = office.erp.sql(
        "SELECT id FROM approval.approval_case WHERE document = $1 AND state = 'PENDING'", claim
    )
    boss.decide_cases(cases=[str(cases[0]["id"])], decision="APPROVE")
    office.erp.post_expense_claim(claim=claim)
    hana.query("{ expenseClaims(first: 5) { totalCount } }")


def test_no_way_around_leads_to_somebody_elses_claim(office: Office) -> None:
    """Search, documents and the receipt itself ask what the claim asks."""
    hana, mori = office.employee("hana"), office.employee("mori")
    claim = office.claim(hana, title="内密の出張")
    office.line(hana, claim, receipt=hana.upload("a.png", ONE_YEN_PNG))
    ((line,),) = [office.read(hana, claim, "lines { receipt { id } }")["lines"]]
    receipt = line["receipt"]["id"]
    assert [who.fetch(receipt).status_code for who in (hana, office.erp, mori)] == [200, 200, 404]
    asked = "query($id: ID!) { history(id: $id, first: 5) { nodes { at } } }"
    assert hana.query(asked, id=claim)["history"]["nodes"]
    assert not mori.query(asked, id=claim)["history"]["nodes"]
