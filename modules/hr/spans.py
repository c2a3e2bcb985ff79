"""How far from the event a deadline may lie."""

from erp.kernel.errors import BadInput
from modules.hr.states import DeadlineRule

SPANS = {
    DeadlineRule.DAYS: (-366, 3660),
    DeadlineRule.MONTHS: (0, 120),
    DeadlineRule.DAY_OF_NEXT_MONTH: (1, 31),
}


def span_of(rule: DeadlineRule, span: int) -> int:
    """A number that means something for this way of counting."""
    least, most = SPANS[rule]
    if not least <= span <= most:
        raise BadInput("span", "OUT_OF_RANGE", least=least, most=most)
    return span
