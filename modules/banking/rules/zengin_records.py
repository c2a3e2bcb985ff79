"""Records of fixed length (全銀フォーマット): where one begins, what stands where, and which bytes may.

Bytes are counted, never characters. Separators differ between banks: none, CR, LF or both, with or without
one after the last record; blanks at the end of a record are often cut.

    >>> [record.number for record in records(b"1" + b" " * 199 + b"9" + b" " * 199)]
    [1, 2]
    >>> records(b"1ab\\r\\n9\\r\\n")[0].text(2, 4, "口座名")
    'ab'
    >>> records(b"1" + b" " * 198 + b"\\r\\n")
    Traceback (most recent call last):
    erp.kernel.errors.BadInput: BAD_INPUT field=file reason=WRONG_RECORD_LENGTH record=1 part=レコード長 length=199 wanted=200
"""  # noqa: E501

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from modules.banking.rules.eras import era_day
from modules.banking.rules.statement import unreadable

LENGTH = 200
_END_OF_FILE = b"\x1a"
# JIS X 0201: one byte a character. Everything else is half of a wide character, or broken.
_SINGLE = re.compile(rb"[\x20-\x7e\xa1-\xdf]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One record, filled up to its length; places are counted from 1 as in the standard."""

    number: int
    raw: bytes

    @property
    def kind(self) -> str:
        """データ区分: 1 header, 2 data, 8 trailer, 9 end."""
        return chr(self.raw[0])

    def bytes_at(self, first: int, last: int) -> str:
        """The characters of a place as they stand there."""
        return self.raw[first - 1 : last].decode("cp932")

    def text(self, first: int, last: int, part: str) -> str | None:
        """Words, without the blanks around them; none when there are none."""
        return self.bytes_at(first, last).strip() or None

    def digits(self, first: int, last: int, part: str) -> str:
        """A number that is a name: every place of it is a digit."""
        found = self.bytes_at(first, last)
        if not (found.isascii() and found.isdigit()):
            raise unreadable("NOT_DIGITS", self.number, part, given=found.strip())
        return found

    def whole(self, first: int, last: int, part: str) -> int:
        """A figure; blanks are nothing."""
        found = self.bytes_at(first, last)
        return 0 if not found.strip() else int(self.digits(first, last, part))

    def amount(self, first: int, last: int, part: str) -> Decimal:
        """Yen."""
        return Decimal(self.whole(first, last, part))

    def day(self, first: int, last: int, part: str, *, near: date) -> date:
        """YYMMDD in the Japanese calendar."""
        digits = self.digits(first, last, part)
        found = era_day(digits, near=near)
        if found is None:
            raise unreadable("NOT_A_DAY", self.number, part, given=digits)
        return found


def records(content: bytes) -> list[Record]:
    """The records of a file, each of its full length."""
    content = content.rstrip(_END_OF_FILE)
    if not content.strip():
        raise unreadable("EMPTY_FILE", 1, "ファイル")
    if content[:1] == b"\xf1":
        raise unreadable("EBCDIC", 1, "コード区分")
    if b"\r" in content or b"\n" in content:
        pieces = re.split(rb"\r\n|\r|\n", content)
        while pieces and not pieces[-1].strip():
            pieces.pop()
    else:
        pieces = [content[at : at + LENGTH] for at in range(0, len(content), LENGTH)]
    return [_record(number, piece) for number, piece in enumerate(pieces, 1)]


def _record(number: int, piece: bytes) -> Record:
    # What was cut off at the end were blanks; a short record that still ends in one lost something else.
    if len(piece) > LENGTH or not piece or (len(piece) < LENGTH and piece.endswith(b" ")):
        raise unreadable("WRONG_RECORD_LENGTH", number, "レコード長", length=len(piece), wanted=LENGTH)
    sound = _SINGLE.match(piece)
    assert sound is not None
    if sound.end() != len(piece):
        raise unreadable("BROKEN_CHARACTER", number, "文字", place=sound.end() + 1)
    if piece[:1] not in (b"1", b"2", b"8", b"9"):
        raise unreadable("UNKNOWN_RECORD", number, "データ区分", given=piece[:1].decode("cp932"))
    return Record(number, piece.ljust(LENGTH))
