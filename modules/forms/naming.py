"""Names and hints people give to forms and fields."""

import unicodedata

from erp.kernel.errors import BadInput

LONGEST, LONGEST_HINT = 100, 500


def labels_of(ja: str, en: str | None, field: str) -> tuple[str, str]:
    """The name in both languages; where only one was given it stands for both.

    >>> labels_of(" 稟議書 ", None, "nameJa")
    ('稟議書', '稟議書')
    """
    first = words(ja, field, LONGEST)
    if first is None:
        raise BadInput(field, "REQUIRED")
    return first, words(en, field, LONGEST) or first


def words(text: str | None, field: str, limit: int = LONGEST_HINT) -> str | None:
    """A short text without anything unprintable; nothing where nothing was written."""
    told = unicodedata.normalize("NFC", (text or "").strip())
    if len(told) > limit:
        raise BadInput(field, "TOO_LONG")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in told if letter != "\n"):
        raise BadInput(field, "UNPRINTABLE")
    return told or None
