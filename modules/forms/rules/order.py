"""How values sort: one text for each that stands in the order of its kind.

>>> sorted(["10", "9", "-3", "0.5"], key=figure_key)
['-3', '0.5', '9', '10']
"""

import unicodedata
from decimal import Decimal

# Figures have at most fifteen digits before the dot and six after it.
_MIDDLE, _DECIMALS = 10**22, 6
LONGEST = 200


def figure_key(text: str) -> str:
    """A figure as a text that sorts as the figure does."""
    return f"{_MIDDLE + int(Decimal(text).scaleb(_DECIMALS)):023d}"


def text_key(text: str) -> str:
    """Words in one width and case, as far as they decide.

    >>> text_key("ＡＢＣ　ﾃｽﾄ")
    'abc テスト'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())[:LONGEST]
