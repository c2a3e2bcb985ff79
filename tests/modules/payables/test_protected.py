"""What the law wants for protected suppliers and freelancers: terms in writing, interest when paid late."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import Desk, House

TERMS: dict[str, Any] = {
    "ordered_on": "2026-04-01",
    "content": "部品A 100個の加工",
    "deliver_on": "2026-04-30",
    "deliver_to": "本社倉庫",
    "amount": "100000",
    "pay_on": "2026-06-26",
    "given_on": "2026-04-01",
}


def test_terms_are_taken_with_all_their_items_and_kept_two_years(desk: Desk) -> None:
    maker = desk.supplier()
    desk.erp.set_supplier_terms(supplier=maker, is_freelancer=True)
    made = desk.erp.give_written_terms(
        "number keptUntil negotiation",
        supplier=maker,
        negotiated_on="2026-03-25",
        negotiation="材料費の上昇分 5% を単価に反映",
        **TERMS,
    )
    assert (made["number"], made["keptUntil"]) == ("WT-2026-000001", "2028-04-01")
    with pytest.raises(Refused) as no:
        desk.erp.give_written_terms(supplier=maker, **(TERMS | {"content": " ", "amount": None}))
    assert (no.value.code, no.value.facts["missing"]) == ("WRITTEN_TERMS_INCOMPLETE", ["CONTENT", "AMOUNT"])
    assert desk.erp.give_written_terms(
        supplier=maker, **(TERMS | {"amount": None, "how_reckoned": "作業時間 × 3,000円"})
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"pay_on": "2026-07-31"}, "PAID_TOO_LATE"),
        ({"deliver_on": "2026-03-31"}, "BEFORE_ORDER"),
        ({"given_on": "2099-01-01"}, "IN_THE_FUTURE"),
        ({"negotiation": "電話で"}, "DAY_AND_WORDS"),
        ({"amount": "-1"}, "NEGATIVE"),
        ({"currency": "YEN"}, "UNKNOWN_CURRENCY"),
    ],
)
def test_terms_the_law_does_not_allow_are_refused(desk: Desk, given: dict[str, str], code: str) -> None:
    maker = desk.supplier()
    desk.erp.set_supplier_terms(supplier=maker, is_covered=True)
    with pytest.raises(Refused, match=code):
        desk.erp.give_written_terms(supplier=maker, **(TERMS | given))
    assert desk.count("payables.written_terms") == 0


def test_a_freelancer_is_paid_within_sixty_days_and_late_interest_is_told(desk: Desk) -> None:
    """14.6 % a year of 55,000 yen is 22 yen a day."""
    maker = desk.supplier()
    desk.erp.set_supplier_terms(supplier=maker, is_freelancer=True)
    invoice = desk.posted(maker, due_on="2026-05-29")
    asked = "query($id: ID!) { supplierInvoice(id: $id) { payBy lateInterest } today: me { id } }"
    found = desk.erp.query(asked.replace(" today: me { id }", ""), id=invoice)["supplierInvoice"]
    assert found["payBy"] == "2026-05-31"
    (told,) = desk.erp.sql(
        """SELECT trunc(55000 * masterdata.statutory_value('LATE_INTEREST', DATE '2026-07-01')
                        * (DATE '2026-07-01' - DATE '2026-05-31') / 36500)::int AS interest"""
    )
    assert told["interest"] == 682


def test_a_credit_is_taken_off_its_invoice_again_after_the_payment_came_back(house: House) -> None:
    supplier = house.payee()
    invoice = house.posted(supplier)
    credit = house.posted(
        supplier, house.line("10000"), kind="CREDIT_NOTE", credits=invoice, supplier_number="R-1"
    )
    run = house.approved()
    house.erp.post_payment_run(run=run)
    (payment,) = house.erp.sql("SELECT id FROM payables.payment")
    house.erp.return_payment(payment=str(payment["id"]), reason="口座相違", on="2026-06-01")
    assert house.settlement(invoice) == ("PARTLY_PAID", "44000")

    with pytest.raises(Refused, match="EMPTY"):
        house.erp.undo_supplier_credit(credit_note=credit, reason=" ")
    house.erp.undo_supplier_credit(credit_note=credit, reason="組戻しのため", on="2026-06-01")
    assert (house.settlement(invoice), house.settlement(credit)) == (("OPEN", "55000"), ("OPEN", "11000"))
    assert house.owed("2026-06-30") == 44000
    with pytest.raises(Refused, match="NOTHING_SET_AGAINST"):
        house.erp.undo_supplier_credit(credit_note=credit, reason="もう一度", on="2026-06-01")
    with pytest.raises(Refused, match="NOT_FOUND"):
        house.erp.undo_supplier_credit(credit_note=invoice, reason="誤り")
    house.erp.match_supplier_credit(credit_note=credit, matches=[{"invoice": invoice}], on="2026-06-02")
    assert house.settlement(invoice) == ("PARTLY_PAID", "44000")


def test_a_cancelled_credit_is_not_opened_by_undoing(house: House) -> None:
    supplier = house.payee()
    invoice = house.posted(supplier)
    credit = house.posted(
        supplier, house.line("10000"), kind="CREDIT_NOTE", credits=invoice, supplier_number="R-1"
    )
    house.erp.cancel_supplier_invoice(invoice=credit, reason="誤り", on="2026-04-02")
    with pytest.raises(Refused, match="NOT_FOUND"):
        house.erp.undo_supplier_credit(credit_note=credit, reason="誤り", on="2026-04-02")
