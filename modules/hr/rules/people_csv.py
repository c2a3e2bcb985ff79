"""A list of people as a CSV file: its columns are called exactly as here; what is wrong is told by line.

>>> heads = "社員番号,姓,名,セイ,メイ,雇用区分,入社日,部門コード"
>>> read = read_people((heads + "\\n1001,佐藤,花子,サトウ,ハナコ,正社員,2026-04-01,100\\n").encode())
>>> [(row.number, row.type.value, row.starts_on.isoformat(), row.department) for row in read.rows]
[('1001', 'REGULAR', '2026-04-01', '100')]
>>> [(each.line, each.column, each.reason) for each in read_people(heads.replace("姓", "氏").encode()).faults]
[(1, '姓', 'COLUMN_MISSING'), (1, '氏', 'COLUMN_UNKNOWN')]
>>> twice = heads + "\\n1,甲,乙,コウ,オツ,正社員,2026-04-01,1\\n1,甲,乙,コウ,オツ,社員,4月,1\\n"
>>> [(each.line, each.column, each.reason) for each in read_people(twice.encode()).faults]
[(3, '雇用区分', 'NOT_ONE_OF'), (3, '入社日', 'NOT_A_DATE'), (3, '社員番号', 'TWICE')]
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

from erp.kernel import my_number
from modules.hr.states import EmploymentType

NEEDED = ("社員番号", "姓", "名", "セイ", "メイ", "雇用区分", "入社日", "部門コード")
OPTIONAL = ("姓(ローマ字)", "名(ローマ字)", "役職コード", "勤務地", "メールアドレス", "退職日")
MAY_BE_EMPTY = {"名", "メイ"}
TYPES = {
    "正社員": EmploymentType.REGULAR,
    "契約社員": EmploymentType.CONTRACT,
    "パート": EmploymentType.PART_TIME,
    "アルバイト": EmploymentType.PART_TIME,
    "パート・アルバイト": EmploymentType.PART_TIME,
    "嘱託": EmploymentType.REEMPLOYED,
    "役員": EmploymentType.OFFICER,
    "派遣": EmploymentType.DISPATCHED,
    "出向受入": EmploymentType.SECONDED_IN,
    "業務委託": EmploymentType.CONTRACTOR,
    "インターン": EmploymentType.INTERN,
} | {each.value: each for each in EmploymentType}
MOST_LINES, MOST_FAULTS, LONGEST_CELL = 5_000, 20, 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line, and in which column; what stood there is not repeated."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the file tells it."""

    line: int
    number: str
    family_name: str
    given_name: str
    family_kana: str
    given_kana: str
    type: EmploymentType
    starts_on: date
    department: str
    family_latin: str = ""
    given_latin: str = ""
    position: str = ""
    place: str = ""
    work_email: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """All rows of a file, and all that is wrong with it; while something is, no row counts."""

    rows: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]


def read_people(content: bytes) -> ReadPeople:
    """The people of the file. UTF-8, or as spreadsheets in Japan write it."""
    text = _text(content)
    if text is None or "\0" in text:
        return ReadPeople((), (Fault(0, "", "UNREADABLE"),))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return ReadPeople((), (Fault(0, "", "UNREADABLE"),))
    heads = [each.strip() for each in lines[0]] if lines else []
    faults = _of_heads(heads)
    if faults:
        return ReadPeople((), tuple(faults))
    if len(lines) > MOST_LINES + 1:
        return ReadPeople((), (Fault(MOST_LINES + 2, "", "TOO_MANY_LINES"),))
    rows: list[PersonRow] = []
    seen: set[str] = set()
    for number, cells in enumerate(lines[1:], 2):
        if not any(each.strip() for each in cells):
            continue
        if len(cells) != len(heads):
            faults.append(Fault(number, "", "WRONG_COLUMNS"))
            continue
        given = dict(zip(heads, (each.strip() for each in cells), strict=True))
        wrong = _of_cells(number, given)
        if given["社員番号"] in seen:
            wrong.append(Fault(number, "社員番号", "TWICE"))
        seen.add(given["社員番号"])
        faults += wrong
        if not wrong:
            rows.append(_row(number, given))
    return ReadPeople(() if faults else tuple(rows), tuple(faults[:MOST_FAULTS]))


def _text(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _of_heads(heads: list[str]) -> list[Fault]:
    faults = [Fault(1, each, "COLUMN_MISSING") for each in NEEDED if each not in heads]
    faults += [Fault(1, each[:40], "COLUMN_UNKNOWN") for each in heads if each not in NEEDED + OPTIONAL]
    return faults + [Fault(1, each, "TWICE") for each in sorted(set(heads)) if heads.count(each) > 1]


def _of_cells(line: int, given: dict[str, str]) -> list[Fault]:
    faults = [
        Fault(line, name, "REQUIRED") for name in NEEDED if not given[name] and name not in MAY_BE_EMPTY
    ]
    for name, cell in given.items():
        if len(cell) > LONGEST_CELL:
            faults.append(Fault(line, name, "TOO_LONG"))
        elif my_number.held(cell):
            faults.append(Fault(line, name, "MY_NUMBER"))
    if given["雇用区分"] and given["雇用区分"] not in TYPES:
        faults.append(Fault(line, "雇用区分", "NOT_ONE_OF"))
    for name in ("入社日", "退職日"):
        if given.get(name) and _day(given[name]) is None:
            faults.append(Fault(line, name, "NOT_A_DATE"))
    return faults


def _day(text: str) -> date | None:
    try:
        year, month, day = (int(each) for each in text.replace("/", "-").split("-"))
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2199 else None


def _row(line: int, given: dict[str, str]) -> PersonRow:
    starts_on = _day(given["入社日"])
    assert starts_on is not None
    return PersonRow(
        line=line,
        number=given["社員番号"],
        family_name=given["姓"],
        given_name=given["名"],
        family_kana=given["セイ"],
        given_kana=given["メイ"],
        type=TYPES[given["雇用区分"]],
        starts_on=starts_on,
        department=given["部門コード"],
        family_latin=given.get("姓(ローマ字)", ""),
        given_latin=given.get("名(ローマ字)", ""),
        position=given.get("役職コード", ""),
        place=given.get("勤務地", ""),
        work_email=given.get("メールアドレス", ""),
        last_day=_day(given["退職日"]) if given.get("退職日") else None,
    )
