"""People come and go: delegation, absence, leavers and lost roles, and what waits too long."""

from datetime import date
from typing import Any

import pytest

from erp.approval import jobs
from erp.kernel import clock
from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused
from tests.server import background

WEEK = {"valid_from": "2026-04-01", "valid_to": "2026-04-07"}
MANAGER = [{"step": 1, "approver": "MANAGER"}]


@pytest.fixture
def firm(erp: Erp) -> Company:
    firm = a_company(erp)
    firm.policy()
    return firm


def run(firm: Company, job: Any) -> int:
    return background().run(job(firm.erp.running.database))


def logins(firm: Company, case: str) -> list[tuple[str, str]]:
    return [(each["person"]["login"], each["basis"]) for each in firm.asked(case)]


def test_a_delegate_decides_in_the_others_name_and_the_record_shows_both(firm: Company) -> None:
    firm.rule("0", None, MANAGER)
    firm.people["chief"].delegate_approval(delegate=firm.id("auditor"), amount_limit="100000", **WEEK)
    small = firm.submit("clerk", firm.draft("clerk", "100000"))
    large = firm.submit("clerk", firm.draft("clerk", "100001"))

    seen = [(each["approvalCase"]["id"], each["forSomebodyElse"]) for each in firm.inbox("auditor")]
    assert seen == [(small, True)]
    auditor = firm.people["auditor"]
    with pytest.raises(Refused, match="NOT_ASKED"):
        auditor.decide_cases(cases=[large], decision="APPROVE")
    auditor.decide_cases(cases=[small], decision="APPROVE")
    (row,) = firm.erp.sql("SELECT decided_by, on_behalf_of, delegation FROM approval.decision")
    assert (str(row["decided_by"]), str(row["on_behalf_of"])) == (firm.id("auditor"), firm.id("chief"))
    assert row["delegation"] is not None


def test_a_delegate_decides_neither_his_own_nor_his_superiors_requests(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "PERSON", "person": firm.id("auditor")}])
    firm.people["auditor"].delegate_approval(delegate=firm.id("clerk"), **WEEK)
    own = firm.submit("clerk", firm.draft("clerk", "1"))
    superiors = firm.submit("chief", firm.draft("chief", "1"))

    assert firm.inbox("clerk") == []
    with pytest.raises(Refused, match="OWN_REQUEST"):
        firm.people["clerk"].decide_cases(cases=[own], decision="APPROVE")
    with pytest.raises(Refused, match="NOT_ASKED"):
        firm.people["clerk"].decide_cases(cases=[superiors], decision="APPROVE")


def test_delegations_go_neither_in_a_circle_nor_in_a_chain(firm: Company) -> None:
    firm.people["chief"].delegate_approval(delegate=firm.id("auditor"), **WEEK)

    with pytest.raises(Refused, match="CIRCULAR_DELEGATION"):
        firm.people["auditor"].delegate_approval(delegate=firm.id("chief"), **WEEK)
    with pytest.raises(Refused, match="DELEGATION_CHAIN"):
        firm.people["auditor"].delegate_approval(delegate=firm.id("boss"), **WEEK)
    with pytest.raises(Refused, match="CIRCULAR_DELEGATION"):
        firm.people["boss"].delegate_approval(delegate=firm.id("boss"), **WEEK)
    with pytest.raises(Refused, match="CIRCULAR_REPORTING"):
        firm.reports_to("boss", "clerk")
    oneself = firm.one("SELECT id FROM access.app_user WHERE login = 'erp'")
    with pytest.raises(Refused, match="OWN_REQUEST"):
        firm.erp.appoint_delegate(grantor=firm.id("boss"), delegate=oneself, **WEEK)


def test_what_waits_for_somebody_who_is_away_goes_to_who_stands_in_or_to_the_one_above(firm: Company) -> None:
    firm.rule("0", None, MANAGER)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    firm.people["chief"].record_absence(**WEEK)

    assert logins(firm, case) == [("boss", "ABSENT")]
    later = firm.submit("clerk", firm.draft("clerk", "2"))
    assert logins(firm, later) == [("boss", "ABSENT")]


def test_open_items_of_who_leaves_move_by_themselves(firm: Company) -> None:
    firm.rule("0", None, MANAGER)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    firm.erp.disable_user(user=firm.id("chief"))

    assert run(firm, jobs.reroute_open_cases) == 1
    assert logins(firm, case) == [("boss", "LEFT")]
    firm.erp.disable_user(user=firm.id("boss"))
    assert run(firm, jobs.reroute_open_cases) == 1
    # Nobody is above: the fallback role, here the administrators.
    ((officer, basis),) = logins(firm, case)
    assert basis == "LEFT"
    assert run(firm, jobs.reroute_open_cases) == 0
    decided = firm.erp.as_user(officer).decide_cases("state", cases=[case], decision="APPROVE")
    assert decided == "APPROVED"


def test_who_lost_the_role_is_not_asked_for_it_any_more(firm: Company) -> None:
    route = [{"step": 1, "approver": "ROLE", "role": firm.role("warehouse")}]
    ichiro = firm.add("ichiro", "warehouse", "accounting")
    firm.rule("0", None, route)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    assert ("ichiro", "ROLE") in logins(firm, case)
    firm.erp.take_role(user=firm.id("ichiro"), role=firm.role("warehouse"), company=firm.erp.company)

    # At once, before any job ran.
    with pytest.raises(Refused, match="NOT_ASKED"):
        ichiro.decide_cases(cases=[case], decision="APPROVE")
    run(firm, jobs.reroute_open_cases)
    assert "ichiro" not in [login for login, _ in logins(firm, case)]
    assert logins(firm, case)


