"""From a wish to an order: requests that are approved, answers side by side, and goods that run out."""

from typing import Any

import pytest

from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused
from tests.modules.purchasing.conftest import Desk


@pytest.fixture
def firm(erp: Erp) -> Company:
    return a_company(erp)


def state(desk: Desk, request: str) -> dict[str, Any]:
    asked = (
        "query($id: ID!) { purchaseRequest(id: $id) { state lines { quantity ordered } orders { number } } }"
    )
    found: dict[str, Any] = desk.erp.query(asked, id=request)["purchaseRequest"]
    return found


def test_without_a_matrix_a_request_is_ordered_in_parts_until_it_is_done(desk: Desk) -> None:
    supplier, tea, cups = desk.supplier(), desk.goods(), desk.goods()
    lines = [{"product": each, "quantity": "5", "estimated_price": "100"} for each in (tea, cups)]
    request = desk.erp.draft_purchase_request(purpose="来客用", lines=lines)
    with pytest.raises(Refused, match="WRONG_STATE"):
        desk.erp.order_requested(request=request, supplier=supplier)
    assert desk.erp.submit_purchase_request("state estimate", request=request) == {
        "state": "APPROVED",
        "estimate": "1000",
    }
    first = desk.erp.query("query($id: ID!) { purchaseRequest(id: $id) { lines { id } } }", id=request)
    first = first["purchaseRequest"]["lines"][0]["id"]
    order = desk.erp.order_requested(request=request, supplier=supplier, lines=[first])
    assert state(desk, request)["state"] == "APPROVED"
    desk.erp.order_requested(request=request, supplier=supplier)
    assert state(desk, request)["state"] == "CLOSED" and len(state(desk, request)["orders"]) == 2
    with pytest.raises(Refused, match="WRONG_STATE"):
        desk.erp.order_requested(request=request, supplier=supplier)
    # What a cancelled order was for can be ordered again.
    desk.erp.cancel_purchase_order(order=order, reason="他店が安い")
    assert [line["ordered"] for line in state(desk, request)["lines"]] == ["0", "5"]
    assert state(desk, request)["state"] == "APPROVED"


def test_a_request_goes_the_way_of_its_case(erp: Erp, firm: Company) -> None:
    desk = Desk(erp)
    buyer = firm.add("buyer", "purchasing")
    firm.reports_to("buyer", "chief")
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}], kind="purchase_request")
    line = {"product": desk.goods(), "quantity": "1", "estimated_price": "80000"}
    outcomes = []
    for decision in ("APPROVE", "REJECT"):
        request = buyer.draft_purchase_request(purpose="棚", lines=[line])
        assert buyer.submit_purchase_request("state", request=request) == "SUBMITTED"
        (case,) = [each["approvalCase"]["id"] for each in firm.inbox("chief")]
        given = {"reason": "NOT_NEEDED", "note": "様子見"} if decision == "REJECT" else {}
        firm.people["chief"].decide_cases(cases=[case], decision=decision, **given)
        erp.deliver_events()
        outcomes.append(state(desk, request)["state"])
    assert outcomes == ["APPROVED", "REJECTED"]


def test_answers_side_by_side_and_another_than_the_cheapest_needs_a_reason(desk: Desk) -> None:
    tea = desk.goods()
    cheap, dear = desk.supplier("安い店"), desk.supplier("良い店")
    question = desk.erp.request_quotations(
        "id lines { id } suppliers { answered }",
        suppliers=[{"supplier": cheap}, {"supplier": dear}],
        lines=[{"product": tea, "quantity": "10"}],
        answer_by="2026-04-10",
    )
    assert [each["answered"] for each in question["suppliers"]] == [False, False]
    line = question["lines"][0]["id"]
    for supplier, price, extra in ((cheap, "500", "900"), (dear, "550", "0")):
        answered = desk.erp.enter_supplier_quotation(
            "quotations { id worth isCheapest supplier { id } } lines { lowest }",
            request_for_quotation=question["id"],
            supplier=supplier,
            lines=[{"line": line, "unit_price": price}],
            extra_cost=extra,
            valid_until="2026-04-30",
        )
    ids = {each["supplier"]["id"]: each["id"] for each in answered["quotations"]}
    # Delivery costs count: what is dear by the piece is cheapest in all.
    assert {each["worth"]: each["isCheapest"] for each in answered["quotations"]} == {
        "5900": False,
        "5500": True,
    }
    assert answered["lines"] == [{"lowest": "500"}]
    with pytest.raises(Refused, match="REQUIRED"):
        desk.erp.choose_supplier_quotation(quotation=ids[cheap])
    order = desk.erp.choose_supplier_quotation(
        "state subtotal supplier { id }", quotation=ids[cheap], reason="納期が早い"
    )
    assert order == {"state": "DRAFT", "subtotal": "5000", "supplier": {"id": cheap}}
    with pytest.raises(Refused, match="WRONG_STATE"):
        desk.erp.choose_supplier_quotation(quotation=ids[dear])


def test_what_runs_out_is_proposed_and_ordered_once(desk: Desk) -> None:
    supplier, tea, lone = desk.supplier(), desk.goods(), desk.goods()
    desk.erp.receive_stock(
        reason="OPENING", lines=[{"product": each, "quantity": "4", "unit_cost": "1"} for each in (tea, lone)]
    )
    for product in (tea, lone):
        desk.erp.set_reorder_point(product=product, reorder_point="10", target_stock="35")
    desk.erp.set_supplier_product(
        supplier=supplier,
        product=tea,
        lead_days=5,
        minimum_order="20",
        order_multiple="12",
        is_preferred=True,
    )
    desk.erp.set_supplier_price(supplier=supplier, product=tea, unit_price="50", valid_from="2026-04-01")
    asked = "{ reorderProposals { productId onHand onOrder orderQuantity supplierId unitPrice expectedOn } }"
    with desk.erp.statements() as counted:
        rows = desk.erp.query(asked)["reorderProposals"]
    assert counted.count == 2  # with the question who asks
    found = {row["productId"]: row for row in rows}
    # 31 are missing, three times twelve are ordered.
    assert (found[tea]["orderQuantity"], found[tea]["expectedOn"]) == ("36", "2026-04-06")
    assert (found[lone]["orderQuantity"], found[lone]["supplierId"]) == ("31", None)

    order = desk.erp.order_proposals("state total lines { quantity unitPrice expectedOn }", products=None)
    assert order["lines"] == [{"quantity": "36", "unitPrice": "50", "expectedOn": "2026-04-06"}]
    with pytest.raises(Refused, match="NOTHING_TO_ORDER"):
        desk.erp.order_proposals(products=[tea])


@pytest.mark.parametrize(
    ("given", "code"),
    [({"purpose": " "}, "REQUIRED"), ({"lines": []}, "EMPTY"), ({"needed_on": "2026-03-01"}, "BEFORE_ORDER")],
)
def test_what_no_request_can_say(desk: Desk, given: dict[str, Any], code: str) -> None:
    line = {"product": desk.goods(), "quantity": "1"}
    with pytest.raises(Refused, match=code):
        desk.erp.draft_purchase_request(**{"purpose": "x", "lines": [line]} | given)
