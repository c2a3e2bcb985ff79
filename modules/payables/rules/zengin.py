"""Half-width characters as banks take them in transfer files (全銀協規定形式).

Names are sent in half-width katakana, capital letters, digits and few signs, one byte each. Everything
that has one such form is brought into it; kanji have none, so they are refused and a person types the
reading.

    >>> to_zengin("ミホンショウジ（カ", Field.NAME)
    'ﾐﾎﾝｼﾖｳｼﾞ(ｶ'
    >>> to_zengin("サーバー管理", Field.NAME)
    Traceback (most recent call last):
    modules.payables.rules.zengin.NotZengin: NOT_ZENGIN given=サーバー管理 characters=管理
    >>> to_zengin("ABCサービス－1", Field.NAME), to_zengin("みずほ", Field.BANK)
    ('ABCｻ-ﾋﾞｽ-1', 'ﾐｽﾞﾎ')

The long mark becomes a hyphen and small kana become large, also where they come half-width already:

    >>> to_zengin("ｷｬｯｼｭ・ｶｰﾄﾞ", Field.NAME)
    'ｷﾔﾂｼﾕ ｶ-ﾄﾞ'

Salaries take no letters, and nobody takes ヲ in a name:

    >>> to_zengin("ヤマダ ABC", Field.SALARY_NAME)
    Traceback (most recent call last):
    modules.payables.rules.zengin.NotZengin: NOT_ZENGIN given=ヤマダ ABC characters=ABC
"""

from enum import StrEnum
from unicodedata import normalize

from erp.kernel.errors import Refused

_DASHES = dict.fromkeys("ーｰ－‐‑‒–—―−", "-")
_SMALL = dict(zip("ァィゥェォャュョッヮヵヶ", "アイウエオヤユヨツワカケ", strict=True))
_VOICED = {"\u3099": "ﾞ", "\u309a": "ﾟ", "゛": "ﾞ", "゜": "ﾟ"}
_FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_TO_HALF = dict(zip(_FULL, _HALF, strict=True)) | _VOICED
_KANA = frozenset(_HALF) - {"ｦ"} | {"ﾞ", "ﾟ"}
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
# Hiragana stand exactly so far before their katakana.
_HIRAGANA = range(0x3041, 0x3097)
_TO_KATAKANA = 0x60


class NotZengin(Refused):
    """A text has characters that no bank takes in this place."""

    def __init__(self, given: str, characters: str, *, field: str | None = None) -> None:
        super().__init__(field=field, given=given, characters=characters)


class TooLongForBank(Refused):
    """A text takes more bytes than the bank has room for; it is shortened by a person, not cut."""

    def __init__(self, given: str, length: int, limit: int, *, field: str | None = None) -> None:
        super().__init__(field=field, given=given, length=length, limit=limit)


class Field(StrEnum):
    """Which signs a place takes."""

    BANK = "BANK"
    NAME = "NAME"
    SALARY_NAME = "SALARY_NAME"
    EDI = "EDI"


ALLOWED = {
    Field.BANK: _KANA | _LETTERS | _DIGITS | {"-"},
    Field.NAME: _KANA | _LETTERS | _DIGITS | frozenset(" ()-."),
    Field.SALARY_NAME: _KANA | _DIGITS | {" "},
    Field.EDI: _KANA | {"ｦ"} | _LETTERS | _DIGITS | frozenset(" \\｢｣()-/."),
}


def to_zengin(text: str, field: Field, *, limit: int | None = None, named: str | None = None) -> str:
    """The text in bank characters; refuses what has no such form, and what is longer than its place."""
    found = "".join(_half(each) for each in normalize("NFKD", _large(text)).upper())
    found = " ".join(found.split()) if field is not Field.BANK else "".join(found.split())
    strange = "".join(dict.fromkeys(each for each in found if each not in ALLOWED[field]))
    if strange:
        raise NotZengin(text, strange, field=named)
    if limit is not None and len(found) > limit:
        raise TooLongForBank(text, len(found), limit, field=named)
    return found


def _large(text: str) -> str:
    """Katakana in one width, small ones large, every dash the same; brackets stay brackets."""
    katakana = "".join(
        chr(ord(each) + _TO_KATAKANA) if ord(each) in _HIRAGANA else each for each in normalize("NFKC", text)
    )
    return "".join(_SMALL.get(each, _DASHES.get(each, each)) for each in katakana)


def _half(character: str) -> str:
    if character in ("・", "･", "　", ",", "、"):
        return " "
    return _TO_HALF.get(character, character)


def encoded(text: str, length: int) -> bytes:
    """The bytes of a place: one for each character, filled with spaces.

    >>> encoded("ｶﾞ(ｶ", 6)
    b'\\xb6\\xde(\\xb6  '
    """
    found = text.encode("cp932")
    if len(found) != len(text) or len(found) > length:
        raise ValueError(f"{text!r} is not one byte a character, or does not fit into {length}")
    return found.ljust(length)
