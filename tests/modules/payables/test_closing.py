"""What stands in the way of a close, which days are locked, and which duties stay apart."""

import asyncio

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import House

CHECKS = "query($until: Date!) { closingChecks(until: $until) { check count blocks } }"
OURS = {
    "SUPPLIER_INVOICES_NOT_POSTED",
    "SUPPLIERS_NOT_VERIFIED",
    "PAYMENT_RUNS_NOT_POSTED",
    "PROTECTED_SUPPLIERS_LATE",
    "PAYABLES_DIFFER_FROM_LEDGER",
}


def counts(house: House, until: str) -> dict[str, int]:
    """Our checks with something still to be done."""
    rows = house.erp.query(CHECKS, until=until)["closingChecks"]
    assert {row["check"] for row in rows} >= OURS
    return {row["check"]: row["count"] for row in rows if row["check"] in OURS and row["count"]}


def test_each_check_counts_what_is_to_be_done_and_nothing_else(house: House) -> None:
    supplier = house.payee(is_covered=True)
    draft = house.draft(supplier)
    assert counts(house, "2026-04-30") == {"SUPPLIER_INVOICES_NOT_POSTED": 1}
    assert counts(house, "2026-03-31") == {}
    house.erp.post_supplier_invoice(invoice=draft)
    assert counts(house, "2026-04-30") == {"SUPPLIERS_NOT_VERIFIED": 1}
    house.erp.record_registration_check(party=supplier, valid_from="2023-10-01")
    house.erp.recheck_supplier_invoice(invoice=draft)
    assert counts(house, "2026-04-30") == {}
    assert counts(house, "2026-06-30") == {"PROTECTED_SUPPLIERS_LATE": 1}
    run = house.approved()
    assert counts(house, "2026-05-31") == {"PAYMENT_RUNS_NOT_POSTED": 1, "PROTECTED_SUPPLIERS_LATE": 1}
    house.erp.post_payment_run(run=run)
    assert counts(house, "2026-06-30") == {}


def test_an_entry_by_hand_in_the_payable_account_is_told(house: House) -> None:
    sides = [("5120", "DEBIT"), ("2120", "CREDIT")]
    lines = [
        {"account": house.accounts[code], "side": side, "amount": "100", "party": house.supplier()}
        for code, side in sides
    ]
    house.erp.post_entry(on="2026-04-10", description="手入力", lines=lines)
    assert counts(house, "2026-04-30") == {"PAYABLES_DIFFER_FROM_LEDGER": 1}


def test_a_locked_day_takes_no_invoice_and_no_payment_but_drafts(house: House) -> None:
    supplier = house.payee()
    early, posted = house.draft(supplier, invoiced_on="2026-04-02"), house.posted(supplier)
    house.erp.lock_area(area="PURCHASING", through="2026-04-15")
    house.erp.lock_area(area="CASH", through="2026-04-15")
    house.draft(supplier, invoiced_on="2026-04-03")
    pay = {"supplier": supplier, "invoices": [{"invoice": posted}]}
    for verb, given in (
        (house.erp.post_supplier_invoice, {"invoice": early}),
        (house.erp.cancel_supplier_invoice, {"invoice": posted, "reason": "誤り", "on": "2026-04-15"}),
        (house.erp.record_payment, pay | {"paid_on": "2026-04-10"}),
    ):
        with pytest.raises(Refused) as refusal:
            verb(**given)
        assert refusal.value.code == "AREA_LOCKED"
    house.erp.record_payment(**pay | {"paid_on": "2026-04-16"})
    assert house.settlement(posted) == ("PAID", "0")


def test_the_duties_that_came_with_payables_reach_houses_that_are_there(house: House) -> None:
    from erp.kernel.seeding import seed
    from tests.server import background

    codes = ("supplier_invoice_and_payment", "supplier_and_payment")
    house.erp.sql("DELETE FROM access.sod_rule WHERE code = 'supplier_and_payment'")
    house.erp.sql("UPDATE access.sod_rule SET mode = 'OFF' WHERE code = 'supplier_invoice_and_payment'")
    background().run(asyncio.wait_for(seed(house.erp.running.database, demo=False), 60))
    rows = house.erp.sql("SELECT code, mode FROM access.sod_rule WHERE code = ANY($1) ORDER BY code", codes)
    assert [tuple(row.values()) for row in rows] == [
        ("supplier_and_payment", "WARN"),
        ("supplier_invoice_and_payment", "OFF"),
    ]
