"""Bank files as tests write them: the other direction of the readers, from the same layouts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Move:
    """One movement to be written; below zero it goes out."""

    on: date
    amount: int
    payer: str = ""
    description: str = ""
    edi: str = ""
    inquiry: int = 0
    cancels: bool = False


def era(day: date) -> str:
    """YYMMDD in 令和.

    >>> era(date(2026, 11, 20))
    '081120'
    """
    return f"{day.year - 2018:02d}{day:%m%d}"


def _c(text: str, width: int) -> bytes:
    raw = text.encode("cp932")
    assert len(raw) <= width
    return raw.ljust(width)


def _n(value: int, width: int) -> bytes:
    return str(value).zfill(width).encode()


def joined(
    records: Sequence[bytes], separator: bytes = b"\r\n", *, trim: bool = False, last: bool = True
) -> bytes:
    """The records of a file; `trim` cuts the blanks at their ends, without `last` nothing follows the end."""
    full = [record.ljust(200) for record in records]
    assert all(len(record) == 200 for record in full)
    text = separator.join(record.rstrip() if trim and separator else record for record in full)
    return text + (separator if last else b"")


def transactions(
    moves: Sequence[Move],
    *,
    opening: int = 0,
    made: date = date(2026, 4, 1),
    account: int = 12345,
    kind: str = "1",
    number_of_records: int | None = None,
) -> list[bytes]:
    """入出金取引明細 (03) of one account, with the end record."""
    days = [move.on for move in moves] or [made]
    head = b"1030" + b"".join(era(day).encode() for day in (made, min(days), max(days)))
    head += b"9999" + _c("ﾃｽﾄ", 15) + b"001" + _c("ﾎﾝﾃﾝ", 15) + b"000" + kind.encode() + _n(account, 10)
    head += _c("ｶ)ｻﾝﾌﾟﾙ", 40) + (b"2" if opening < 0 else b"1") + b"1" + _n(abs(opening), 14)
    records = [head]
    for at, move in enumerate(moves, 1):
        coming = move.amount > 0
        data = (
            b"2" + _n(move.inquiry or at, 8) + era(move.on).encode() * 2 + (b"1" if coming else b"2") + b"11"
        )
        data += _n(abs(move.amount), 12) + b"0" * 12 + b"0" * 12 + b"0" + b"0" * 7 + b"000" + b"0" * 10
        data += (
            _c(move.payer, 48) + _c("ﾃｽﾄ", 15) + _c("ﾐﾅﾐ", 15) + _c(move.description, 20) + _c(move.edi, 20)
        )
        records.append(data)
    coming_, going = [m.amount for m in moves if m.amount > 0], [-m.amount for m in moves if m.amount < 0]
    closing = opening + sum(coming_) - sum(going)
    records.append(
        b"8" + _n(len(coming_), 6) + _n(sum(coming_), 13) + _n(len(going), 6) + _n(sum(going), 13)
        + (b"2" if closing < 0 else b"1") + _n(abs(closing), 14) + _n(len(moves), 7)
    )  # fmt: skip
    return [*records, b"9" + _n(number_of_records or len(records) + 1, 10) + b"00001"]


def incoming(
    moves: Sequence[Move], *, wide: bool = False, made: date = date(2026, 4, 1), account: int = 12345
) -> list[bytes]:
    """振込入金通知 (01), format A, or B (`wide`) with twelve digits."""
    days = [move.on for move in moves] or [made]
    head = b"1010" + b"".join(era(day).encode() for day in (made, min(days), max(days)))
    head += b"9999" + _c("ﾃｽﾄ", 15) + b"001" + _c("ﾎﾝﾃﾝ", 15) + b"1" + _n(account, 7) + _c("ｶ)ｻﾝﾌﾟﾙ", 40)
    records = [head]
    for at, move in enumerate(moves, 1):
        data = b"2" + _n(move.inquiry or at, 6) + era(move.on).encode() * 2
        data += _n(0 if wide else move.amount, 10) + b"0" * 10 + b"0" * 10 + _c(move.payer, 48)
        data += _c("ﾃｽﾄ", 15) + _c("ﾐﾅﾐ", 15) + (b"1" if move.cancels else b" ")
        data += (_n(move.amount, 12) + b"0" * 12 if wide else b"") + _c(move.edi, 20)
        records.append(data)
    good = [move.amount for move in moves if not move.cancels]
    bad = [move.amount for move in moves if move.cancels]
    records.append(b"8" + _n(len(good), 6) + _n(sum(good), 12) + _n(len(bad), 6) + _n(sum(bad), 12))
    return [*records, b"9"]
