"""A form is a kind of its own for the matrix: asked, returned, approved, and carried out once."""

from typing import Any

import pytest

from tests.facade import Erp, Refused
from tests.modules.forms.conftest import AMOUNT, TITLE, Desk


@pytest.fixture
def governed(desk: Desk) -> dict[str, Any]:
    """Trips from 100,000 yen on are asked of a boss."""
    erp = desk.erp
    boss = erp.as_user("boss", ["sales"])
    desk.form("trip", TITLE, AMOUNT)
    key = boss.query("{ me { id } }")["me"]["id"]
    erp.add_authority_rule(
        kind="request:trip",
        amount_from="100000",
        valid_from="2026-04-01",
        route=[{"step": 1, "approver": "PERSON", "person": key}],
    )
    return {"desk": desk, "boss": boss, "clerk": erp.as_user("clerk", ["warehouse"])}


def asked(clerk: Erp, title: str = "台北出張", amount: str = "100000") -> str:
    return str(clerk.submit_request(form="trip", values={"title": title, "amount": amount}))


def state_of(erp: Erp, request: str) -> str:
    erp.deliver_events()
    return str(erp.query("query($id: ID!) { request(id: $id) { state } }", id=request)["request"]["state"])


def case_of(erp: Erp, request: str) -> str:
    document = "query($id: ID!) { request(id: $id) { approvalCase { id } } }"
    return str(erp.query(document, id=request)["request"]["approvalCase"]["id"])


def test_below_the_band_nobody_is_asked(governed: dict[str, Any]) -> None:
    assert state_of(governed["clerk"], asked(governed["clerk"], amount="99999")) == "APPROVED"


def test_who_decides_sees_it_and_his_yes_carries_it_out(governed: dict[str, Any]) -> None:
    clerk, boss = governed["clerk"], governed["boss"]
    request = asked(clerk)
    assert state_of(clerk, request) == "PENDING"
    assert boss.query("query($id: ID!) { request(id: $id) { title } }", id=request)["request"]
    with pytest.raises(Refused, match="WRONG_STATE"):
        clerk.change_request(request=request, values={"title": "x"})
    boss.decide_cases(cases=[case_of(boss, request)], decision="APPROVE")
    assert state_of(clerk, request) == "APPROVED"


def test_what_came_back_is_put_right_and_sent_off_again(governed: dict[str, Any]) -> None:
    clerk, boss = governed["clerk"], governed["boss"]
    request = asked(clerk)
    boss.decide_cases(cases=[case_of(boss, request)], decision="RETURN", reason="EXPLANATION", note="内訳を")
    assert state_of(clerk, request) == "RETURNED"
    clerk.submit_request(request=request, values={"title": "台北出張（内訳付き）", "amount": "120000"})
    assert state_of(clerk, request) == "PENDING"
    boss.decide_cases(cases=[case_of(boss, request)], decision="REJECT", reason="BUDGET")
    assert state_of(clerk, request) == "REJECTED"


def test_a_request_that_is_taken_back_waits_for_nobody(governed: dict[str, Any]) -> None:
    clerk, boss = governed["clerk"], governed["boss"]
    request = asked(clerk)
    case = case_of(clerk, request)
    clerk.withdraw_request(request=request)
    assert state_of(clerk, request) == "WITHDRAWN"
    with pytest.raises(Refused):
        boss.decide_cases(cases=[case], decision="APPROVE")
