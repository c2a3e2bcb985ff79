"""Transfer files for banks (全銀フォーマット): 総合振込 (21), 給与振込 (11), 賞与振込 (12).

Each record has 120 bytes.

One header, a record for each transfer, a trailer with their count and sum, and an end. Digits stand
right with zeros before them, characters left with spaces behind; every character is one byte. What does
not fit is refused, never cut, and a file whose trailer does not add up is neither written nor read.

    >>> sender = Sender("0000012345", "ﾐﾎﾝｼﾖｳｼﾞ(ｶ", (11, 30), "0001", "ﾐﾎﾝ", "001", "ﾎﾝﾃﾝ", "1", "1234567")
    >>> payee = Transfer("0005", "ﾐﾎﾝ", "123", "ｴｷﾏｴ", "1", "7654321", "ﾌｼﾞﾐｾｲｼ(ｶ", 54560)
    >>> written = write_transfers(FileKind.TRANSFER, sender, [payee])
    >>> [len(record) for record in written.split(b"\\r\\n")], read_transfers(written).total
    ([120, 120, 120, 120, 0], 54560)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from erp.kernel.errors import Refused
from modules.payables.rules.zengin import Field, encoded, to_zengin

LENGTH = 120
MOST_AMOUNT, MOST_COUNT, MOST_TOTAL = 9_999_999_999, 999_999, 999_999_999_999
CODE_OF_CHARACTERS = "0"  # JIS, one byte each


class FileKind(StrEnum):
    """種別コード."""

    TRANSFER = "21"
    SALARY = "11"
    BONUS = "12"


class BadTransfer(Refused):
    """A value that has no place in a transfer file."""

    def __init__(self, name: str, given: object, *, row: int | None = None) -> None:
        super().__init__(name=name, given=given, row=row)


class BadTransferFile(Refused):
    """A file that is not what it says it is; `line` counts its records."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line=line, reason=reason)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the money, from where, on which month and day."""

    code: str
    name: str
    day: tuple[int, int]
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payee. `code_1` and `code_2` are ours (employee and department number on salaries)."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: str
    account_number: str
    name: str
    amount: int
    code_1: str = ""
    code_2: str = ""
    edi: str | None = None
    novelty: str = "0"
    speed: str = "7"
    clearing_house: str = "0000"


@dataclass(frozen=True, slots=True)
class TransferFile:
    """What a file says."""

    kind: FileKind
    sender: Sender
    transfers: tuple[Transfer, ...]

    @property
    def total(self) -> int:
        """All amounts."""
        return sum(each.amount for each in self.transfers)


# Name, length, and what stands there: N digits, C characters, K one of the signs of names or banks.
HEADER = (
    ("record", 1, "N"), ("kind", 2, "N"), ("characters", 1, "N"), ("code", 10, "N"), ("name", 40, "C"),
    ("day", 4, "N"), ("bank_code", 4, "N"), ("bank_name", 15, "C"), ("branch_code", 3, "N"),
    ("branch_name", 15, "C"), ("account_type", 1, "N"), ("account_number", 7, "N"), ("dummy", 17, "C"),
)  # fmt: skip
_PAYEE = (
    ("record", 1, "N"), ("bank_code", 4, "N"), ("bank_name", 15, "C"), ("branch_code", 3, "N"),
    ("branch_name", 15, "C"), ("clearing_house", 4, "C"), ("account_type", 1, "N"),
    ("account_number", 7, "N"), ("name", 30, "C"), ("amount", 10, "N"), ("novelty", 1, "C"),
)  # fmt: skip
DATA = {
    FileKind.TRANSFER: (*_PAYEE, ("codes", 20, "C"), ("speed", 1, "C"), ("mark", 1, "C"), ("dummy", 7, "C")),
    FileKind.SALARY: (*_PAYEE, ("code_1", 10, "N"), ("code_2", 10, "N"), ("dummy", 9, "C")),
}
DATA[FileKind.BONUS] = DATA[FileKind.SALARY]
TRAILER = (("record", 1, "N"), ("count", 6, "N"), ("total", 12, "N"), ("dummy", 101, "C"))
END = (("record", 1, "N"), ("dummy", 119, "C"))
Layout = tuple[tuple[str, int, str], ...]
# Savings and other accounts cannot take salaries.
ACCOUNT_TYPES = {FileKind.TRANSFER: "1249", FileKind.SALARY: "12", FileKind.BONUS: "12"}


