"""Times as they come in by hand: read, checked, refused by name."""

from erp.kernel.errors import BadInput
from modules.attendance.rules.clock import minute_of


def time_given(field: str, text: str | None) -> int | None:
    """The minute of the day somebody typed; refuses what is no time."""
    if text is None or not text.strip():
        return None
    found = minute_of(text)
    if found is None:
        raise BadInput(field, "NOT_A_TIME", given=text[:20])
    return found


def time_needed(field: str, text: str) -> int:
    """The same where it must be given."""
    found = time_given(field, text)
    if found is None:
        raise BadInput(field, "REQUIRED")
    return found


def words(field: str, text: str, limit: int = 100) -> str:
    """Words that must be there and are not endless."""
    plain = text.strip()
    if not plain:
        raise BadInput(field, "EMPTY")
    if len(plain) > limit:
        raise BadInput(field, "TOO_LONG", limit=limit)
    return plain
