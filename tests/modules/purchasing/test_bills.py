"""Three-way match: order, accepted goods, bill; what is outside waits for a second person."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from tests.facade import Refused
from tests.modules.purchasing.conftest import Desk

WHO = "株式会社富士見製紙"


def accepted(desk: Desk, quantity: str = "10", price: str = "600", **line: str) -> tuple[str, str]:
    """An order that has come in full, and its line."""
    supplier = desk.supplier()
    order = desk.order(
        supplier,
        {"product": line.pop("product", None) or desk.goods(), "quantity": quantity, "unit_price": price},
    )
    desk.erp.receive_purchase_order(order=order)
    return order, desk.lines(order)[0]["id"]


def enter(
    desk: Desk, line: str, quantity: str, price: str | None = None, number: str = "F-1", **given: object
):
    billed = {"line": line, "quantity": quantity} | ({"unit_price": price} if price else {})
    return desk.erp.enter_purchase_bill(
        "id state findings difference lines { finding openQuantity }",
        lines=[billed],
        invoiced_on="2026-04-01",
        supplier_number=number,
        **given,
    )


def balances(desk: Desk) -> dict[str, Decimal]:
    rows = desk.erp.query('{ trialBalance(asOf: "2027-03-31") { accountCode debit credit } }')["trialBalance"]
    found = {row["accountCode"]: Decimal(row["debit"]) - Decimal(row["credit"]) for row in rows}
    return {code: net for code, net in found.items() if net}


def test_a_bill_that_fits_is_owed_and_clears_what_waited(desk: Desk) -> None:
    order, line = accepted(desk)
    bill = enter(desk, line, "10")
    assert (bill["state"], bill["findings"]) == ("MATCHED", 0)
    assert desk.waiting() == {WHO: "6000"}

    posted = desk.erp.post_purchase_bill("state supplierInvoice { state openAmount }", bill=bill["id"])
    assert posted == {"state": "POSTED", "supplierInvoice": {"state": "POSTED", "openAmount": "6600"}}
    assert desk.waiting() == desk.accrued() == {}
    assert balances(desk) == {"1310": 6000, "1460": 600, "2120": -6600}
    (counts,) = desk.lines(order)
    assert (counts["billed"], counts["unbilled"]) == ("10", "0")


@pytest.mark.parametrize(
    ("quantity", "price", "state", "finding"),
    [
        ("10", "600", "MATCHED", "NONE"),
        ("10", "618", "MATCHED", "NONE"),
        ("10", "619", "EXCEPTION", "PRICE"),
        ("10", "581", "EXCEPTION", "PRICE"),
        ("11", "600", "EXCEPTION", "QUANTITY"),
        ("11", "700", "EXCEPTION", "BOTH"),
        ("4", "610", "MATCHED", "NONE"),
    ],
)
def test_three_per_cent_and_not_more_than_was_accepted(
    desk: Desk, quantity: str, price: str, state: str, finding: str
) -> None:
    desk.erp.set_purchase_tolerance(valid_from="2026-04-01", price_share="3")
    _, line = accepted(desk)
    bill = enter(desk, line, quantity, price)
    assert (bill["state"], bill["lines"][0]["finding"]) == (state, finding)


def test_what_is_outside_is_released_by_somebody_else_with_a_reason(desk: Desk) -> None:
    _, line = accepted(desk)
    bill = enter(desk, line, "10", "650")["id"]
    with pytest.raises(Refused, match="BILL_OUTSIDE"):
        desk.erp.post_purchase_bill(bill=bill)
    with pytest.raises(Refused, match="RELEASED_BY_ENTERER"):
        desk.erp.release_purchase_bill(bill=bill, reason="値上げを了承")
    with pytest.raises(Refused, match="REQUIRED"):
        desk.other.release_purchase_bill(bill=bill, reason=" ")
    assert desk.waiting() == {WHO: "6000"}

    assert desk.other.release_purchase_bill("state", bill=bill, reason="値上げを了承") == "RELEASED"
    desk.erp.post_purchase_bill(bill=bill)
    # All of the goods are there, so all of the difference is in stock.
    assert balances(desk) == {"1310": 6500, "1460": 650, "2120": -7150}
    assert desk.waiting() == desk.accrued() == {}


def test_the_invoice_of_a_bill_is_posted_and_taken_back_only_here(desk: Desk) -> None:
    order, line = accepted(desk)
    bill = desk.erp.enter_purchase_bill(
        "id supplierInvoice { id }",
        lines=[{"line": line, "quantity": "10", "unit_price": "600"}],
        invoiced_on="2026-04-01",
        supplier_number="F-1",
    )
    invoice = bill["supplierInvoice"]["id"]
    with pytest.raises(Refused, match="KEPT_BY_PURCHASING"):
        desk.erp.post_supplier_invoice(invoice=invoice)
    desk.erp.post_purchase_bill(bill=bill["id"])
    with pytest.raises(Refused, match="KEPT_BY_PURCHASING"):
        desk.erp.cancel_supplier_invoice(invoice=invoice, reason="x")
    assert desk.erp.cancel_purchase_bill("state", bill=bill["id"], reason="二重") == "CANCELLED"
    assert desk.waiting() == desk.accrued() == {WHO: "6000"}
    assert desk.lines(order)[0]["unbilled"] == "10"
    assert enter(desk, line, "10", number="F-1")["state"] == "MATCHED"


def test_two_bills_for_one_delivery_never_both_fit(desk: Desk) -> None:
    _, line = accepted(desk)

    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(lambda turn: enter(desk, line, "10", number=f"F-{turn}")["state"], range(4)))
    assert sorted(states) == ["EXCEPTION", "EXCEPTION", "EXCEPTION", "MATCHED"]


def test_a_service_that_costs_more_costs_its_account_more(desk: Desk) -> None:
    supplier = desk.supplier(account=desk.accounts["6370"])
    order = desk.order(supplier, {"product": desk.service(), "quantity": "1", "unit_price": "30000"})
    desk.erp.receive_purchase_order(order=order)
    bill = enter(desk, desk.lines(order)[0]["id"], "1", "31000")["id"]
    desk.other.release_purchase_bill(bill=bill, reason="追加作業")
    desk.erp.post_purchase_bill(bill=bill)
    assert balances(desk) == {"6370": 31000, "1460": 3100, "2120": -34100}
    assert desk.waiting() == desk.accrued() == {}


def test_one_bill_for_the_orders_of_two_suppliers_is_refused(desk: Desk) -> None:
    _, first = accepted(desk)
    other = desk.order(desk.supplier("別の店"), {"product": desk.goods(), "quantity": "1", "unit_price": "1"})
    desk.erp.receive_purchase_order(order=other)
    lines = [{"line": each, "quantity": "1"} for each in (first, desk.lines(other)[0]["id"])]
    with pytest.raises(Refused, match="ORDER_OF_OTHER"):
        desk.erp.enter_purchase_bill(lines=lines, invoiced_on="2026-04-01", supplier_number="F-1")
    assert desk.erp.sql("SELECT 1 FROM payables.supplier_invoice") == []


def test_goods_that_go_back_unbilled_are_not_waited_for(desk: Desk) -> None:
    order, line = accepted(desk)
    receipt = desk.erp.query(
        "query($id: ID!) { purchaseOrder(id: $id) { receipts { id lines { id } } } }", id=order
    )
    (receipt,) = receipt["purchaseOrder"]["receipts"]
    back = {"line": receipt["lines"][0]["id"], "quantity": "4"}
    found = desk.erp.return_purchase(
        "lines { value creditExpected }", receipt=receipt["id"], lines=[back], reason="汚れ"
    )
    assert found == [{"value": "2400", "creditExpected": "0"}]
    assert desk.waiting() == desk.accrued() == {WHO: "3600"}
    with pytest.raises(Refused, match="OVER_RETURN"):
        desk.erp.return_purchase(receipt=receipt["id"], lines=[back | {"quantity": "7"}], reason="汚れ")
    assert enter(desk, line, "6")["state"] == "MATCHED"
    assert enter(desk, line, "1", number="F-2")["lines"][0]["finding"] == "QUANTITY"


def test_of_billed_goods_that_go_back_a_credit_is_expected_and_cleared(desk: Desk) -> None:
    order, line = accepted(desk)
    desk.erp.post_purchase_bill(bill=enter(desk, line, "10")["id"])
    receipt = desk.erp.query(
        "query($id: ID!) { purchaseOrder(id: $id) { receipts { id lines { id } } } }", id=order
    )
    (receipt,) = receipt["purchaseOrder"]["receipts"]
    back = {"line": receipt["lines"][0]["id"], "quantity": "4"}
    found = desk.erp.return_purchase(
        "lines { value creditExpected }", receipt=receipt["id"], lines=[back], reason="汚れ"
    )
    assert found == [{"value": "2400", "creditExpected": "4"}]
    assert desk.waiting() == desk.accrued() == {WHO: "-2400"}
    asked = 'query { receivedNotBilledLines(asOf: "2026-04-01") { waitingQuantity waitsForCredit } }'
    assert desk.erp.query(asked)["receivedNotBilledLines"] == [
        {"waitingQuantity": "-4", "waitsForCredit": True}
    ]

    credit = desk.erp.enter_purchase_credit(
        "id state",
        lines=[{"line": line, "quantity": "4"}],
        invoiced_on="2026-04-01",
        supplier_number="K-1",
    )
    assert credit["state"] == "MATCHED"
    desk.erp.post_purchase_bill(bill=credit["id"])
    assert desk.waiting() == desk.accrued() == {}
    assert balances(desk) == {"1310": 3600, "1460": 360, "2120": -3960}


def test_the_report_is_the_account_of_each_supplier_on_each_day(desk: Desk) -> None:
    supplier, tea = desk.supplier(), desk.goods()
    order = desk.order(supplier, {"product": tea, "quantity": "10", "unit_price": "600"})
    line = desk.lines(order)[0]["id"]
    desk.erp.receive_purchase_order(order=order, on="2026-04-02", lines=[{"line": line, "quantity": "6"}])
    desk.erp.receive_purchase_order(order=order, on="2026-04-10", lines=[{"line": line, "quantity": "4"}])
    desk.erp.receive_stock(
        reason="PURCHASE", supplier=supplier, lines=[{"product": tea, "quantity": "1", "unit_cost": "50"}]
    )
    bill = enter(desk, line, "6", booked_on="2026-04-05", supplied_on="2026-04-02")["id"]
    desk.erp.post_purchase_bill(bill=bill)

    asked = """query($on: Date!) { receivedNotBilled(asOf: $on) {
        acceptedAmount billedAmount waitingAmount otherAmount ledgerBalance } }"""
    found = {
        day: [list(row.values()) for row in desk.erp.query(asked, on=f"2026-04-{day}")["receivedNotBilled"]]
        for day in ("01", "02", "05", "10")
    }
    assert found == {
        "01": [["0", "0", "0", "50", "50"]],
        "02": [["3600", "0", "3600", "50", "3650"]],
        "05": [["3600", "3600", "0", "50", "50"]],
        "10": [["6000", "3600", "2400", "50", "2450"]],
    }
