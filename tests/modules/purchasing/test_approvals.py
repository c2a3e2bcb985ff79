"""What the authority matrix governs is not ordered, and no bill is released, without a yes."""

import asyncpg
import pytest

from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused
from tests.modules.purchasing.conftest import Desk


@pytest.fixture
def firm(erp: Erp) -> Company:
    return a_company(erp)


def test_an_order_waits_for_its_yes_which_a_change_voids(erp: Erp, firm: Company) -> None:
    desk = Desk(erp)
    buyer = firm.add("buyer", "purchasing")
    firm.reports_to("buyer", "chief")
    firm.rule("5000", None, [{"step": 1, "approver": "MANAGER"}], kind="purchase_order")
    line = {"product": desk.goods(), "quantity": "10", "unit_price": "600"}
    order = buyer.draft_purchase_order(supplier=desk.supplier(), lines=[line])
    with pytest.raises(Refused, match="APPROVAL_NEEDED"):
        buyer.place_purchase_order(order=order)
    # Nor does anybody who writes past the house.
    with pytest.raises(asyncpg.PostgresError):
        erp.sql(
            """UPDATE purchasing.purchase_order
               SET state = 'ORDERED', placed_by = drafted_by, placed_at = now()
               WHERE id = $1::text::uuid""",
            order,
        )
    case = buyer.submit_for_approval(kind="purchase_order", document=order)
    firm.people["chief"].decide_cases(cases=[case], decision="APPROVE")
    buyer.change_purchase_order(order=order, lines=[line | {"quantity": "11"}])
    with pytest.raises(Refused, match=r"APPROVAL_VOID|APPROVAL_NEEDED"):
        buyer.place_purchase_order(order=order)
    case = buyer.submit_for_approval(kind="purchase_order", document=order)
    firm.people["chief"].decide_cases(cases=[case], decision="APPROVE")
    assert buyer.place_purchase_order("state", order=order) == "ORDERED"
    small = buyer.draft_purchase_order(supplier=desk.supplier("小さな店"), lines=[line | {"quantity": "1"}])
    assert buyer.place_purchase_order("state", order=small) == "ORDERED"


def test_a_request_whose_case_is_void_goes_back_to_who_asked(erp: Erp, firm: Company) -> None:
    """The route stood for another amount: whoever asked looks again and sends it off anew."""
    desk = Desk(erp)
    asker = firm.add("asker", "purchasing")
    firm.reports_to("asker", "chief")
    firm.rule("1000", None, [{"step": 1, "approver": "MANAGER"}], kind="purchase_request")
    request = asker.draft_purchase_request(
        purpose="備品", lines=[{"product": desk.goods(), "quantity": "10", "estimated_price": "600"}]
    )
    assert asker.submit_purchase_request("state", request=request) == "SUBMITTED"
    erp.sql("UPDATE purchasing.purchase_request SET estimate = 7000 WHERE id = $1::text::uuid", request)
    (case,) = erp.sql("SELECT id::text FROM approval.approval_case")
    firm.people["chief"].decide_cases(cases=[case["id"]], decision="APPROVE")
    (case,) = erp.sql("SELECT state FROM approval.approval_case")
    assert case["state"] == "VOIDED"
    erp.deliver_events()
    asked = "query($id: ID!) { purchaseRequest(id: $id) { state } }"
    assert asker.query(asked, id=request)["purchaseRequest"]["state"] == "DRAFT"
    assert asker.submit_purchase_request("state", request=request) == "SUBMITTED"
