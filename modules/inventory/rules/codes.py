"""What stands in the codes on labels, and what a code that was read may mean.

A label says no more than a person could type: the JAN code or the number of a product, product and lot, or
warehouse and place. Labels of suppliers carry GS1 element strings: 01 article, 17 expiry, 10 lot, 21 serial.

    >>> code_of_lot("I-0001", "M-0418"), code_of_place("MAIN", "A-01")
    ('I-0001/M-0418', 'MAIN/A-01')
    >>> meaning("010490123456789417270131" + "10L1")
    Meaning(text='', article='4901234567894', lot='L1')
    >>> meaning("]C1010490123456789410AB\\x1d21S9").lot
    'AB'
    >>> meaning(" ４９０１２３４５６７８９４ ").text
    '4901234567894'
"""

import re
import unicodedata
from dataclasses import dataclass

SEPARATOR = "/"
GROUP = "\x1d"
SYMBOLOGY = re.compile(r"^\][A-Za-z]\d")
FIXED = {"01": 14, "02": 14, "11": 6, "13": 6, "15": 6, "17": 6}
OPEN = {"10", "21"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code as it is asked for: a text, or the article and the lot of a supplier's label."""

    text: str
    article: str = ""
    lot: str = ""


def code_of_lot(number: str, lot: str) -> str:
    """Product and lot, since two products may have a lot of the same name."""
    return f"{number}{SEPARATOR}{lot}"


def code_of_place(warehouse: str, place: str) -> str:
    """Warehouse and place."""
    return f"{warehouse}{SEPARATOR}{place}"


def meaning(read: str) -> Meaning:
    """What a scanner or a person gave us, without spaces around it and in plain letters."""
    text = SYMBOLOGY.sub("", unicodedata.normalize("NFKC", read).strip())
    found = _elements(text)
    if found and "01" in found:
        return Meaning("", found["01"].lstrip("0"), found.get("10") or found.get("21") or "")
    return Meaning(text.replace(GROUP, ""))


def _elements(text: str) -> dict[str, str] | None:
    """The elements of a GS1 string; nothing where it is none."""
    found: dict[str, str] = {}
    rest = text.lstrip(GROUP)
    while rest:
        name, rest = rest[:2], rest[2:]
        if name in FIXED:
            value, rest = rest[: FIXED[name]], rest[FIXED[name] :].lstrip(GROUP)
            if len(value) != FIXED[name] or not value.isdigit():
                return None
        elif name in OPEN:
            value, _, rest = rest.partition(GROUP)
        else:
            return None
        found[name] = value
    return found


def may_be_bars(text: str) -> bool:
    """Whether a code of bars can carry the text: plain letters, and not too many for a small label.

    >>> may_be_bars("I-0001/M-0418"), may_be_bars("抹茶"), may_be_bars("L" * 40)
    (True, False, False)
    """
    return 0 < len(text) <= 24 and text.isascii() and text.isprintable()
