"""Whether a definition can be counted by: it begins and ends somewhere, and sends back what can be sent back.

>>> known = {"DRAFT", "SUBMITTED", "POSTED"}
>>> problem(known, ["SUBMITTED"], ["POSTED"], ["SUBMITTED>DRAFT"]) is None
True
>>> problem(known, [], ["POSTED"], [])
('starts', 'EMPTY', '')
>>> problem(known, ["SUBMITTED"], ["PAID"], [])
('ends', 'UNKNOWN_STATE', 'PAID')
>>> problem(known, ["SUBMITTED"], ["POSTED"], ["SUBMITTED"])
('returns', 'NOT_A_TRANSITION', 'SUBMITTED')
>>> problem(known, ["SUBMITTED", "SUBMITTED"], ["POSTED"], [])
('starts', 'TWICE', 'SUBMITTED')
"""

from collections.abc import Collection, Sequence

BETWEEN = ">"
# What has no life is there from the start.
RECORDED = "RECORDED"


def problem(
    known: Collection[str], starts: Sequence[str], ends: Sequence[str], returns: Sequence[str]
) -> tuple[str, str, str] | None:
    """The first thing that is wrong: the field, why, and what was given."""
    for field, states in (("starts", starts), ("ends", ends)):
        if not states:
            return field, "EMPTY", ""
        for at, each in enumerate(states):
            if each not in known:
                return field, "UNKNOWN_STATE", each
            if each in states[:at]:
                return field, "TWICE", each
    for each in returns:
        before, found, after = each.partition(BETWEEN)
        if not found or BETWEEN in after:
            return "returns", "NOT_A_TRANSITION", each
        for state in (before, after):
            if state not in known:
                return "returns", "UNKNOWN_STATE", state
    return None
