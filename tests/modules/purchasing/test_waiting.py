"""Each order says who has to do the next thing, and what is still to pay stands in the forecast."""

from tests.modules.purchasing.conftest import Desk

ASKED = """query($id: ID!) { purchaseOrder(id: $id) { waitsFor isLate } }"""


def test_an_order_says_who_acts_next_from_the_draft_to_the_posted_bill(desk: Desk) -> None:
    supplier, told = desk.supplier(), []

    def look() -> None:
        told.append(desk.erp.query(ASKED, id=order)["purchaseOrder"]["waitsFor"])

    line = {"product": desk.goods(), "quantity": "10", "unit_price": "600", "needs_inspection": True}
    order = desk.order(supplier, line, place=False, expected_on="2026-04-10")
    look()
    desk.erp.place_purchase_order(order=order)
    look()
    (coming,) = [row for row in _forecast(desk) if row["number"].startswith("PO-")]
    assert coming["amount"] == "-6600"
    receipt = desk.erp.receive_purchase_order(order=order)
    look()
    desk.erp.inspect_goods(receipt=receipt)
    look()
    billed = [{"line": desk.lines(order)[0]["id"], "quantity": "10", "unit_price": "650"}]
    bill = desk.erp.enter_purchase_bill(lines=billed, invoiced_on="2026-04-01", supplier_number="F-1")
    look()
    desk.other.release_purchase_bill(bill=bill, reason="値上げ")
    look()
    desk.erp.post_purchase_bill(bill=bill)
    look()
    assert told == ["BUYER", "SUPPLIER", "INSPECTOR", "SUPPLIER", "RELEASER", "BOOKKEEPER", "NOBODY"]
    assert not [row for row in _forecast(desk) if row["number"].startswith("PO-")]


def _forecast(desk: Desk) -> list[dict[str, str]]:
    from datetime import date
    from uuid import UUID

    from modules.purchasing.forecast import ORDERS

    sql = ORDERS.replace(":company", "$1::uuid").replace(":today", "$2::date").replace(":until", "$3::date")
    rows = desk.erp.sql(sql, UUID(desk.erp.company), date(2026, 4, 1), date(2027, 3, 31))
    return [{"number": row["number"], "amount": str(int(list(row.values())[2]))} for row in rows]


def test_what_waits_at_the_month_end_is_told(desk: Desk) -> None:
    line = {"product": desk.goods(), "quantity": "1", "unit_price": "1", "needs_inspection": True}
    desk.erp.receive_purchase_order(order=desk.order(desk.supplier(), line))
    asked = "query($until: Date!) { closingChecks(until: $until) { check count blocks } }"
    rows = {row["check"]: row for row in desk.erp.query(asked, until="2026-04-30")["closingChecks"]}
    assert (rows["GOODS_TO_INSPECT"]["count"], rows["GOODS_TO_INSPECT"]["blocks"]) == (1, False)
    assert rows["BILLS_OUTSIDE"]["count"] == 0