def test_where_two_have_to_say_yes_one_person_is_one_of_them(firm: Company) -> None:
    route = [{"step": 1, "approver": "PERSON", "person": firm.id(name)} for name in ("chief", "boss")]
    route[0] |= {"mode": "SOME", "needed": 2}
    firm.rule("0", None, route)
    firm.people["chief"].delegate_approval(delegate=firm.id("boss"), **WEEK)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    boss = firm.people["boss"]

    assert boss.decide_cases("state", cases=[case], decision="APPROVE") == "PENDING"
    with pytest.raises(Refused, match="NOT_ASKED"):
        boss.decide_cases(cases=[case], decision="APPROVE")


def test_what_is_overdue_is_passed_up_and_told_once(firm: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.erp.sql("UPDATE access.app_user SET email = login || '@firm.example'")
    firm.rule("0", None, MANAGER)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    firm.submit("clerk", firm.draft("clerk", "2"))

    assert run(firm, jobs.tell_who_is_asked) == 2
    assert run(firm, jobs.tell_who_is_asked) == 0
    (told,) = firm.erp.sql("SELECT subject, recipients FROM kernel.mail")
    assert "2" in told["subject"] and "chief@firm.example" in told["recipients"]
    assert run(firm, jobs.pass_up_overdue_cases) == 0
    # Five days of work after Wednesday 1 April is Wednesday the 8th.
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 4, 9))
    assert run(firm, jobs.pass_up_overdue_cases) == 2
    assert ("boss", "OVERDUE") in logins(firm, case)
    assert run(firm, jobs.pass_up_overdue_cases) == 0
    assert firm.people["boss"].decide_cases("state", cases=[case], decision="APPROVE") == "APPROVED"


def test_routes_with_nobody_in_them_are_refused_when_saved_and_when_used(firm: Company) -> None:
    for role in firm.erp.sql("SELECT id FROM access.role WHERE code = 'developer'"):
        with pytest.raises(Refused, match="ROUTE_WITH_NOBODY"):
            firm.rule("0", None, [{"step": 1, "approver": "ROLE", "role": role["id"]}])
    with pytest.raises(Refused, match="ROUTE_WITH_NOBODY"):
        firm.rule("0", None, [{"step": 1, "approver": "HEAD"}])
    with pytest.raises(Refused, match="ROUTE_WITH_NOBODY"):
        route = [{"step": 1, "approver": "PERSON", "person": firm.id("boss"), "mode": "SOME", "needed": 2}]
        firm.rule("0", None, route)
    ichiro = firm.add("ichiro", "warehouse")
    assert ichiro
    firm.rule("0", None, [{"step": 1, "approver": "ROLE", "role": firm.role("warehouse")}])
    for row in firm.erp.sql(
        """SELECT g.holder FROM access.role_grant g JOIN access.role r ON r.id = g.role
           WHERE r.code = 'warehouse'"""
    ):
        firm.erp.sql(
            "DELETE FROM access.role_grant WHERE holder = $1 AND role = $2::text::uuid",
            row["holder"],
            firm.role("warehouse"),
        )
    with pytest.raises(Refused, match="ROUTE_WITH_NOBODY"):
        firm.submit("clerk", firm.draft("clerk", "1"))


@pytest.mark.parametrize(
    "given, code",
    [
        ({"amount_from": "-1"}, "NEGATIVE"),
        ({"amount_from": "5", "amount_below": "5"}, "BAND_IS_EMPTY"),
        ({"valid_to": "2026-03-31"}, "ENDS_BEFORE_IT_BEGINS"),
        ({"kind": "nothing"}, "NOTHING_TO_APPROVE"),
        ({"route": [{"step": 0, "approver": "MANAGER"}]}, "OUT_OF_RANGE"),
        ({"route": [{"step": 1, "approver": "ROLE"}]}, "REQUIRED"),
        ({"route": [{"step": 1, "approver": "PERSON"}]}, "REQUIRED"),
        ({"route": [{"step": 1, "approver": "MANAGER", "levels": 99}]}, "OUT_OF_RANGE"),
        ({"route": [{"step": 1, "approver": "MANAGER", "mode": "SOME"}]}, "REQUIRED"),
        ({"amount_from": "50", "amount_below": "60"}, "RULES_OVERLAP"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(firm: Company, given: dict[str, Any], code: str) -> None:
    firm.rule("0", "100", MANAGER)
    told = {"kind": "entry_draft", "amount_from": "200", "valid_from": "2026-04-01", "route": MANAGER}

    with pytest.raises(Refused, match=code):
        firm.erp.add_authority_rule(**told | given)


def test_split_orders_of_one_partner_are_flagged(firm: Company) -> None:
    shop = firm.erp.register_party(name="分割商店", is_customer=True, accept_duplicates=True)
    from tests.builders import a_product

    tea = a_product(firm.erp, price="30000")
    firm.erp.add_authority_rule(
        kind="sales_order", amount_from="0", amount_below="50000", valid_from="2026-04-01", route=MANAGER
    )
    higher = [{"step": 1, "approver": "MANAGER", "levels": 2}]
    firm.erp.add_authority_rule(
        kind="sales_order", amount_from="50000", valid_from="2026-04-01", route=higher
    )
    seller = firm.add("seller", "sales")
    firm.reports_to("seller", "chief")
    splits = []
    for _ in range(2):
        order = seller.draft_sales_order(customer=shop, lines=[{"product": tea, "quantity": "1"}])
        splits.append(seller.submit_for_approval("splitTotal", kind="sales_order", document=order))
    assert splits == [None, "66000"]
