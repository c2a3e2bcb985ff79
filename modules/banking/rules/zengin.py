"""The two notices of a bank in fixed length: incoming transfers (01) and all movements (03).

Every account is a header, its data and a trailer that counts and adds them up; an end record closes the file.
Nothing is believed that does not agree: counts, sums, and for 03 opening + in − out = closing (ZEN-10).

    >>> header = "1" + "030" + "081120" * 3 + "9999" + " " * 15 + "001" + " " * 15 + "0001" + "0000012345"
    >>> header += " " * 40 + "10" + "00000000001000"
    >>> coming = "200000001" + "081120" * 2 + "111" + "000000000500"
    >>> trailer = "8" + "000001" + "0000000000500" + "000000" + "0" * 13 + "1" + "00000000001500" + "0000001"
    >>> today = date(2026, 11, 21)
    >>> found = read_zengin("\\n".join([header, coming, trailer, "9"]).encode(), received_on=today)
    >>> [(each.account_number, each.opening, each.closing, len(each.lines)) for each in found.statements]
    [('0000012345', Decimal('1000'), Decimal('1500'), 1)]
    >>> read_zengin("\\n".join([header, coming, trailer[:6] + "2" + trailer[7:], "9"]).encode(), received_on=today)
    Traceback (most recent call last):
    erp.kernel.errors.BadInput: BAD_INPUT field=file reason=CONTROL_TOTAL record=3 part=入金件数 told=2 found=1
"""  # noqa: E501

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from modules.banking.rules.statement import (
    ReadFile,
    ReadLine,
    ReadStatement,
    require_same,
    sum_of,
    unreadable,
)
from modules.banking.rules.zengin_records import Record, records
from modules.banking.states import DepositKind, Direction, StatementSource

KINDS = {"1": DepositKind.ORDINARY, "2": DepositKind.CURRENT, "4": DepositKind.SAVINGS}
TIME_DEPOSITS = {"5", "6", "7"}
SOURCES = {"01": StatementSource.INCOMING_TRANSFERS, "03": StatementSource.TRANSACTIONS}
COMING, GOING = "1", "2"
MINUS = "2"


def looks_like_zengin(content: bytes) -> bool:
    """Whether this is meant to be such a file: it begins with a header of one of the two kinds."""
    return content[:3] in (b"101", b"103") or content[:1] == b"\xf1"


def read_zengin(content: bytes, *, received_on: date) -> ReadFile:
    """The statements of a file; refuses the whole file by record and part when anything is wrong with it."""
    found = records(content)
    kind = found[0].bytes_at(2, 3)
    if found[0].kind != "1" or kind not in SOURCES:
        raise unreadable("UNKNOWN_FILE_KIND", found[0].number, "種別コード", given=kind)
    read: Callable[[Sequence[Record], date], ReadStatement]
    read = _incoming if kind == "01" else _transactions
    if found[-1].kind != "9":
        raise unreadable("NO_END_RECORD", found[-1].number, "エンドレコード")
    statements = []
    for block in _blocks(found[:-1]):
        if block[0].bytes_at(2, 3) != kind:
            raise unreadable("TWO_FILE_KINDS", block[0].number, "種別コード", given=block[0].bytes_at(2, 3))
        if block[0].bytes_at(4, 4) != "0":
            raise unreadable("EBCDIC", block[0].number, "コード区分")
        statements.append(read(block, received_on))
    if kind == "03":
        _require_end(found[-1], records_told=len(found), accounts=len(statements))
    return ReadFile(source=SOURCES[kind], statements=tuple(statements))


def _blocks(found: Sequence[Record]) -> list[list[Record]]:
    """Header, data, trailer of each account, in this order and no other."""
    blocks: list[list[Record]] = []
    closed = True
    for record in found:
        if (record.kind == "1") is not closed or record.kind == "9":
            raise unreadable("RECORD_OUT_OF_ORDER", record.number, "データ区分", given=record.kind)
        if record.kind == "1":
            blocks.append([])
        blocks[-1].append(record)
        closed = record.kind == "8"
    if not closed:
        raise unreadable("NO_TRAILER", found[-1].number, "トレーラレコード")
    return blocks


def _require_end(end: Record, *, records_told: int, accounts: int) -> None:
    for first, last, part, found in ((2, 11, "レコード総件数", records_told), (12, 16, "口座数", accounts)):
        told = end.whole(first, last, part)
        if told:
            require_same(part, end.number, told, found)


def _account_kind(header: Record, place: int) -> DepositKind:
    given = header.bytes_at(place, place)
    if given in TIME_DEPOSITS:
        raise unreadable("TIME_DEPOSIT", header.number, "預金種目", given=given)
    if given not in KINDS:
        raise unreadable("UNKNOWN_DEPOSIT_KIND", header.number, "預金種目", given=given)
    return KINDS[given]


