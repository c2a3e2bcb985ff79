"""Names and readings: one way to write them, so that the same person is found again.

>>> kana("さとう"), kana("ｻﾄｳ"), kana("サトウ ")
('サトウ', 'サトウ', 'サトウ')
>>> is_kana("サトウ"), is_kana("佐藤"), is_kana("スミス・Jr")
(True, False, False)
>>> together("佐藤", "花子"), together("Madonna", "")
('佐藤 花子', 'Madonna')
"""

import re
import unicodedata

_KANA = re.compile(r"[ァ-ヺー・ヽヾ゛゜ 　\-]*")


def kana(text: str) -> str:
    """A reading in full-width katakana."""
    wide = " ".join(unicodedata.normalize("NFKC", text).split())
    return "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゖ" else each for each in wide)


def is_kana(text: str) -> bool:
    """Whether a reading is written in katakana alone."""
    return _KANA.fullmatch(text) is not None


def together(family: str, given: str) -> str:
    """Family name first."""
    return f"{family} {given}".strip()
