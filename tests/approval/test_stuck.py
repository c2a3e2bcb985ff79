"""Where so many different people have to say yes, no case hangs on one of them being asked twice."""

from itertools import product
from typing import Any
from uuid import UUID

import pytest

from erp.approval import jobs
from erp.approval.rules.asking import different_people
from tests.approval.company import Company, a_company
from tests.approval.test_people import run
from tests.facade import Erp, Refused

STUCK = "{ stuckCases { reason needed answering approvalCase { id number } } }"
DAYS = {"valid_from": "2026-04-01", "valid_to": "2026-04-10"}


@pytest.fixture
def firm(erp: Erp) -> Company:
    return a_company(erp)


def two_of(firm: Company, *people: str) -> None:
    route: list[dict[str, Any]] = [
        {"step": 1, "approver": "PERSON", "person": firm.id(each)} for each in people
    ]
    route[0] |= {"mode": "SOME", "needed": 2}
    firm.rule("0", None, route)


def asked(firm: Company, case: str) -> list[str]:
    return [each["person"]["login"] for each in firm.asked(case)]


def stuck(firm: Company) -> list[dict[str, Any]]:
    return list(firm.erp.query(STUCK)["stuckCases"])


def approve(firm: Company, login: str, case: str) -> str:
    return str(firm.people[login].decide_cases("state", cases=[case], decision="APPROVE"))


def test_a_delegate_who_is_asked_himself_does_not_count_twice(firm: Company) -> None:
    firm.policy(fallback_role=firm.role("warehouse"))
    firm.add("third", "warehouse")
    two_of(firm, "chief", "boss")
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    firm.people["chief"].delegate_approval(delegate=firm.id("boss"), **DAYS)
    firm.people["chief"].record_absence(**DAYS)

    # The boss answers for both and is one person: somebody else is asked instead of the chief.
    assert "boss" in asked(firm, case) and len(asked(firm, case)) == 2 and "chief" not in asked(firm, case)
    assert approve(firm, "boss", case) == "PENDING"
    other = next(each for each in asked(firm, case) if each != "boss")
    person = firm.people.get(other, firm.erp)
    assert person.decide_cases("state", cases=[case], decision="APPROVE") == "APPROVED"


def test_so_it_is_when_the_delegation_is_there_before_the_case(firm: Company) -> None:
    two_of(firm, "chief", "boss")
    firm.people["chief"].delegate_approval(delegate=firm.id("boss"), **DAYS)
    firm.people["chief"].record_absence(**DAYS)
    case = firm.submit("clerk", firm.draft("clerk", "1"))

    assert len(asked(firm, case)) == 2 and "chief" not in asked(firm, case)


def test_who_spoke_for_one_who_is_away_is_not_waited_for_in_the_place_of_another(firm: Company) -> None:
    firm.add("third")
    two_of(firm, "chief", "boss")
    firm.people["chief"].delegate_approval(delegate=firm.id("third"), **DAYS)
    firm.people["boss"].delegate_approval(delegate=firm.id("third"), **DAYS)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    assert approve(firm, "third", case) == "PENDING"
    for each in ("chief", "boss"):
        firm.people[each].record_absence(**DAYS)
    run(firm, jobs.reroute_open_cases)

    assert stuck(firm) == []
    (other,) = asked(firm, case)
    assert other not in ("chief", "boss", "third")


def test_what_waits_only_for_somebody_who_has_spoken_moves_in_the_same_stroke(firm: Company) -> None:
    firm.add("third")
    two_of(firm, "chief", "boss")
    for each in ("chief", "boss"):
        firm.people[each].delegate_approval(delegate=firm.id("third"), **DAYS)
    firm.people["boss"].record_absence(**DAYS)
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    assert asked(firm, case) == ["boss", "chief"]

    # He speaks for the chief, so nobody is left who would answer for the boss.
    assert approve(firm, "third", case) == "PENDING"
    assert stuck(firm) == []
    assert "boss" not in asked(firm, case)


def test_a_route_of_two_finds_two_where_the_same_one_would_stand_in(firm: Company) -> None:
    two_of(firm, "chief", "boss")
    firm.people["chief"].record_absence(**DAYS)

    case = firm.submit("clerk", firm.draft("clerk", "1"))
    assert len(asked(firm, case)) == 2 and "chief" not in asked(firm, case)


def a_stuck_case(firm: Company) -> str:
    """Two have to say yes; one of them leaves, and the house finds nobody: the fallback role is empty."""
    firm.policy(fallback_role=firm.role("warehouse"))
    firm.erp.sql("DELETE FROM access.role_grant WHERE role = $1::text::uuid", firm.role("warehouse"))
    two_of(firm, "boss", "auditor")
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    firm.reports_to("clerk", None, "2026-04-01")
    firm.reports_to("chief", None, "2026-04-01")
    firm.erp.disable_user(user=firm.id("auditor"))
    run(firm, jobs.reroute_open_cases)
    return case


def test_what_nobody_can_decide_is_shown_with_its_reason_and_goes_on_with_who_is_named(firm: Company) -> None:
    case = a_stuck_case(firm)
    (told,) = stuck(firm)
    assert (told["approvalCase"]["id"], told["reason"]) == (case, "LEFT")
    assert (told["needed"], told["answering"]) == (2, 1)
    with pytest.raises(Refused, match="FORBIDDEN"):
        firm.people["clerk"].name_approver(case=case, person=firm.id("chief"), note="急ぎ")
    for person, code in (("clerk", "OWN_REQUEST"), ("auditor", "CANNOT_DECIDE"), ("boss", "ALREADY_ASKED")):
        with pytest.raises(Refused, match=code):
            firm.erp.name_approver(case=case, person=firm.id(person), note="代わり")
    with pytest.raises(Refused, match="REQUIRED"):
        firm.erp.name_approver(case=case, person=firm.id("chief"), note=" ")

    firm.erp.name_approver(case=case, person=firm.id("chief"), note="監査役の代わり")
    assert stuck(firm) == []
    with pytest.raises(Refused, match="NOT_STUCK"):
        firm.erp.name_approver(case=case, person=firm.id("chief"), note="もう一人")
    assert approve(firm, "chief", case) == "PENDING"
    assert approve(firm, "boss", case) == "APPROVED"
    (kept,) = firm.erp.sql("SELECT note FROM approval.decision WHERE verdict = 'NAME'")
    assert kept["note"] == "監査役の代わり"


def test_a_delegation_offers_the_kinds_there_are(firm: Company) -> None:
    kinds = firm.people["clerk"].query("{ delegableKinds { kind name } }")["delegableKinds"]
    known = {each["kind"] for each in kinds}

    assert {"entry_draft", "purchase_order", "payment_run", "credit_limit_change"} <= known
    assert "request:ringi" in known or not any(each.startswith("request:") for each in known)


def test_different_people_are_as_many_as_any_choice_of_them_could_be() -> None:
    people = [UUID(int=n) for n in range(1, 4)]
    ways = [[each for at, each in enumerate(people) if bits >> at & 1] for bits in range(8)]
    for some in product(ways, repeat=3):
        assert len(different_people(dict(enumerate(some)))) == _largest(some)


def _largest(some: tuple[list[UUID], ...]) -> int:
    """By trying all choices: how many different people can answer."""
    choices = product(*[[None, *way] for way in some])
    sizes = []
    for choice in choices:
        named = [each for each in choice if each is not None]
        if len(named) == len(set(named)):
            sizes.append(len(named))
    return max(sizes)
