"""A paper that a suit or an audit needs stays past its time, until somebody lifts that for a reason."""

import asyncpg
import pytest

from tests.facade import Refused
from tests.modules.evidence.conftest import Papers

OLD = {"transacted_on": "2010-04-01"}
ASKED = """query($id: ID!) { evidence(id: $id) { isHeld state
    holds { id reason decidedBy isLifted liftedBy liftReason } } }"""


def test_what_is_held_is_kept_past_its_time_until_every_hold_is_lifted(papers: Papers) -> None:
    paper = papers.keep(**OLD)
    other = papers.erp.as_user("megumi", ["administrator"])
    assert papers.erp.hold_evidence("isHeld", evidence=paper, reason="取引先との係争") is True
    other.hold_evidence(evidence=paper, reason="税務調査")
    with pytest.raises(Refused) as no:
        other.destroy_evidence(evidence=paper, reason="満了")
    assert (no.value.code, no.value.facts["reason"]) == ("EVIDENCE_HELD", "取引先との係争")
    with pytest.raises(asyncpg.RestrictViolationError, match="EVIDENCE_HELD"):
        papers.erp.sql(
            "UPDATE evidence.evidence SET state = 'DESTROYED', destroyed_by = received_by,"
            " destroyed_at = now(), destroy_reason = 'x' WHERE id = $1::uuid",
            paper,
        )

    first, second = papers.erp.query(ASKED, id=paper)["evidence"]["holds"]
    other.lift_evidence_hold(hold=first["id"], reason="和解")
    with pytest.raises(Refused, match="HOLD_LIFTED"):
        other.lift_evidence_hold(hold=first["id"], reason="もう一度")
    with pytest.raises(Refused, match="EVIDENCE_HELD"):
        other.destroy_evidence(evidence=paper, reason="満了")
    other.lift_evidence_hold(hold=second["id"], reason="調査終了")
    found = papers.erp.query(ASKED, id=paper)["evidence"]
    assert [(each["isLifted"], each["liftReason"]) for each in found["holds"]] == [
        (True, "和解"),
        (True, "調査終了"),
    ]
    other.destroy_evidence(evidence=paper, reason="満了")
    with pytest.raises(Refused, match="EVIDENCE_GONE"):
        papers.erp.hold_evidence(evidence=paper, reason="遅すぎた")


def test_a_hold_needs_a_reason_and_the_right_to_it(papers: Papers) -> None:
    paper = papers.keep()
    for reason in ("", " "):
        with pytest.raises(Refused, match="REQUIRED"):
            papers.erp.hold_evidence(evidence=paper, reason=reason)
    with pytest.raises(Refused, match="NOT_FOUND"):
        papers.erp.lift_evidence_hold(hold=paper, reason="解除")
    auditor = papers.erp.as_user("kansa", ["auditor"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        auditor.hold_evidence(evidence=paper, reason="調査")
