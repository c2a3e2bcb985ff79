"""Transfer files byte by byte: the field table of the standard, and the samples where they are found."""

from dataclasses import replace
from pathlib import Path

import pytest

from modules.payables.rules.transfer_file import (
    BadTransfer,
    BadTransferFile,
    FileKind,
    Sender,
    Transfer,
    read_transfers,
    write_transfers,
)
from modules.payables.rules.zengin import Field, NotZengin, TooLongForBank, to_zengin

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "zengin"
SENDER = Sender("12345", "ミホンショウジ(カ", (11, 30), "1", "ミホン", "2", "ホンテン", "1", "1234567")
PAYEE = Transfer(
    "5", "アオバ", "33", "エキマエ", "2", "76543", "フジミセイシ（カ", 54560, code_1="120", code_2="7"
)


def sample(name: str) -> bytes:
    """A sample file, where the reference lies beside the project."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not beside this project")
    return path.read_bytes()


def part(record: bytes, first: int, last: int) -> bytes:
    """Bytes by their position in the standard, counted from one, both ends included."""
    return record[first - 1 : last]


def test_every_byte_of_a_bank_transfer_stands_where_the_standard_says() -> None:
    header, data, trailer, end = write_transfers(FileKind.TRANSFER, SENDER, [PAYEE]).split(b"\r\n")[:4]
    for record in (header, data, trailer, end):
        assert len(record) == 120
    assert [part(header, *at) for at in ((1, 1), (2, 3), (4, 4), (5, 14), (15, 54), (55, 58))] == [
        b"1",
        b"21",
        b"0",
        b"0000012345",
        "ﾐﾎﾝｼﾖｳｼﾞ(ｶ".encode("cp932").ljust(40),
        b"1130",
    ]
    places = ((59, 62), (63, 77), (78, 80), (81, 95), (96, 96), (97, 103), (104, 120))
    assert [part(header, *at) for at in places] == [
        b"0001",
        "ﾐﾎﾝ".encode("cp932").ljust(15),
        b"002",
        "ﾎﾝﾃﾝ".encode("cp932").ljust(15),
        b"1",
        b"1234567",
        b" " * 17,
    ]
    places = ((1, 1), (2, 5), (6, 20), (21, 23), (24, 38), (39, 42), (43, 43), (44, 50), (51, 80), (81, 90))
    assert [part(data, *at) for at in places] == [
        b"2",
        b"0005",
        "ｱｵﾊﾞ".encode("cp932").ljust(15),
        b"033",
        "ｴｷﾏｴ".encode("cp932").ljust(15),
        b"0000",
        b"2",
        b"0076543",
        "ﾌｼﾞﾐｾｲｼ(ｶ".encode("cp932").ljust(30),
        b"0000054560",
    ]
    places = ((91, 91), (92, 101), (102, 111), (112, 112), (113, 113), (114, 120))
    assert [part(data, *at) for at in places] == [b"0", b"0000000120", b"0000000007", b"7", b" ", b" " * 7]
    assert [part(trailer, *at) for at in ((1, 1), (2, 7), (8, 19), (20, 120))] == [
        b"8",
        b"000001",
        b"000000054560",
        b" " * 101,
    ]
    assert end == b"9" + b" " * 119


def test_a_salary_has_its_own_end_of_the_record() -> None:
    pay = replace(PAYEE, name="ヤマダ タロウ", account_type="1")
    data = write_transfers(FileKind.BONUS, SENDER, [pay], line_breaks=False)[120:240]
    assert [part(data, *at) for at in ((91, 91), (92, 101), (102, 111), (112, 120))] == [
        b"0",
        b"0000000120",
        b"0000000007",
        b" " * 9,
    ]


def test_edi_information_takes_the_place_of_both_codes() -> None:
    data = write_transfers(FileKind.TRANSFER, SENDER, [replace(PAYEE, edi="F-12 ヲ")])[122:242]
    assert part(data, 92, 111) == "F-12 ｦ".encode("cp932").ljust(20)
    assert part(data, 113, 113) == b"Y"


def test_breaks_stand_after_every_record_or_nowhere() -> None:
    assert write_transfers(FileKind.TRANSFER, SENDER, [PAYEE, PAYEE]).count(b"\r\n") == 5
    bare = write_transfers(FileKind.TRANSFER, SENDER, [PAYEE, PAYEE], line_breaks=False)
    assert len(bare) == 5 * 120 and b"\n" not in bare
    assert read_transfers(bare).total == 2 * 54560


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": 10_000_000_000}, "amount"),
        ({"account_type": "3"}, "account_type"),
        ({"account_number": "12345678"}, "account_number"),
        ({"account_number": "12-3456"}, "account_number"),
        ({"bank_code": "12345"}, "bank_code"),
        ({"code_1": "A1"}, "code_1"),
    ],
)
def test_what_has_no_place_is_refused_with_its_row(change: dict[str, object], name: str) -> None:
    with pytest.raises(BadTransfer) as refusal:
        write_transfers(FileKind.TRANSFER, SENDER, [PAYEE, replace(PAYEE, **change)])
    assert (refusal.value.facts["name"], refusal.value.facts["row"]) == (name, 2)


def test_salaries_go_to_ordinary_and_current_accounts_only() -> None:
    with pytest.raises(BadTransfer):
        write_transfers(FileKind.SALARY, SENDER, [replace(PAYEE, account_type="4", name="ヤマダ")])
    with pytest.raises(NotZengin):
        write_transfers(FileKind.SALARY, SENDER, [replace(PAYEE, name="スミス JOHN", account_type="1")])


@pytest.mark.parametrize(
    ("given", "field", "found"),
    [
        ("がぎぐ", Field.NAME, "ｶﾞｷﾞｸﾞ"),
        ("パピプ", Field.NAME, "ﾊﾟﾋﾟﾌﾟ"),
        ("ヴ", Field.NAME, "ｳﾞ"),
        ("ｰー―−－", Field.NAME, "-----"),
        ("ァィゥェォャュョッヮ", Field.NAME, "ｱｲｳｴｵﾔﾕﾖﾂﾜ"),
        ("abcＡＢＣ", Field.NAME, "ABCABC"),
        ("（株）ミホン", Field.NAME, None),
        ("１２３　Ａ", Field.NAME, "123 A"),
        ("ナカ・グロ", Field.NAME, "ﾅｶ ｸﾞﾛ"),
        ("ヲ", Field.NAME, None),
        ("ヲ", Field.EDI, "ｦ"),
        ("山田", Field.NAME, None),
        ("髙", Field.NAME, None),
        ("A,B", Field.EDI, "A B"),
        ("ﾐｽﾞﾎ ｷﾞﾝｺｳ", Field.BANK, "ﾐｽﾞﾎｷﾞﾝｺｳ"),
        ("ﾐｽﾞﾎ.", Field.BANK, None),
        ("😀", Field.NAME, None),
        ("", Field.NAME, ""),
    ],
)
def test_one_form_or_a_refusal(given: str, field: Field, found: str | None) -> None:
    if found is None:
        with pytest.raises(NotZengin):
            to_zengin(given, field)
        return
    assert to_zengin(given, field) == found
    assert len(found.encode("cp932")) == len(found)


def test_a_name_is_never_cut_between_a_kana_and_its_mark() -> None:
    assert len(to_zengin("ガ" * 15, Field.NAME, limit=30)) == 30
    with pytest.raises(TooLongForBank) as refusal:
        to_zengin("ガ" * 15 + "ア", Field.NAME, limit=30)
    assert refusal.value.facts["length"] == 31


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (lambda file: file.replace(b"8000001", b"8000002"), "TOTALS_DIFFER"),
        (lambda file: file.replace(b"000000054560", b"000000054561"), "TOTALS_DIFFER"),
        (lambda file: file[:-122], "NOT_A_TRANSFER_FILE"),
        (lambda file: b"", "NOT_A_TRANSFER_FILE"),
        (lambda file: b"\x00" * 500, "NOT_A_TRANSFER_FILE"),
        (lambda file: file.replace(b"121", b"199", 1), "UNKNOWN_KIND"),
        (lambda file: file.replace(b"1210", b"1211", 1), "UNKNOWN_CHARACTERS"),
        (lambda file: file.replace(b"0000054560", b"00000545X0", 1), "NOT_DIGITS amount"),
        (lambda file: file.replace(b"\r\n", b"X\r\n", 1), "WRONG_LENGTH"),
        (lambda file: file.replace("ﾌｼ".encode("cp932"), b"\x81\x20", 1), "NOT_CP932"),
    ],
)
def test_a_broken_file_is_refused_by_its_line(broken: object, reason: str) -> None:
    file = broken(write_transfers(FileKind.TRANSFER, SENDER, [PAYEE]))  # type: ignore[operator]
    with pytest.raises(BadTransferFile) as refusal:
        read_transfers(file)
    assert refusal.value.facts["reason"] == reason


@pytest.mark.parametrize("separator", [b"", b"\r", b"\n", b"\r\n"])
def test_any_separator_is_read(separator: bytes) -> None:
    file = write_transfers(FileKind.TRANSFER, SENDER, [PAYEE]).replace(b"\r\n", separator)
    assert read_transfers(file).transfers[0].amount == 54560
    if separator:
        trimmed = separator.join(row.rstrip() for row in file.split(separator)).rstrip(separator)
        assert read_transfers(trimmed).transfers[0].name == "ﾌｼﾞﾐｾｲｼ(ｶ"


def test_the_salary_sample_comes_back_byte_for_byte() -> None:
    content = sample("synthetic_11_payroll.txt")
    file = read_transfers(content)
    assert (file.kind, len(file.transfers), file.total) == (FileKind.SALARY, 2, 450105)
    assert write_transfers(file.kind, file.sender, file.transfers) == content


def test_the_public_sample_differs_only_where_it_leaves_the_standard() -> None:
    content = sample("kyash_sogo_sample.txt")
    file = read_transfers(content)
    assert (file.kind, len(file.transfers), file.total) == (FileKind.TRANSFER, 3, 6)
    ours = write_transfers(file.kind, file.sender, file.transfers, line_breaks=False)
    theirs = b"".join(row.ljust(120) for row in content.split(b"\n") if row)
    differing = {at % 120 + 1 for at in range(len(ours)) if ours[at] != theirs[at]}
    # A space in the bank's name, and codes that stand left instead of right.
    assert len(ours) == len(theirs) and differing <= set(range(6, 21)) | set(range(92, 112))


def test_the_odd_sample_is_read_all_the_same() -> None:
    file = read_transfers(sample("zengin4j_sogo_sample.txt"))
    assert (len(file.transfers), file.total, file.sender.code) == (2, 115015, "9190129006")
