"""Registering, hiring and posts: the facts of a day are unique, and the number stays."""

import pytest

from tests.facade import Erp, Refused

SATO = {"family_name": "佐藤", "given_name": "花子", "family_kana": "さとう", "given_kana": "ハナコ"}


def a_department(erp: Erp, code: str, name: str | None = None) -> str:
    return erp.register_department(code=code, name=name or f"部門{code}", valid_from="2020-01-01")


def hired(erp: Erp, on: str = "2026-04-01", department: str | None = None, **name: str) -> str:
    person = erp.register_person(**SATO | {"accept_duplicates": True} | name)
    return erp.hire_person(
        person=person,
        starts_on=on,
        type="REGULAR",
        department=department or a_department(erp, f"D{person[-6:]}"),
    )


def facts(erp: Erp, person: str, on: str) -> dict:
    (row,) = erp.sql(
        "SELECT * FROM hr.people_among($1, $2::text::date, $3::uuid[])", erp.company, on, [person]
    )
    return row


def test_a_person_gets_a_number_and_a_reading_in_katakana(erp: Erp) -> None:
    found = erp.register_person("number name nameKana state", **SATO)

    assert found == {
        "number": "E-000001",
        "name": "佐藤 花子",
        "nameKana": "サトウ ハナコ",
        "state": "NOT_YET",
    }


def test_who_reads_the_same_is_shown_before_a_second_record_is_made(erp: Erp) -> None:
    erp.register_person(**SATO | {"birth_date": "1990-05-05"})

    with pytest.raises(Refused) as refused:
        erp.register_person(**SATO)
    assert refused.value.code == "PERSON_LOOKS_KNOWN"
    # Another birth date is another person; the same one is not.
    erp.register_person(**SATO | {"birth_date": "1991-05-05"})
    with pytest.raises(Refused):
        erp.register_person(**SATO | {"birth_date": "1990-05-05"})
    erp.register_person(**SATO | {"accept_duplicates": True})


def test_hiring_in_the_future_counts_from_its_day(erp: Erp) -> None:
    person = hired(erp, "2026-05-01")

    assert facts(erp, person, "2026-04-30")["state"] == "NOT_YET"
    assert facts(erp, person, "2026-05-01")["state"] == "EMPLOYED"
    assert erp.sql("SELECT kind FROM kernel.event WHERE kind = 'hr.PersonChanged'") == []


def test_employments_do_not_overlap_and_a_main_post_is_one(erp: Erp) -> None:
    person, other = hired(erp), a_department(erp, "X")

    with pytest.raises(Refused, match="ALREADY_EMPLOYED"):
        erp.hire_person(person=person, starts_on="2026-06-01", type="CONTRACT", department=other)
    with pytest.raises(Refused, match="MAIN_POST_THERE"):
        erp.assign_post(person=person, department=other, valid_from="2026-04-01", is_main=True)
    erp.assign_post(person=person, department=other, valid_from="2026-04-01")
    with pytest.raises(Refused, match="NOT_EMPLOYED"):
        erp.assign_post(person=person, department=other, valid_from="2026-03-01")
