"""A list of people: renamed columns, duplicates, an empty or halved file: refused, nothing half kept."""

import pytest

from tests.facade import Erp, Refused
from tests.modules.hr.test_changing import department_on
from tests.modules.hr.test_employing import a_department, facts

HEADS = "社員番号,姓,名,セイ,メイ,雇用区分,入社日,部門コード,メールアドレス,退職日"
PEOPLE = [
    ["1001", "佐藤", "花子", "サトウ", "ハナコ", "正社員", "2024-04-01", "100", "s@example.jp", ""],
    ["1002", "鈴木", "一郎", "スズキ", "イチロウ", "契約社員", "2025/4/1", "200", "", ""],
    ["1003", "高橋", "恵", "タカハシ", "メグミ", "パート", "2023-10-01", "100", "", ""],
    ["1004", "田中", "誠", "タナカ", "マコト", "正社員", "2020-04-01", "200", "", ""],
]


def a_file(erp: Erp, rows: list[list[str]], heads: str = HEADS, encoding: str = "cp932") -> str:
    text = "\r\n".join([heads, *(",".join(row) for row in rows)]) + "\r\n"
    return erp.upload("people.csv", text.encode(encoding))


@pytest.fixture
def house(erp: Erp) -> Erp:
    for code in ("100", "200"):
        a_department(erp, code)
    return erp


def taken(erp: Erp, rows: list[list[str]], **given: object) -> dict:
    return erp.import_people("added changed missing", file=a_file(erp, rows), only_try=False, **given)


def number_of_people(erp: Erp) -> int:
    return len(erp.sql("SELECT FROM hr.person"))


def id_of(erp: Erp, number: str) -> str:
    return str(erp.sql("SELECT id FROM hr.person WHERE number = $1", number)[0]["id"])


def test_a_list_is_tried_then_taken_and_again_changes_nothing(house: Erp) -> None:
    tried = house.import_people("onlyTry added lines", file=a_file(house, PEOPLE))
    assert tried == {"onlyTry": True, "added": 4, "lines": 4}
    assert number_of_people(house) == 0
    assert taken(house, PEOPLE) == {"added": 4, "changed": 0, "missing": 0}
    assert taken(house, PEOPLE) == {"added": 0, "changed": 0, "missing": 0}


def test_what_differs_is_changed_and_leaving_is_explicit(house: Erp) -> None:
    taken(house, PEOPLE)
    rows = [list(row) for row in PEOPLE]
    rows[0][1], rows[0][3], rows[0][7] = "伊藤", "イトウ", "200"
    rows[1][9] = "2026-04-30"
    assert taken(house, rows) == {"added": 0, "changed": 2, "missing": 0}

    first = id_of(house, "1001")
    assert facts(house, first, "2026-04-01")["family_name"] == "伊藤"
    assert department_on(house, first, "2026-04-01") == ["200"]
    assert facts(house, id_of(house, "1002"), "2026-05-01")["state"] == "LEFT"


@pytest.mark.parametrize("missing", [2, 3, 4])
def test_a_halved_or_empty_source_lets_nobody_leave(house: Erp, missing: int) -> None:
    taken(house, PEOPLE)
    rest = PEOPLE[: len(PEOPLE) - missing]
    with pytest.raises(Refused) as refused:
        taken(house, rest)
    assert refused.value.code == ("SOURCE_SHRANK" if rest else "PEOPLE_FILE_EMPTY")
    assert {
        row["state"] for row in house.sql("SELECT state FROM hr.people($1, '2026-04-01')", house.company)
    } == {"EMPLOYED"}
    if rest:
        taken(house, rest, accept_shrinking=True)
        # Whoever is missing stays, even when a person said that the list is right.
        states = house.sql("SELECT state FROM hr.people($1, '2099-01-01')", house.company)
        assert [row["state"] for row in states] == ["EMPLOYED"] * 4


def test_one_of_four_missing_is_no_alarm(house: Erp) -> None:
    taken(house, PEOPLE)
    assert taken(house, PEOPLE[:3])["missing"] == 1


@pytest.mark.parametrize(
    ("heads", "change", "fault"),
    [
        (HEADS.replace("姓", "氏"), {}, (1, "姓", "COLUMN_MISSING")),
        (HEADS, {0: "1001"}, (3, "社員番号", "TWICE")),
        (HEADS, {5: "社員"}, (3, "雇用区分", "NOT_ONE_OF")),
        (HEADS, {6: "四月"}, (3, "入社日", "NOT_A_DATE")),
        (HEADS, {7: "999"}, (3, "部門コード", "NONE_FOUND")),
        (HEADS, {1: "1234 5678 9018"}, (3, "姓", "MY_NUMBER")),
        (HEADS, {0: ""}, (3, "社員番号", "REQUIRED")),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_is_kept(
    house: Erp, heads: str, change: dict[int, str], fault: tuple[int, str, str]
) -> None:
    rows = [list(row) for row in PEOPLE]
    for place, text in change.items():
        rows[1][place] = text
    with pytest.raises(Refused) as refused:
        house.import_people(file=a_file(house, rows, heads), only_try=False)
    first = refused.value.facts["faults"][0]
    assert (refused.value.code, first["line"], first["column"], first["reason"]) == (
        "PEOPLE_FILE_FAULTY",
        *fault,
    )
    assert number_of_people(house) == 0


def test_a_row_that_is_refused_undoes_the_rows_before_it(house: Erp) -> None:
    rows = [list(row) for row in PEOPLE]
    rows[3][4] = "誠"
    with pytest.raises(Refused, match="PERSON_ROW_REFUSED") as refused:
        taken(house, rows)
    assert (refused.value.facts["line"], refused.value.facts["why"]) == (5, "BAD_INPUT")
    assert number_of_people(house) == 0
    with pytest.raises(Refused):
        house.import_people(file=house.upload("x.csv", b"\xff\xfe\x00\x01"), only_try=False)
