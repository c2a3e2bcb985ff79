"""Who ordered, received, and posts the bill, or confirmed an account and pays: asked when it happens."""

from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import House
from tests.modules.purchasing.conftest import Desk
from tests.modules.purchasing.test_bills import accepted, enter

SIDES = {
    "order_and_receipt": ("purchasing.place_purchase_order", "purchasing.receive_purchase_order"),
    "receipt_and_invoice": ("purchasing.receive_purchase_order", "purchasing.post_purchase_bill"),
    "supplier_and_payment": ("payables.confirm_supplier_account", "payables.draft_payment_run"),
}


def rule(erp: Any, code: str, mode: str) -> None:
    first, second = SIDES[code]
    erp.set_sod_rule(code=code, permission_a=first, permission_b=second, mode=mode, reason="別の人が行う")


def uses(erp: Any) -> list[str | None]:
    rows = erp.sql(
        """SELECT u.reason FROM access.duty_use u JOIN access.sod_rule r ON r.id = u.rule
           WHERE r.code = ANY($1::text[]) ORDER BY u.id""",
        list(SIDES),
    )
    return [row["reason"] for row in rows]


def test_who_ordered_does_not_receive_where_the_rule_says_so(desk: Desk) -> None:
    rule(desk.erp, "order_and_receipt", "REFUSE")
    order = desk.order(desk.supplier(), {"product": desk.goods(), "quantity": "10", "unit_price": "600"})
    with pytest.raises(Refused, match="SAME_PERSON"):
        desk.erp.receive_purchase_order(order=order)
    rule(desk.erp, "order_and_receipt", "REVIEW")
    with pytest.raises(Refused, match="COMBINED_DUTY"):
        desk.erp.receive_purchase_order(order=order)
    assert desk.lines(order)[0]["received"] == "0"
    desk.erp.receive_purchase_order(order=order, reason="一人の日")

    rule(desk.erp, "order_and_receipt", "REFUSE")
    other = desk.order(
        desk.supplier("別の仕入先"), {"product": desk.goods(), "quantity": "1", "unit_price": "6"}
    )
    desk.other.receive_purchase_order(order=other)
    assert uses(desk.erp) == ["一人の日"]


def test_who_received_does_not_post_the_bill_where_the_rule_says_so(desk: Desk) -> None:
    rule(desk.erp, "order_and_receipt", "OFF")
    _, line = accepted(desk)
    rule(desk.erp, "receipt_and_invoice", "REFUSE")
    bill = enter(desk, line, "10")["id"]
    with pytest.raises(Refused, match="SAME_PERSON"):
        desk.erp.post_purchase_bill(bill=bill)

    assert desk.other.post_purchase_bill("state", bill=bill) == "POSTED"
    assert uses(desk.erp) == []


def test_who_confirmed_an_account_does_not_propose_to_pay_there_where_the_rule_says_so(erp: Any) -> None:
    house = House(erp)
    supplier = house.payee()
    house.posted(supplier)
    rule(erp, "supplier_and_payment", "REFUSE")
    run = house.run()
    with pytest.raises(Refused, match="SAME_PERSON"):
        house.other.propose_payment_run(run=run)
    rule(erp, "supplier_and_payment", "REVIEW")
    with pytest.raises(Refused, match="COMBINED_DUTY"):
        house.other.propose_payment_run(run=run)
    assert house.other.propose_payment_run("state", run=run, reason="月末で一人") == "PROPOSED"
    house.other.withdraw_payment_run(run=run)
    assert house.erp.propose_payment_run("state", run=run) == "PROPOSED"
    assert uses(erp) == ["月末で一人"]
