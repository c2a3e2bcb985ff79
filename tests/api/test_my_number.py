"""A My Number is refused in every text that comes in, wherever the schema takes one."""

from typing import Any

import pytest
from strawberry import ID

from erp.api.annotations import Typed
from erp.api.inputs import InputShape, Parameter, input_of, input_of_action
from erp.api.names import camel
from erp.api.scalars import JSON
from erp.api.schema import build
from erp.kernel.my_number import MyNumberNotKept, carries_numbers
from tests.facade import Erp, Refused

NUMBER = "123456789018"


def doors() -> list[tuple[str, Parameter]]:
    """Every text the mutations take, at whatever depth."""
    found: list[tuple[str, Parameter]] = []
    seen: set[str] = set()

    def walk(shape: InputShape) -> None:
        if shape.name in seen:
            return
        seen.add(shape.name)
        for each in shape.parameters:
            if each.typed.is_input:
                walk(input_of(each.typed.base))
            elif each.typed.base in (str, JSON):
                found.append((f"{shape.name}.{each.key}", each))

    for mutation in build().mutations.values():
        walk(input_of_action(mutation))
    return found


def refuses(door: Parameter, value: Any) -> bool:
    try:
        door.take({door.key: [value] if door.typed.many else value}, "input")
    except MyNumberNotKept as refused:
        assert NUMBER not in str(refused)
        return True
    return False


def test_every_text_refuses_it_but_numbers_that_others_gave() -> None:
    every = doors()
    assert len(every) > 400
    open_to_it = {name for name, door in every if not refuses(door, NUMBER)}
    # Structured values are looked through whatever their keys are called.
    assert all(refuses(door, {"x": [{"y": NUMBER}]}) for name, door in every if door.typed.base is JSON)
    assert open_to_it == {name for name, door in every if carries_numbers(door.name) and not of_hr(name)}
    assert len(open_to_it) < len(every) / 3


def of_hr(name: str) -> bool:
    hr = [each for key, each in build().mutations.items() if each.permission.startswith("hr.")]
    return name.split(".")[0] in {input_of_action(each).name for each in hr}


@pytest.mark.parametrize(
    "text",
    [
        "個人番号 1234-5678-9018",
        "１２３４５６７８９０１８",
        "1234 5678 9018",
        "番号は123456789018。",
        "12-3456-7890-18",
    ],
)
def test_in_whatever_way_it_is_written(text: str) -> None:
    note = Parameter("note", "note", Typed(str), is_looked_through=True)
    assert refuses(note, text)


@pytest.mark.parametrize(
    "text",
    [
        "法人番号 1234567890182", "T1234567890123", "4901234567894", "普通 1234567 三菱 0005 001",
        "+819012345678", "03-1234-5678", "2026-04-01 12:30", "123456789012", "0001234567890189",
    ],
)  # fmt: skip
def test_other_numbers_go_through(text: str) -> None:
    assert not refuses(Parameter("note", "note", Typed(str), is_looked_through=True), text)


def test_nothing_is_half_kept(erp: Erp) -> None:
    name = {"family_name": "佐藤", "given_name": "花子", "family_kana": "サトウ", "given_kana": "ハナコ"}
    for given in ({"note": f"マイナンバー {NUMBER}"}, {"number": NUMBER}, {"family_latin": "1234 5678 9018"}):
        with pytest.raises(Refused) as refused:
            erp.register_person(**name | given)
        assert refused.value.code == "MY_NUMBER_NOT_KEPT"
        assert refused.value.field == f"input.{camel(next(iter(given)))}"
        assert NUMBER not in refused.value.message
    assert erp.sql("SELECT FROM hr.person") == []
    assert erp.sql("SELECT FROM kernel.audit WHERE changes::text LIKE '%' || $1 || '%'", NUMBER) == []


def test_ids_are_no_texts() -> None:
    assert ID not in {door.typed.base for _, door in doors()}
