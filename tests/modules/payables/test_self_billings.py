"""Statements we write for suppliers: what they must say, whose word makes them count, and their end."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from modules.payables.printing import render_self_billings
from modules.payables.rules.self_billing import missing_items
from tests.facade import Erp, Refused
from tests.modules.payables.conftest import REGISTERED, Desk, House
from tests.server import background

COMPLETE: dict[str, Any] = {
    "maker": {"name": "アクメ商事株式会社"},
    "seller": {"name": "株式会社富士見製紙", "t_number": REGISTERED},
    "is_registered": True,
    "supplied_from": "2026-03-01",
    "supplied_to": "2026-03-31",
    "lines": [{"description": "用紙"}],
    "taxes": [{"rate": "10", "base": "50000", "tax": "5000"}],
}
SHOWN = "query($id: ID!) { selfBilling(id: $id) { number state answeredBy channel silentFrom } }"


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"maker": {"name": " "}}, ["MAKER_NAME"]),
        ({"seller": {"name": "", "t_number": REGISTERED}}, ["SELLER_NAME"]),
        ({"seller": {"name": "山の工房", "t_number": None}}, ["SELLER_T_NUMBER"]),
        ({"seller": {"name": "山の工房", "t_number": None}, "is_registered": False}, []),
        ({"supplied_to": None}, ["SUPPLIED_ON"]),
        ({"lines": []}, ["DESCRIPTION"]),
        ({"lines": [{"description": "用紙"}, {"description": ""}]}, ["DESCRIPTION"]),
        ({"taxes": []}, ["AMOUNT_BY_RATE"]),
        ({"taxes": [{"rate": "10", "base": None, "tax": "1"}]}, ["AMOUNT_BY_RATE"]),
        ({"taxes": [{"rate": None, "base": "10", "tax": "1"}]}, ["TAX_BY_RATE"]),
        ({"taxes": [{"rate": "10", "base": "10", "tax": None}]}, ["TAX_BY_RATE"]),
    ],
)
def test_every_item_the_law_asks_for_is_missed_by_name(change: dict[str, Any], missing: list[str]) -> None:
    assert missing_items(COMPLETE | change) == missing


def written(desk: Desk, *, days: int | None = None, selection: str = "id", **given: Any) -> Any:
    """A posted purchase without the supplier's paper, and our statement of it."""
    supplier = desk.supplier()
    if days is not None:
        desk.erp.set_supplier_terms(supplier=supplier, no_objection_days=days)
    invoice = desk.posted(supplier, supplier_number=None, is_self_billed=True)
    return desk.erp.issue_self_billing(selection, invoice=invoice, **given)