def write_transfers(
    kind: FileKind, sender: Sender, transfers: Sequence[Transfer], *, line_breaks: bool = True
) -> bytes:
    """The file as the bank takes it; with `line_breaks` each record ends in CR LF, the last one too."""
    if not 0 < len(transfers) <= MOST_COUNT:
        raise BadTransfer("count", len(transfers))
    records = [_header(kind, sender)]
    records += [_data(kind, each, row) for row, each in enumerate(transfers, 1)]
    total = sum(each.amount for each in transfers)
    if total > MOST_TOTAL:
        raise BadTransfer("total", total)
    records.append(_record(TRAILER, {"record": "8", "count": len(transfers), "total": total}))
    records.append(_record(END, {"record": "9"}))
    break_ = b"\r\n" if line_breaks else b""
    return b"".join(record + break_ for record in records)


def _header(kind: FileKind, sender: Sender) -> bytes:
    if sender.account_type not in tuple("129"):
        raise BadTransfer("account_type", sender.account_type)
    return _record(
        HEADER,
        {
            "record": "1",
            "kind": kind.value,
            "characters": CODE_OF_CHARACTERS,
            "code": sender.code,
            "name": to_zengin(sender.name, Field.NAME, limit=40),
            "day": f"{sender.day[0]:02}{sender.day[1]:02}",
            "bank_code": sender.bank_code,
            "bank_name": to_zengin(sender.bank_name, Field.BANK, limit=15),
            "branch_code": sender.branch_code,
            "branch_name": to_zengin(sender.branch_name, Field.BANK, limit=15),
            "account_type": sender.account_type,
            "account_number": sender.account_number,
        },
    )


def _data(kind: FileKind, each: Transfer, row: int) -> bytes:
    if each.account_type not in tuple(ACCOUNT_TYPES[kind]):
        raise BadTransfer("account_type", each.account_type, row=row)
    if not 0 < each.amount <= MOST_AMOUNT:
        raise BadTransfer("amount", each.amount, row=row)
    names = Field.NAME if kind is FileKind.TRANSFER else Field.SALARY_NAME
    values: dict[str, object] = {
        "record": "2",
        "bank_code": each.bank_code,
        "bank_name": to_zengin(each.bank_name, Field.BANK, limit=15),
        "branch_code": each.branch_code,
        "branch_name": to_zengin(each.branch_name, Field.BANK, limit=15),
        "clearing_house": each.clearing_house,
        "account_type": each.account_type,
        "account_number": each.account_number,
        "name": to_zengin(each.name, names, limit=30),
        "amount": each.amount,
        "novelty": each.novelty,
    }
    if kind is not FileKind.TRANSFER:
        return _record(DATA[kind], values | {"code_1": each.code_1, "code_2": each.code_2}, row)
    codes = f"{_digits('code_1', each.code_1, 10, row)}{_digits('code_2', each.code_2, 10, row)}"
    if each.edi is not None:
        codes = to_zengin(each.edi, Field.EDI, limit=20)
    mark = "" if each.edi is None else "Y"
    return _record(DATA[kind], values | {"codes": codes, "speed": each.speed, "mark": mark}, row)


def _record(layout: Layout, values: Mapping[str, object], row: int | None = None) -> bytes:
    parts = []
    for name, length, kind in layout:
        value = str(values.get(name, ""))
        if kind == "N":
            parts.append(_digits(name, value, length, row).encode("ascii"))
            continue
        try:
            parts.append(encoded(value, length))
        except ValueError:
            raise BadTransfer(name, value, row=row) from None
    record = b"".join(parts)
    if len(record) != LENGTH:
        raise ValueError(f"a record of {len(record)} bytes")
    return record


