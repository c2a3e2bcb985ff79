"""A customer's credit limit under a matrix: a wish, shown before and after, that is made when approved."""

from typing import Any

import pytest

from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused

WISHES = """query ($id: ID!) { creditLimitChanges(party: $id) {
    nodes { id state limitBefore limitAfter currencyAfter wishedBy { login } } } }"""
PARTY = "query ($id: ID!) { party(id: $id) { creditLimit currency phone version } }"
MANAGER = [{"step": 1, "approver": "MANAGER"}]


@pytest.fixture
def firm(erp: Erp) -> Company:
    company = a_company(erp)
    company.add("seller", "sales")
    company.reports_to("seller", "chief")
    return company


def a_customer(firm: Company, **given: Any) -> str:
    told = {"name": "与信商店", "is_customer": True, "accept_duplicates": True, "credit_limit": "1000000"}
    return str(firm.erp.register_party(**told | given))


def govern(firm: Company, **given: Any) -> None:
    firm.rule("0", None, MANAGER, kind="credit_limit_change", **given)


def party(firm: Company, id: str) -> dict[str, Any]:
    return dict(firm.erp.query(PARTY, id=id)["party"])


def wishes(firm: Company, id: str) -> list[dict[str, Any]]:
    return list(firm.erp.query(WISHES, id=id)["creditLimitChanges"]["nodes"])


def decide(firm: Company, decision: str, **given: Any) -> None:
    cases = [each["approvalCase"]["id"] for each in firm.inbox("chief")]
    firm.people["chief"].decide_cases(cases=cases, decision=decision, **given)
    firm.erp.deliver_events()


def test_without_a_rule_a_limit_is_changed_at_once(firm: Company) -> None:
    shop = a_customer(firm)
    firm.people["seller"].change_party(party=shop, credit_limit="3000000")

    assert (party(firm, shop)["creditLimit"], wishes(firm, shop)) == ("3000000", [])


def test_a_limit_is_a_wish_until_approved_and_the_rest_is_written_at_once(firm: Company) -> None:
    shop = a_customer(firm)
    govern(firm)
    firm.people["seller"].change_party(party=shop, credit_limit="3000000", phone="03-1234-5678")

    assert (party(firm, shop)["creditLimit"], party(firm, shop)["phone"]) == ("1000000", "03-1234-5678")
    (wish,) = wishes(firm, shop)
    assert (wish["state"], wish["limitBefore"], wish["limitAfter"]) == ("WAITING", "1000000", "3000000")
    (task,) = firm.inbox("chief")
    assert task["approvalCase"]["title"] == "与信商店 1,000,000 → 3,000,000"
    with pytest.raises(Refused, match="CREDIT_LIMIT_WAITING"):
        firm.people["seller"].change_party(party=shop, credit_limit="9000000")
    decide(firm, "APPROVE")
    assert (party(firm, shop)["creditLimit"], wishes(firm, shop)[0]["state"]) == ("3000000", "MADE")


@pytest.mark.parametrize("decision, reason", [("REJECT", "BUDGET"), ("RETURN", "AMOUNT")])
def test_what_was_not_approved_comes_to_nothing(firm: Company, decision: str, reason: str) -> None:
    shop = a_customer(firm)
    govern(firm)
    firm.people["seller"].change_party(party=shop, credit_limit="3000000")
    decide(firm, decision, reason=reason)

    assert (party(firm, shop)["creditLimit"], wishes(firm, shop)[0]["state"]) == ("1000000", "DROPPED")
    firm.people["seller"].change_party(party=shop, credit_limit="2000000")
    assert len(firm.inbox("chief")) == 1


def test_no_limit_at_all_is_the_largest_and_another_currency_another_limit(firm: Company) -> None:
    shop = a_customer(firm)
    govern(firm)
    firm.people["seller"].change_party(party=shop, credit_limit=None)
    (task,) = firm.inbox("chief")
    assert task["approvalCase"]["amount"] == "99999999999999"
    decide(firm, "REJECT", reason="BUDGET")
    firm.people["seller"].change_party(party=shop, currency="USD")
    assert party(firm, shop)["currency"] == "JPY"
    decide(firm, "APPROVE")
    assert party(firm, shop)["currency"] == "USD"


def test_a_rule_for_raising_leaves_lowering_to_everybody(firm: Company) -> None:
    shop = a_customer(firm)
    govern(firm, risk="RAISED")
    firm.people["seller"].change_party(party=shop, credit_limit="500000")

    assert (party(firm, shop)["creditLimit"], wishes(firm, shop)[0]["state"]) == ("500000", "MADE")


def test_a_yes_to_another_starting_point_is_void(firm: Company) -> None:
    shop = a_customer(firm)
    govern(firm)
    firm.people["seller"].change_party(party=shop, credit_limit="3000000")
    firm.erp.sql("ALTER TABLE masterdata.party DISABLE TRIGGER keep_approved_limit")
    firm.erp.sql("UPDATE masterdata.party SET credit_limit = 7 WHERE id = $1::text::uuid", shop)
    decide(firm, "APPROVE")

    assert (party(firm, shop)["creditLimit"], wishes(firm, shop)[0]["state"]) == ("7", "DROPPED")


def test_no_writer_gives_another_limit_past_the_matrix(firm: Company) -> None:
    shop = a_customer(firm)
    govern(firm)

    with pytest.raises(Exception, match="APPROVAL_NEEDED"):
        firm.erp.sql("UPDATE masterdata.party SET credit_limit = NULL WHERE id = $1::text::uuid", shop)
    firm.people["seller"].change_party(party=shop, credit_limit="3000000")
    with pytest.raises(Exception, match="CHANGE_IS_DECIDED"):
        firm.erp.sql("UPDATE approval.credit_limit_change SET limit_after = 99")