def refused(verb: Any, **given: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        verb(**given)
    return refusal.value


def test_our_number_is_the_suppliers_number(desk: Desk) -> None:
    found = written(
        desk,
        supplied_from="2026-03-01",
        supplied_to="2026-03-31",
        selection="number state total makerName sellerName sellerNumber suppliedFrom supplierInvoice"
        " { supplierNumber isSelfBilled deductibleTax }",
    )
    maker = found.pop("makerName")
    assert maker
    assert found == {
        "number": "SB-2026-000001",
        "state": "ISSUED",
        "total": "55000",
        "sellerName": "株式会社富士見製紙",
        "sellerNumber": REGISTERED,
        "suppliedFrom": "2026-03-01",
        "supplierInvoice": {
            "supplierNumber": "SB-2026-000001",
            "isSelfBilled": True,
            "deductibleTax": "5000",
        },
    }


def test_a_draft_takes_its_statement_and_stands_still_with_it(desk: Desk) -> None:
    draft = desk.draft(desk.supplier(), supplier_number=None, is_self_billed=True)
    desk.erp.issue_self_billing(invoice=draft)
    change = {"invoice": draft, "invoiced_on": "2026-04-01", "lines": [desk.line("1")]}
    assert refused(desk.erp.change_supplier_invoice, **change).code == "SELF_BILLING_THERE"
    assert refused(desk.erp.issue_self_billing, invoice=draft).facts == {"number": "SB-2026-000001"}
    assert desk.erp.post_supplier_invoice("state", invoice=draft) == "POSTED"


def test_what_is_missing_or_not_ours_to_write_is_refused(desk: Desk) -> None:
    seller = desk.supplier()
    nameless = desk.draft(
        seller, desk.line() | {"description": ""}, supplier_number=None, is_self_billed=True
    )
    wrong = refused(desk.erp.issue_self_billing, invoice=nameless)
    assert (wrong.code, wrong.facts["missing"]) == ("SELF_BILLING_INCOMPLETE", ["DESCRIPTION"])
    theirs = desk.posted(seller)
    assert refused(desk.erp.issue_self_billing, invoice=theirs).code == "SUPPLIER_SENT_PAPER"
    fine = desk.draft(seller, supplier_number=None, is_self_billed=True)
    days = {"supplied_from": "2026-04-02", "supplied_to": "2026-04-01"}
    assert refused(desk.erp.issue_self_billing, invoice=fine, **days).field == "suppliedTo"
    back = desk.draft(seller, kind="CREDIT_NOTE", supplier_number="R-1")
    assert refused(desk.erp.issue_self_billing, invoice=back).code == "SUPPLIER_SENT_PAPER"
    assert refused(desk.erp.issue_self_billing, invoice=seller).code == "NOT_FOUND"
    assert refused(desk.draft, supplier=seller, is_self_billed=True).field == "supplierNumber"
    assert refused(desk.erp.set_supplier_terms, supplier=seller, no_objection_days=0).code == "BAD_INPUT"
    assert desk.count("payables.self_billing") == 0


def test_a_seller_without_registration_states_no_number(desk: Desk) -> None:
    workshop = desk.supplier("山の工房", registered=False)
    invoice = desk.posted(workshop, supplier_number=None, is_self_billed=True)
    assert desk.erp.issue_self_billing("sellerNumber", invoice=invoice) is None


def test_the_suppliers_word_is_kept_once(desk: Desk) -> None:
    statement = written(desk)
    word = {"self_billing": statement, "answered_by": "田中様", "channel": "MAIL"}
    tries = [
        ({"answered_by": " "}, "answeredBy"),
        ({"answered_on": "2026-03-31"}, "answeredOn"),
        ({"answered_on": "2027-01-01"}, "answeredOn"),
    ]
    for given, field in tries:
        assert refused(desk.erp.confirm_self_billing, **word | given).field == field
    found = desk.erp.confirm_self_billing("state answeredOn answeredBy channel", **word)
    assert found == {
        "state": "CONFIRMED",
        "answeredOn": "2026-04-01",
        "answeredBy": "田中様",
        "channel": "MAIL",
    }
    assert refused(desk.erp.confirm_self_billing, **word).code == "WRONG_STATE"
    no = {"self_billing": statement, "answered_by": "田中様", "reason": "数量"}
    assert refused(desk.erp.dispute_self_billing, **no).code == "WRONG_STATE"


@pytest.mark.parametrize(
    ("days", "issued_on", "state"),
    [(7, "2026-03-24", "UNOPPOSED"), (7, "2026-03-25", "ISSUED"), (None, "2026-03-01", "ISSUED")],
)
def test_silence_counts_after_the_days_agreed_on(
    desk: Desk, days: int | None, issued_on: str, state: str
) -> None:
    statement = written(desk, days=days, on=issued_on)
    assert desk.erp.query(SHOWN, id=statement)["selfBilling"]["state"] == state
    no = {"self_billing": statement, "answered_by": "田中様", "reason": "数量が違う"}
    if state == "UNOPPOSED":
        assert refused(desk.erp.dispute_self_billing, **no).code == "WRONG_STATE"
    else:
        assert desk.erp.dispute_self_billing("state", **no) == "DISPUTED"
    listed = desk.erp.query("query { selfBillings(state: [UNOPPOSED]) { totalCount } }")["selfBillings"]
    assert listed["totalCount"] == (1 if state == "UNOPPOSED" else 0)


def test_a_disputed_one_ends_with_its_invoice(desk: Desk) -> None:
    draft = desk.draft(desk.supplier(), supplier_number=None, is_self_billed=True)
    statement = desk.erp.issue_self_billing(invoice=draft)
    desk.erp.dispute_self_billing(self_billing=statement, answered_by="田中様", reason="数量が違う")
    assert refused(desk.erp.post_supplier_invoice, invoice=draft).code == "SELF_BILLING_DISPUTED"
    desk.erp.cancel_supplier_invoice(invoice=draft, reason="異議あり")
    assert desk.erp.query(SHOWN, id=statement)["selfBilling"]["state"] == "CANCELLED"
    assert refused(desk.erp.issue_self_billing, invoice=draft).code == "WRONG_STATE"


def test_the_paper_is_made_once_and_is_evidence(desk: Desk) -> None:
    statement = written(desk, days=7)
    database = desk.erp.running.database
    assert background().run(render_self_billings(database)) == 1
    assert background().run(render_self_billings(database)) == 0
    desk.erp.deliver_events()
    found = desk.erp.query("query($id: ID!) { selfBilling(id: $id) { pdf { id name } } }", id=statement)
    assert found["selfBilling"]["pdf"]["name"] == "仕入明細書-SB-2026-000001.pdf"
    content = desk.erp.fetch(found["selfBilling"]["pdf"]["id"]).content
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    for said in ("仕入明細書", "株式会社富士見製紙", REGISTERED, "10%対象", "¥55,000", "7日以内"):
        assert said in text, said
    assert desk.count("evidence.evidence_link") == 2


def test_a_statement_nobody_agreed_to_is_told_before_the_close(house: House) -> None:
    def told(until: str) -> int:
        rows = house.erp.query(
            "query($until: Date!) { closingChecks(until: $until) { check count blocks } }", until=until
        )["closingChecks"]
        (row,) = [each for each in rows if each["check"] == "SELF_BILLING_UNCONFIRMED"]
        assert row["blocks"] is False
        return row["count"]

    statement = written(house, days=20)
    assert (told("2026-03-31"), told("2026-04-20"), told("2026-04-30")) == (0, 1, 0)
    house.erp.confirm_self_billing(self_billing=statement, answered_by="田中様", channel="FAX")
    assert told("2026-04-20") == 0


def test_a_locked_day_takes_no_statement(desk: Desk) -> None:
    invoice = desk.posted(desk.supplier(), supplier_number=None, is_self_billed=True)
    desk.erp.lock_area(area="PURCHASING", through="2026-04-15")
    assert refused(desk.erp.issue_self_billing, invoice=invoice, on="2026-04-15").code == "AREA_LOCKED"
    desk.erp.issue_self_billing(invoice=invoice, on="2026-04-16")


def test_what_was_issued_stands_still_for_every_writer(desk: Desk) -> None:
    statement = written(desk)
    desk.erp.confirm_self_billing(self_billing=statement, answered_by="田中様", channel="MAIL")
    for change in ("total = 1", "said = '{}'", "state = 'ISSUED'", "answered_by = '他の人'"):
        with pytest.raises(Exception, match="SELF_BILLING_ISSUED"):
            desk.erp.sql(f"UPDATE payables.self_billing SET {change}")


def test_who_sells_writes_and_confirms_none(desk: Desk) -> None:
    statement = written(desk)
    sales: Erp = desk.erp.as_user("hanako", ["sales"])
    word = {"self_billing": statement, "answered_by": "田中様"}
    assert refused(sales.issue_self_billing, invoice=statement).code == "FORBIDDEN"
    assert refused(sales.confirm_self_billing, **word, channel="MAIL").code == "FORBIDDEN"
    assert refused(sales.dispute_self_billing, **word, reason="x").code == "FORBIDDEN"


def creditable(desk: Desk) -> dict[str, str]:
    """What the summary of the tax lets us deduct, by share."""
    rows = desk.erp.query(
        """query { consumptionTaxSummary(from: "2026-04-01", to: "2027-03-31") {
            side creditableShare tax creditable } }"""
    )["consumptionTaxSummary"]
    return {row["creditableShare"]: row["creditable"] for row in rows if row["side"] == "PURCHASE"}


def test_its_tax_counts_only_once_the_supplier_has_confirmed(desk: Desk) -> None:
    seller = desk.supplier()
    invoice = desk.posted(seller, supplier_number=None, is_self_billed=True)
    assert desk.balances() == {"5120": "50000", "1465": "5000", "2120": "-55000"}
    assert creditable(desk) == {"0": "0"}
    statement = desk.erp.issue_self_billing(invoice=invoice)
    assert desk.balances()["1465"] == "5000"

    desk.erp.confirm_self_billing(self_billing=statement, answered_by="田中様", channel="MAIL")
    assert desk.balances() == {"5120": "50000", "1460": "5000", "2120": "-55000"}
    assert {share: each for share, each in creditable(desk).items() if each != "0"} == {"100": "5000"}
    asked = "query($id: ID!) { supplierInvoice(id: $id) { taxWaits deductibleTax } }"
    assert desk.erp.query(asked, id=invoice)["supplierInvoice"] == {
        "taxWaits": False,
        "deductibleTax": "5000",
    }

    desk.erp.cancel_supplier_invoice(invoice=invoice, reason="二重", on="2026-04-30")
    assert desk.balances() == {}
    assert set(creditable(desk).values()) <= {"0"}


def test_what_nobody_objected_to_counts_after_the_days_agreed_on(desk: Desk) -> None:
    from modules.payables.agreeing import count_silent
    from tests.server import background

    seller = desk.supplier()
    desk.erp.set_supplier_terms(supplier=seller, no_objection_days=7)
    waiting = desk.posted(seller, supplier_number=None, is_self_billed=True)
    desk.erp.issue_self_billing(invoice=waiting)
    late = desk.draft(seller, supplier_number=None, is_self_billed=True)
    desk.erp.issue_self_billing(
        invoice=late, on="2026-03-01", supplied_from="2026-03-01", supplied_to="2026-03-01"
    )
    # The days of the second one are over before it is posted: there is nothing to wait for.
    desk.erp.post_supplier_invoice(invoice=late)
    assert (desk.balances()["1465"], desk.balances()["1460"]) == ("5000", "5000")
    assert background().run(count_silent(desk.erp.running.database)) == 0
    desk.erp.sql(
        """ALTER TABLE payables.self_billing DISABLE TRIGGER USER;""",
    )
    desk.erp.sql(
        "UPDATE payables.self_billing SET silent_from = '2026-01-01' WHERE supplier_invoice = $1::uuid",
        waiting,
    )
    desk.erp.sql("ALTER TABLE payables.self_billing ENABLE TRIGGER USER")
    assert background().run(count_silent(desk.erp.running.database)) == 1
    assert desk.balances()["1460"] == "10000"
    assert background().run(count_silent(desk.erp.running.database)) == 0


def test_a_return_of_a_self_billed_purchase_has_a_statement_of_its_own(desk: Desk) -> None:
    seller = desk.supplier()
    invoice = desk.posted(seller, supplier_number=None, is_self_billed=True)
    purchase = desk.erp.issue_self_billing(invoice=invoice)
    desk.erp.confirm_self_billing(self_billing=purchase, answered_by="田中様", channel="MAIL")
    back = desk.posted(
        seller,
        desk.line("10000"),
        kind="CREDIT_NOTE",
        supplier_number=None,
        is_self_billed=True,
        credits=invoice,
    )
    statement = desk.erp.issue_self_billing("id total", invoice=back)
    assert statement["total"] == "11000"
    (said,) = desk.erp.sql(
        """SELECT said->>'kind' AS kind, said->'credits'->>'number' AS of
           FROM payables.self_billing ORDER BY id DESC LIMIT 1"""
    )
    assert said["kind"] == "CREDIT_NOTE"
    assert said["of"].startswith("SB-")
    # What comes back waits for his word as what was bought did.
    assert desk.balances()["1465"] == "-1000"
    desk.erp.confirm_self_billing(self_billing=statement["id"], answered_by="田中様", channel="MAIL")
    assert (desk.balances()["1460"], "1465" in desk.balances()) == ("4000", False)