def _digits(name: str, value: str, length: int, row: int | None) -> str:
    if not re.fullmatch(rf"[0-9]{{0,{length}}}", value):
        raise BadTransfer(name, value, row=row)
    return value.rjust(length, "0")


def read_transfers(content: bytes) -> TransferFile:
    """What a file says; separators may be any or none, spaces at the end of a record may be missing.

    Refuses another order of records, a digit that is none, and a trailer that does not add up.
    """
    records = _records(content)
    marks = [record[:1] for record in records]
    if len(records) < 4 or marks[0] != b"1" or marks[-2:] != [b"8", b"9"] or set(marks[1:-2]) != {b"2"}:
        raise BadTransferFile(1, "NOT_A_TRANSFER_FILE")
    try:
        kind = FileKind(records[0][1:3].decode("ascii", "replace"))
    except ValueError:
        raise BadTransferFile(1, "UNKNOWN_KIND") from None
    head = _parsed(HEADER, records[0], 1)
    if head["characters"] != CODE_OF_CHARACTERS:
        raise BadTransferFile(1, "UNKNOWN_CHARACTERS")
    transfers = tuple(_transfer(kind, record, line) for line, record in enumerate(records[1:-2], 2))
    trailer = _parsed(TRAILER, records[-2], len(records) - 1)
    found = TransferFile(kind, _sender(head), transfers)
    if int(trailer["count"]) != len(transfers) or int(trailer["total"]) != found.total:
        raise BadTransferFile(len(records) - 1, "TOTALS_DIFFER")
    return found


def _records(content: bytes) -> list[bytes]:
    """The records, each filled up to its length."""
    rows = [row for row in re.split(rb"\r\n|\r|\n", content) if row.strip(b" \x1a")]
    if len(rows) == 1:
        rows = [content[at : at + LENGTH] for at in range(0, len(content.rstrip(b"\r\n\x1a")), LENGTH)]
    for line, row in enumerate(rows, 1):
        if len(row) > LENGTH:
            raise BadTransferFile(line, "WRONG_LENGTH")
    return [row.ljust(LENGTH) for row in rows]


def _parsed(layout: Layout, record: bytes, line: int) -> dict[str, str]:
    values, at = {}, 0
    for name, length, kind in layout:
        part = record[at : at + length]
        at += length
        try:
            values[name] = part.decode("cp932").rstrip(" ")
        except UnicodeDecodeError:
            raise BadTransferFile(line, "NOT_CP932") from None
        if kind == "N" and not re.fullmatch(rb"[0-9]+", part):
            raise BadTransferFile(line, f"NOT_DIGITS {name}")
    return values


def _sender(head: Mapping[str, str]) -> Sender:
    day = (int(head["day"][:2]), int(head["day"][2:]))
    names = ("bank_code", "bank_name", "branch_code", "branch_name", "account_type", "account_number")
    return Sender(head["code"], head["name"], day, *(head[name] for name in names))


def _transfer(kind: FileKind, record: bytes, line: int) -> Transfer:
    values = _parsed(DATA[kind], record, line)
    edi = None
    if kind is FileKind.TRANSFER:
        codes = values["codes"].ljust(20)
        edi = values["codes"] if values["mark"] == "Y" else None
        values |= {"code_1": codes[:10].strip(), "code_2": codes[10:].strip()} if edi is None else {}
    return Transfer(
        bank_code=values["bank_code"],
        bank_name=values["bank_name"],
        branch_code=values["branch_code"],
        branch_name=values["branch_name"],
        account_type=values["account_type"],
        account_number=values["account_number"],
        name=values["name"],
        amount=int(values["amount"]),
        code_1=values.get("code_1", ""),
        code_2=values.get("code_2", ""),
        edi=edi,
        novelty=values["novelty"],
        speed=values.get("speed", ""),
        clearing_house=values["clearing_house"],
    )
