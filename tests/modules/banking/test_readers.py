"""Files of the bank: whatever their separators, and nothing that does not add up."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from erp.kernel.errors import BadInput
from modules.banking.rules.bank_csv import CsvShape, read_csv
from modules.banking.rules.kana import LEGAL_FORMS, name_key
from modules.banking.rules.zengin import read_zengin
from modules.banking.states import CsvEncoding
from tests.modules.banking.files import Move, incoming, joined, transactions

TODAY = date(2026, 4, 1)
KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ()-.0123456789ABC"
SAMPLES = Path(__file__).resolve().parents[4] / "shared/reference/zengin"
names = st.text(KANA, min_size=1, max_size=30)
days = st.integers(0, 27).map(lambda at: date(2026, 3, 1) + timedelta(days=at))
amounts = st.integers(1, 9_999_999_999)
separators = st.sampled_from([b"", b"\r", b"\n", b"\r\n"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Move, days, amounts | amounts.map(lambda n: -n), names, names.map(lambda n: n[:20])),
        max_size=12,
    ),
    st.integers(-(10**9), 10**9),
    separators,
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read_again(
    moves: list[Move], opening: int, separator: bytes, trim: bool, last: bool
) -> None:
    content = joined(transactions(moves, opening=opening), separator, trim=trim, last=last)
    (found,) = read_zengin(content, received_on=TODAY).statements
    assert [(line.booked_on, int(line.signed), line.payer, line.description) for line in found.lines] == [
        (move.on, move.amount, move.payer if move.amount > 0 else None, move.description) for move in moves
    ]
    assert (found.opening, found.closing) == (opening, opening + sum(move.amount for move in moves))
    assert (found.bank_code, found.account_number) == ("9999", "0000012345")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds(Move, days, amounts, names, cancels=st.booleans()), max_size=8),
    st.booleans(),
    separators,
)
def test_incoming_transfers_in_both_formats(moves: list[Move], wide: bool, separator: bytes) -> None:
    content = joined(incoming(moves, wide=wide), separator)
    (found,) = read_zengin(content, received_on=TODAY).statements
    assert [(int(line.signed), line.payer, line.cancels) for line in found.lines] == [
        (-move.amount if move.cancels else move.amount, move.payer, move.cancels) for move in moves
    ]


def test_several_accounts_in_one_file() -> None:
    first, second = (transactions([Move(TODAY, amount)], account=amount) for amount in (111, 222))
    end = b"9" + b"0000000007" + b"00002"
    found = read_zengin(joined([*first[:-1], *second[:-1], end]), received_on=TODAY).statements
    assert [each.account_number for each in found] == ["0000000111", "0000000222"]


def _with(records: list[bytes], at: int, place: int, text: bytes) -> list[bytes]:
    changed = records[at].ljust(200)
    records[at] = changed[: place - 1] + text + changed[place - 1 + len(text) :]
    return records


BROKEN = [
    ("WRONG_RECORD_LENGTH", 2, lambda r: _cut(r)),
    ("BROKEN_CHARACTER", 2, lambda r: joined(_with(r, 1, 82, b"\x83\x41"))),
    ("CONTROL_TOTAL", 4, lambda r: joined(_with(r, 3, 8, b"0000000000999"))),
    ("CONTROL_TOTAL", 4, lambda r: joined(_with(r, 3, 41, b"00000000000001"))),
    ("CONTROL_TOTAL", 5, lambda r: joined(_with(r, 4, 2, b"0000000009"))),
    ("NO_END_RECORD", 4, lambda r: joined(r[:-1])),
    ("NO_TRAILER", 3, lambda r: joined([*r[:3], r[4]])),
    ("RECORD_OUT_OF_ORDER", 2, lambda r: joined([r[0], r[0], *r[1:]])),
    ("TIME_DEPOSIT", 1, lambda r: joined(_with(r, 0, 63, b"5"))),
    ("NOT_A_DAY", 2, lambda r: joined(_with(r, 1, 10, b"081332"))),
    ("NOT_DIGITS", 2, lambda r: joined(_with(r, 1, 25, b"12A"))),
    ("NEITHER_IN_NOR_OUT", 2, lambda r: joined(_with(r, 1, 22, b"3"))),
    ("EBCDIC", 1, lambda r: joined(_with(r, 0, 4, b"1"))),
    ("UNKNOWN_FILE_KIND", 1, lambda r: joined(_with(r, 0, 2, b"21"))),
    ("EMPTY_FILE", 1, lambda r: b"\r\n"),
]


def _cut(records: list[bytes]) -> bytes:
    full = [record.ljust(200) for record in records]
    full[1] = full[1][:199]
    return b"\r\n".join(full)


@pytest.mark.parametrize(("reason", "record", "broken"), BROKEN, ids=[f"{a}-{b}" for a, b, _ in BROKEN])
def test_a_broken_file_is_refused_by_record_and_part(reason: str, record: int, broken: object) -> None:
    good = transactions([Move(TODAY, 500, "ｱｵﾊﾞ"), Move(TODAY, -200, description="ｶ")], opening=1000)
    with pytest.raises(BadInput) as refusal:
        read_zengin(broken(good), received_on=TODAY)  # type: ignore[operator]
    assert (refusal.value.facts["reason"], refusal.value.facts["record"]) == (reason, record)
    assert refusal.value.facts["part"]


@pytest.mark.parametrize("name", ["synthetic_01_incoming_transfer_A.txt", "synthetic_03_statement.txt"])
def test_the_samples_of_the_reference_are_read(name: str) -> None:
    if not (SAMPLES / name).exists():
        pytest.skip("the samples are not beside this project")
    found = read_zengin((SAMPLES / name).read_bytes(), received_on=date(2026, 11, 21))
    assert [line.amount for line in found.statements[0].lines] in ([549340, 33000], [549340, 88000])


SHAPE = CsvShape(day="日付", description="摘要", money_in="入金", money_out="出金", balance="残高")
HEAD = "日付,摘要,出金,入金,残高"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_csv_is_read_whatever_its_letters_and_order(encoding: str, order: int) -> None:
    rows = ['R8.4.1,振込 ｱｵﾊﾞ(ｶ,,"１，０００",2000', "2026/4/2,電気代,500円,,1500"][::order]
    content = "\r\n".join([HEAD, *rows]).encode(encoding)
    (found,) = read_csv(content, SHAPE, received_on=TODAY).statements
    assert [(line.booked_on.day, int(line.signed)) for line in found.lines] == [(1, 1000), (2, -500)]
    assert (found.opening, found.closing) == (Decimal(1000), Decimal(1500))


@pytest.mark.parametrize(
    ("reason", "record", "rows"),
    [
        ("COLUMN_MISSING", 1, ["日付,摘要,入金,残高"]),
        ("NOT_A_DAY", 2, [HEAD, "合計,,1,,"]),
        ("NOT_A_FIGURE", 3, [HEAD, "2026/4/1,a,,100,100", "2026/4/1,b,,abc,100"]),
        ("BALANCE_BREAKS", 3, [HEAD, "2026/4/1,a,,100,100", "2026/4/1,b,,100,250"]),
        ("BROKEN_QUOTES", 2, [HEAD, '2026/4/1,"a,,100,100']),
        ("EMPTY_FILE", 1, [HEAD]),
    ],
)
def test_a_broken_csv_is_refused_by_row_and_column(reason: str, record: int, rows: list[str]) -> None:
    with pytest.raises(BadInput) as refusal:
        read_csv("\r\n".join(rows).encode("cp932"), SHAPE, received_on=TODAY)
    assert (refusal.value.facts["reason"], refusal.value.facts["record"]) == (reason, record)


def test_broken_letters_of_a_csv_are_named_by_row() -> None:
    content = HEAD.encode("cp932") + b"\r\n2026/4/1,\x83,,100,100"
    with pytest.raises(BadInput) as refusal:
        read_csv(content, SHAPE, received_on=TODAY)
    assert (refusal.value.facts["reason"], refusal.value.facts["record"]) == ("BROKEN_CHARACTER", 2)
    utf8 = CsvShape(day="#1", description="#2", amount="#3", encoding=CsvEncoding.UTF8)
    (found,) = read_csv("2026-04-01,手数料,-110".encode(), utf8, received_on=TODAY).statements
    assert [int(line.signed) for line in found.lines] == [-110]


@pytest.mark.parametrize("short", sorted({short for _, short in LEGAL_FORMS.values()}))
def test_every_legal_form_is_left_out_wherever_it_stands(short: str) -> None:
    """BIL-11, the whole table."""
    for written in (f"{short})ミドリコウギョウ", f"ミドリコウギョウ({short}", f"ミドリ({short})コウギョウ"):
        assert name_key(written) == name_key("ﾐﾄﾞﾘ ｺｳｷﾞﾖｳ"), written


@pytest.mark.parametrize("form", sorted(LEGAL_FORMS))
def test_every_legal_form_in_full_is_left_out(form: str) -> None:
    assert name_key(f"{form}みどり") == name_key("ミドリ")
    full, _ = LEGAL_FORMS[form]
    if form not in ("営業所", "出張所"):
        assert name_key(f"{full}　みどり") == name_key("ミドリ"), full
