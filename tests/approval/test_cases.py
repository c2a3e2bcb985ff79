"""Cases from submission to decision: who is asked, who may decide, and what voids a yes."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused


@pytest.fixture
def firm(erp: Erp) -> Company:
    return a_company(erp)


def test_without_a_matrix_nothing_is_asked(firm: Company) -> None:
    draft = firm.draft("clerk", "50000")

    assert firm.people["clerk"].post_entry_draft("state", draft=draft) == "POSTED"
    assert firm.erp.sql("SELECT count(*) AS n FROM approval.passage")[0]["n"] == 0


def test_a_document_waits_for_its_yes_and_then_passes_with_a_note_of_who_gave_it(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    draft = firm.draft("clerk", "50000")
    clerk, chief = firm.people["clerk"], firm.people["chief"]

    with pytest.raises(Refused, match="APPROVAL_NEEDED"):
        clerk.post_entry_draft(draft=draft)
    case = firm.submit("clerk", draft)
    with pytest.raises(Refused, match="APPROVAL_PENDING"):
        clerk.post_entry_draft(draft=draft)
    assert [each["approvalCase"]["id"] for each in firm.inbox("chief")] == [case]
    assert chief.decide_cases("state", cases=[case], decision="APPROVE") == "APPROVED"
    assert clerk.post_entry_draft("state", draft=draft) == "POSTED"
    (passage,) = firm.erp.sql("SELECT approval_case, rule_version FROM approval.passage")
    assert (str(passage["approval_case"]), passage["rule_version"]) == (case, 1)
    (decision,) = firm.erp.sql("SELECT rule_version, decided_by FROM approval.decision")
    assert (decision["rule_version"], str(decision["decided_by"])) == (1, firm.id("chief"))


def test_a_changed_document_has_to_be_asked_for_again(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    draft = firm.draft("clerk", "50000")
    case = firm.submit("clerk", draft)
    firm.people["chief"].decide_cases(cases=[case], decision="APPROVE")
    firm.change(draft, "50001")

    with pytest.raises(Refused, match="APPROVAL_VOID"):
        firm.people["clerk"].post_entry_draft(draft=draft)
    again = firm.submit("clerk", draft)
    assert firm.case(case)["state"] == "VOIDED"
    assert firm.case(again)["previous"]["id"] == case


def test_a_case_whose_document_changed_while_it_waited_is_void_instead_of_decided(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    draft = firm.draft("clerk", "50000")
    case = firm.submit("clerk", draft)
    firm.change(draft, "60000")

    assert firm.people["chief"].decide_cases("state", cases=[case], decision="APPROVE") == "VOIDED"
    assert firm.erp.sql("SELECT count(*) AS n FROM approval.decision")[0]["n"] == 0


@pytest.mark.parametrize(
    "mode, needed, answers",
    [("ANY", None, 1), ("SOME", 2, 2), ("ALL", None, 3)],
)
def test_a_step_asks_any_some_or_all(firm: Company, mode: str, needed: Any, answers: int) -> None:
    people = ("chief", "boss", "auditor")
    route = [{"step": 1, "approver": "PERSON", "person": firm.id(name)} for name in people]
    route[0] |= {"mode": mode, "needed": needed}
    firm.rule("0", None, route)
    case = firm.submit("clerk", firm.draft("clerk", "1000"))

    for place, name in enumerate(people[:answers], 1):
        state = firm.people[name].decide_cases("state", cases=[case], decision="APPROVE")
        assert state == ("APPROVED" if place == answers else "PENDING")


def test_steps_come_one_after_the_other_and_a_later_one_may_pull_the_case_up(firm: Company) -> None:
    route = [{"step": 1, "approver": "MANAGER"}, {"step": 2, "approver": "MANAGER", "levels": 2}]
    firm.rule("0", None, route)
    case = firm.submit("clerk", firm.draft("clerk", "1000"))
    boss = firm.people["boss"]

    with pytest.raises(Refused, match="NOT_ASKED"):
        boss.decide_cases(cases=[case], decision="APPROVE")
    assert boss.pull_up_case("currentStep", case=case, note="急ぎのため") == 2
    assert boss.decide_cases("state", cases=[case], decision="APPROVE") == "APPROVED"
    verdicts = firm.erp.sql("SELECT verdict FROM approval.decision ORDER BY id")
    assert [row["verdict"] for row in verdicts] == ["PULL_UP", "APPROVE"]


def test_a_case_goes_back_to_a_step_and_is_asked_there_again(firm: Company) -> None:
    route = [{"step": 1, "approver": "MANAGER"}, {"step": 2, "approver": "MANAGER", "levels": 2}]
    firm.rule("0", None, route)
    case = firm.submit("clerk", firm.draft("clerk", "1000"))
    chief, boss = firm.people["chief"], firm.people["boss"]
    chief.decide_cases(cases=[case], decision="APPROVE")

    with pytest.raises(Refused, match="NOT_BEFORE"):
        boss.return_case(case=case, to_step=2, reason="EXPLANATION")
    assert boss.return_case("currentStep", case=case, to_step=1, reason="EXPLANATION") == 1
    assert firm.inbox("boss") == []
    chief.decide_cases(cases=[case], decision="APPROVE")
    assert boss.decide_cases("state", cases=[case], decision="APPROVE") == "APPROVED"


def test_a_no_has_a_reason_and_what_was_returned_is_submitted_anew_with_its_link(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    draft = firm.draft("clerk", "1000")
    case = firm.submit("clerk", draft)
    chief = firm.people["chief"]

    with pytest.raises(Refused, match="REQUIRED"):
        chief.decide_cases(cases=[case], decision="RETURN")
    with pytest.raises(Refused, match="REQUIRED"):
        chief.decide_cases(cases=[case], decision="REJECT", reason="OTHER")
    assert chief.decide_cases("state", cases=[case], decision="RETURN", reason="AMOUNT") == "RETURNED"
    again = firm.submit("clerk", draft)
    assert firm.case(again)["previous"]["id"] == case
    with pytest.raises(Refused, match="WRONG_STATE"):
        chief.decide_cases(cases=[case, again], decision="APPROVE")
    assert firm.case(again)["state"] == "PENDING"


def test_who_asked_takes_it_back_and_nobody_else(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    case = firm.submit("clerk", firm.draft("clerk", "1000"))

    with pytest.raises(Refused, match="NOT_ASKED"):
        firm.people["chief"].withdraw_case(case=case)
    assert firm.people["clerk"].withdraw_case("state", case=case) == "WITHDRAWN"
    assert firm.inbox("chief") == []


def test_nobody_decides_about_his_own_request(firm: Company) -> None:
    firm.rule("0", "100000", [{"step": 1, "approver": "PERSON", "person": firm.id("chief")}])
    chiefs = firm.submit("chief", firm.draft("chief", "1000"))
    assert [each["person"]["login"] for each in firm.asked(chiefs)] == ["boss"]
    with pytest.raises(Refused, match="OWN_REQUEST"):
        firm.people["chief"].decide_cases(cases=[chiefs], decision="APPROVE")

    # At the top it goes to another officer: the fallback role, which the auditor holds.
    firm.policy()
    firm.rule("100000", None, [{"step": 1, "approver": "PERSON", "person": firm.id("boss")}])
    own = firm.submit("boss", firm.draft("boss", "200000"))
    assert "boss" not in [each["person"]["login"] for each in firm.asked(own)]


def test_who_submitted_for_another_does_not_decide_either(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    case = firm.submit("chief", firm.draft("clerk", "1000"))

    assert [each["person"]["login"] for each in firm.asked(case)] == ["boss"]


def test_of_two_who_decide_at_once_one_wins_and_nothing_is_half_done(firm: Company) -> None:
    route = [
        {"step": 1, "approver": "PERSON", "person": firm.id(name)} for name in ("chief", "boss", "auditor")
    ]
    route[0] |= {"mode": "ANY"}
    firm.rule("0", None, route)
    for amount in ("1", "2", "3"):
        case = firm.submit("clerk", firm.draft("clerk", amount))
        sayings = [("chief", "APPROVE", None), ("boss", "REJECT", "BUDGET"), ("auditor", "RETURN", "AMOUNT")]
        with ThreadPoolExecutor(3) as pool:
            codes = list(pool.map(partial(_decided, firm, case), *zip(*sayings, strict=True)))

        assert sorted(codes) == ["WRONG_STATE", "WRONG_STATE", "done"]
        verdicts = firm.erp.sql(
            "SELECT verdict FROM approval.decision WHERE approval_case = $1::text::uuid", case
        )
        assert len(verdicts) == 1
        ended = {"APPROVE": "APPROVED", "REJECT": "REJECTED", "RETURN": "RETURNED"}
        assert firm.case(case)["state"] == ended[verdicts[0]["verdict"]]


def _decided(firm: Company, case: str, login: str, decision: str, reason: str | None) -> str:
    try:
        firm.people[login].decide_cases(cases=[case], decision=decision, reason=reason)
    except Refused as refused:
        return refused.code
    return "done"


def test_no_writer_gets_around_the_yes(firm: Company) -> None:
    erp = firm.erp
    erp.sql("SELECT approval.keep_approved('accounting.entry_draft', 'entry_draft', 'state', 'POSTED')")
    firm.rule("0", "100", [])
    firm.rule("100", None, [{"step": 1, "approver": "MANAGER"}])
    free, gated = firm.draft("clerk", "99"), firm.draft("clerk", "100")

    assert firm.people["clerk"].post_entry_draft("state", draft=free) == "POSTED"
    by_hand = """UPDATE accounting.entry_draft SET state = 'POSTED', entry = (
                     SELECT id FROM accounting.journal_entry LIMIT 1) WHERE id = $1::text::uuid"""
    with pytest.raises(Exception, match="APPROVAL_NEEDED"):
        erp.sql(by_hand, gated)
    case = firm.submit("clerk", gated)
    firm.people["chief"].decide_cases(cases=[case], decision="APPROVE")
    assert firm.people["clerk"].post_entry_draft("state", draft=gated) == "POSTED"
    with pytest.raises(Exception, match="OWN_REQUEST"):
        erp.sql(
            """INSERT INTO approval.decision
                   (id, company, approval_case, step, task, verdict, decided_by, rule, rule_version,
                    decided_at)
               SELECT uuidv7(), company, approval_case, step, task, verdict, $1::text::uuid, rule,
                   rule_version, now()
               FROM approval.decision LIMIT 1""",
            firm.id("clerk"),
        )


def test_a_case_is_seen_by_those_it_concerns(firm: Company) -> None:
    firm.rule("0", None, [{"step": 1, "approver": "MANAGER"}])
    case = firm.submit("clerk", firm.draft("clerk", "1"))
    stranger = firm.add("stranger", "warehouse")
    found = "query ($id: ID!) { approvalCase(id: $id) { number } }"

    assert stranger.query(found, id=case)["approvalCase"] is None
    assert firm.people["chief"].query(found, id=case)["approvalCase"] is not None
    assert stranger.query("{ myRequests { totalCount } }")["myRequests"]["totalCount"] == 0
    with pytest.raises(Refused, match="FORBIDDEN"):
        stranger.query("{ everyCase { totalCount } }")
    with pytest.raises(Refused, match="FORBIDDEN"):
        stranger.set_manager(person=firm.id("clerk"), manager=firm.id("stranger"), valid_from="2026-04-01")
    number = firm.case(case)["number"]
    search = "query ($text: String!) { documents(search: $text) { nodes { number } } }"
    assert stranger.query(search, text=number)["documents"]["nodes"] == []
