"""The words of a search box: each must be found somewhere, whatever its width and case.

Full-width letters and half-width kana mean what their usual forms mean, and a per cent sign is a per cent
sign, not a wish for anything at all.
"""

import re
import unicodedata

from erp.kernel.errors import BadInput

MOST_WORDS = 8
LONGEST_SEARCH = 200


def patterns(text: str) -> list[str]:
    """What each word of the text looks like to ILIKE.

    >>> patterns("ＡＢＣ　50%")
    ['%ABC%', '%50\\\\%%']
    """
    if len(text) > LONGEST_SEARCH:
        raise BadInput("search", "TOO_LONG", limit=LONGEST_SEARCH)
    words = unicodedata.normalize("NFKC", text).split()[:MOST_WORDS]
    return ["%" + re.sub(r"([\\%_])", r"\\\1", word) + "%" for word in words]


def found_in(columns: list[str], words: str) -> str:
    """The condition that each word occurs in one of the columns."""
    together = f"concat_ws(E'\\n', {', '.join(f'({each})::text' for each in columns)})"
    return f"normalize({together}, NFKC) ILIKE ALL ({words})"
