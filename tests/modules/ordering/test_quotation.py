"""An offer: taken at its prices, lost with a reason, and good only until its day."""

import pytest

from tests.builders import a_customer, a_product
from tests.facade import Erp, Refused


@pytest.fixture
def offer(erp: Erp) -> str:
    product = a_product(erp, price="1000")
    line = {"product": product, "quantity": "3", "unitPrice": "900", "discount": "10"}
    return erp.draft_quotation(customer=a_customer(erp), valid_until="2026-04-30", lines=[line])


def test_the_order_takes_over_the_prices_offered(erp: Erp, offer: str) -> None:
    erp.send_quotation(quotation=offer)
    found = erp.accept_quotation(
        "id state subtotal quotation { state } lines { unitPrice discount }", quotation=offer
    )

    assert (found["state"], found["subtotal"]) == ("DRAFT", "2430")
    assert found["quotation"]["state"] == "ACCEPTED"
    assert found["lines"] == [{"unitPrice": "900", "discount": "10"}]
    with pytest.raises(Refused) as refused:
        erp.accept_quotation(quotation=offer)
    assert refused.value.code == "WRONG_STATE"


def test_an_offer_is_not_taken_after_its_day(erp: Erp, offer: str) -> None:
    with pytest.raises(Refused) as refused:
        erp.accept_quotation(quotation=offer, ordered_on="2026-05-01")
    assert refused.value.code == "QUOTATION_EXPIRED"
    assert erp.sql("SELECT state FROM ordering.quotation") == [{"state": "DRAFT"}]


def test_a_lost_offer_keeps_its_reason(erp: Erp, offer: str) -> None:
    found = erp.decline_quotation("state note", quotation=offer, reason="価格")
    assert found == {"state": "DECLINED", "note": "価格"}
