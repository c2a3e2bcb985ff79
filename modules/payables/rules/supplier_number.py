"""The number a supplier gave his invoice, as two such numbers are compared.

The same invoice comes by mail and again on paper, typed once with full-width digits and once with a
space; it is one invoice all the same.

    >>> number_key("ＩＮＶ－2026 001") == number_key("inv-2026001")
    True
    >>> number_key("No.12‐3"), number_key("12-3") == number_key("123")
    ('no.12-3', False)
    >>> number_key("  ") is None
    True
"""

from unicodedata import normalize

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ－", "-"))


def number_key(number: str | None) -> str | None:
    """One width, one case, one dash, no spaces; None where nothing is left."""
    if number is None:
        return None
    folded = normalize("NFKC", number.translate(_DASHES)).casefold()
    return "".join(folded.split()) or None
