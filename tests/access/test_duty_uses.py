"""One person on both sides: refused, or done with a reason and signed off by somebody else."""

import pytest

from tests.approval.company import Company, a_company
from tests.facade import Erp, Refused

RULE = {
    "code": "entry_draft_and_posting",
    "permission_a": "accounting.draft_entry",
    "permission_b": "accounting.post_entry_draft",
    "reason": "仕訳の起票と記帳は別の人が行う",
}
USES = "{ dutyUses { nodes { id reason mayReview review { outcome reviewedBy { login } } } } }"


@pytest.fixture
def firm(erp: Erp) -> Company:
    return a_company(erp)


def test_a_rule_refuses_asks_for_a_reason_or_only_remembers(firm: Company) -> None:
    clerk, draft = firm.people["clerk"], firm.draft("clerk", "100")
    firm.erp.set_sod_rule(**RULE | {"mode": "REFUSE"})
    with pytest.raises(Refused, match="SAME_PERSON"):
        clerk.post_entry_draft(draft=draft)
    firm.erp.set_sod_rule(**RULE | {"mode": "REVIEW"})
    with pytest.raises(Refused, match="COMBINED_DUTY"):
        clerk.post_entry_draft(draft=draft, reason="  ")
    assert clerk.post_entry_draft("state", draft=draft, reason="ほかに人がいない") == "POSTED"
    firm.erp.set_sod_rule(**RULE | {"mode": "WARN"})
    clerk.post_entry_draft(draft=firm.draft("clerk", "200"))
    firm.erp.set_sod_rule(**RULE | {"mode": "OFF"})
    clerk.post_entry_draft(draft=firm.draft("clerk", "300"))
    # Somebody else on the other side is nobody's business.
    firm.erp.set_sod_rule(**RULE | {"mode": "REFUSE"})
    firm.people["chief"].post_entry_draft(draft=firm.draft("clerk", "400"))

    uses = firm.erp.query(USES)["dutyUses"]["nodes"]
    assert [use["reason"] for use in uses] == [None, "ほかに人がいない"]


def test_somebody_else_signs_it_off_once(firm: Company) -> None:
    firm.erp.set_sod_rule(**RULE | {"mode": "REVIEW"})
    own = firm.erp.as_user("erp2", ["administrator"])
    for amount in ("100", "200"):
        firm.people["erp2"] = own
        own.post_entry_draft(draft=firm.draft("erp2", amount), reason="至急")
    first, second = own.query(USES)["dutyUses"]["nodes"]
    assert first["mayReview"] is False

    with pytest.raises(Refused, match="SAME_PERSON"):
        own.review_duty_use(duty_use=first["id"], outcome="ACCEPTED")
    with pytest.raises(Refused, match="REQUIRED"):
        firm.erp.review_duty_use(duty_use=first["id"], outcome="OBJECTED")
    firm.erp.review_duty_use(duty_use=first["id"], outcome="OBJECTED", note="事前に相談を")
    with pytest.raises(Refused, match="ALREADY_REVIEWED"):
        firm.erp.review_duty_use(duty_use=first["id"], outcome="ACCEPTED")
    firm.erp.review_duty_use(duty_use=second["id"], outcome="ACCEPTED")
    left = firm.erp.query("{ dutyUses(isReviewed: false) { totalCount } }")
    assert left["dutyUses"]["totalCount"] == 0
