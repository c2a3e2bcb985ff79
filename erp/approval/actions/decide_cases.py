"""Decide cases: say yes, no, or back to who asked, to one or to many at once."""

from enum import StrEnum
from uuid import UUID

from erp.approval.deciding import decide, words
from erp.approval.states import ReturnReason, Verdict
from erp.kernel.asking import Act


class CaseDecision(StrEnum):
    """What can be said to a case."""

    APPROVE = "APPROVE"
    RETURN = "RETURN"
    REJECT = "REJECT"


async def decide_cases(
    *,
    act: Act,
    cases: list[UUID],
    decision: CaseDecision,
    reason: ReturnReason | None = None,
    note: str | None = None,
) -> UUID:
    """Decide all of these, or none; whose document has changed meanwhile is void instead. A no has a reason.

    Refuses `NOT_ASKED`, `OWN_REQUEST`, and `WRONG_STATE` when somebody was faster.
    """
    said = words(Verdict(decision.value), reason, note)
    await decide(act, list(dict.fromkeys(cases)), said, "decide_cases")
    return cases[0]