def _incoming(block: Sequence[Record], received_on: date) -> ReadStatement:
    header, *data, trailer = block
    made_on = header.day(5, 10, "作成日", near=received_on)
    wide = bool(data) and all(record.bytes_at(129, 152).isdigit() for record in data)
    lines = tuple(_incoming_line(record, made_on, wide=wide) for record in data)
    good, bad = [line for line in lines if not line.cancels], [line for line in lines if line.cancels]
    for first, last, part, found in (
        (2, 7, "合計件数", len(good)),
        (8, 19, "合計金額", sum_of(good, Direction.IN)),
        (20, 25, "取消件数", len(bad)),
        (26, 37, "取消金額", sum_of(bad, Direction.OUT)),
    ):
        require_same(part, trailer.number, trailer.amount(first, last, part), found)
    return ReadStatement(
        record=header.number,
        from_on=header.day(11, 16, "勘定日(自)", near=made_on),
        to_on=header.day(17, 22, "勘定日(至)", near=made_on),
        bank_code=header.digits(23, 26, "銀行コード"),
        bank_name=header.text(27, 41, "銀行名"),
        branch_code=header.digits(42, 44, "支店コード"),
        branch_name=header.text(45, 59, "支店名"),
        kind=_account_kind(header, 60),
        account_number=header.digits(61, 67, "口座番号"),
        holder=header.text(68, 107, "口座名"),
        lines=lines,
    )


def _incoming_line(record: Record, made_on: date, *, wide: bool) -> ReadLine:
    amount = record.amount(20, 29, "金額")
    if wide and not amount:
        amount = record.amount(129, 140, "金額(2)")
    cancels = record.bytes_at(128, 128) == "1"
    return ReadLine(
        record=record.number,
        booked_on=record.day(8, 13, "勘定日", near=made_on),
        direction=Direction.OUT if cancels else Direction.IN,
        amount=_above_zero(record, amount),
        payer=record.text(50, 97, "振込依頼人名"),
        edi=record.text(*((153, 172) if wide else (129, 148)), "EDI情報"),
        inquiry_no=record.text(2, 7, "照会番号"),
        remitter_code=_told(record.text(40, 49, "振込依頼人コード")),
        from_bank=record.text(98, 112, "仕向銀行名"),
        from_branch=record.text(113, 127, "仕向店名"),
        cancels=cancels,
    )


def _transactions(block: Sequence[Record], received_on: date) -> ReadStatement:
    header, *data, trailer = block
    # Looked at first: the records of time deposits have another layout altogether.
    kind = _account_kind(header, 63)
    made_on = header.day(5, 10, "作成日", near=received_on)
    lines = tuple(_transaction(record, made_on) for record in data)
    coming = [line for line in lines if line.direction is Direction.IN]
    for first, last, part, found in (
        (2, 7, "入金件数", len(coming)),
        (8, 20, "入金額合計", sum_of(lines, Direction.IN)),
        (21, 26, "出金件数", len(lines) - len(coming)),
        (27, 39, "出金額合計", sum_of(lines, Direction.OUT)),
        (55, 61, "データ・レコード件数", len(lines)),
    ):
        require_same(part, trailer.number, trailer.amount(first, last, part), found)
    opening = _balance(header, 114, (116, 129), "取引前残高")
    closing = _balance(trailer, 40, (41, 54), "取引後残高")
    require_same("取引後残高", trailer.number, closing, opening + sum(line.signed for line in lines))
    return ReadStatement(
        record=header.number,
        from_on=header.day(11, 16, "勘定日(自)", near=made_on),
        to_on=header.day(17, 22, "勘定日(至)", near=made_on),
        bank_code=header.digits(23, 26, "銀行コード"),
        bank_name=header.text(27, 41, "銀行名"),
        branch_code=header.digits(42, 44, "支店コード"),
        branch_name=header.text(45, 59, "支店名"),
        kind=kind,
        account_number=header.digits(64, 73, "口座番号"),
        holder=header.text(74, 113, "口座名"),
        opening=opening,
        closing=closing,
        lines=lines,
    )


def _transaction(record: Record, made_on: date) -> ReadLine:
    way = record.bytes_at(22, 22)
    if way not in (COMING, GOING):
        raise unreadable("NEITHER_IN_NOR_OUT", record.number, "入払区分", given=way)
    coming = way == COMING
    return ReadLine(
        record=record.number,
        booked_on=record.day(10, 15, "勘定日", near=made_on),
        direction=Direction.IN if coming else Direction.OUT,
        amount=_above_zero(record, record.amount(25, 36, "取引金額")),
        payer=record.text(82, 129, "振込依頼人名") if coming else None,
        description=record.text(160, 179, "摘要内容"),
        edi=record.text(180, 199, "EDI情報"),
        inquiry_no=record.text(2, 9, "照会番号"),
        remitter_code=_told(record.text(*((72, 81) if coming else (82, 101)), "振込依頼人コード")),
        from_bank=record.text(130, 144, "仕向銀行名"),
        from_branch=record.text(145, 159, "仕向店名"),
    )


def _balance(record: Record, sign: int, places: tuple[int, int], part: str) -> Decimal:
    amount = record.amount(*places, part)
    return -amount if record.bytes_at(sign, sign) == MINUS else amount


def _above_zero(record: Record, amount: Decimal) -> Decimal:
    if amount <= 0:
        raise unreadable("AMOUNT_NOT_POSITIVE", record.number, "金額", given=amount)
    return amount


def _told(code: str | None) -> str | None:
    """A code of nothing but zeros is none."""
    return code if code and code.strip("0") else None
