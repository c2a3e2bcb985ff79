"""What is dated tomorrow counts tomorrow and is told once; what is to come can be taken back or moved."""

import asyncio
from datetime import date

import pytest

from erp.kernel import clock
from modules.hr.jobs import tell_changes
from tests.facade import Erp, Refused
from tests.modules.hr.test_employing import SATO, a_department, facts, hired
from tests.server import background


def told(erp: Erp, person: str) -> list[tuple[str, str]]:
    rows = erp.sql(
        """SELECT facts->>'what' AS what, facts->>'on' AS day FROM kernel.event
           WHERE kind = 'hr.PersonChanged' AND subject = $1::text::uuid ORDER BY recorded_at, id""",
        person,
    )
    return [(row["what"], row["day"]) for row in rows]


def on_day(erp: Erp, day: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """What the worker does shortly after midnight of that day."""
    monkeypatch.setattr(clock, "today", lambda timezone: date.fromisoformat(day))
    return background().run(tell_changes(erp.running.database))


def change_of(erp: Erp, person: str, kind: str) -> str:
    (row,) = erp.sql(
        """SELECT id FROM hr.person_change WHERE person = $1::text::uuid AND kind = $2
           AND state = 'PLANNED'""",
        person,
        kind,
    )
    return str(row["id"])


def department_on(erp: Erp, person: str, on: str) -> list[str]:
    rows = erp.sql(
        """SELECT post->>'department_code' AS code FROM hr.people_among($1, $2::text::date, $3::uuid[]) f,
           jsonb_array_elements(f.posts) post""",
        erp.company,
        on,
        [person],
    )
    return [row["code"] for row in rows]


def test_a_transfer_to_come_is_told_on_its_day_and_once(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    there = a_department(erp, "NEW")
    person = hired(erp, department=a_department(erp, "OLD"))
    erp.move_person(person=person, on="2026-04-02", department=there)

    assert department_on(erp, person, "2026-04-01") == ["OLD"]
    assert department_on(erp, person, "2026-04-02") == ["NEW"]
    assert told(erp, person) == [("HIRED", "2026-04-01")]
    assert on_day(erp, "2026-04-01", monkeypatch) == 0
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 4, 2))

    async def two_workers() -> list[int]:
        database = erp.running.database
        return list(await asyncio.gather(tell_changes(database), tell_changes(database)))

    assert sum(background().run(two_workers())) in (1, 2)
    assert on_day(erp, "2026-04-02", monkeypatch) == 0
    assert on_day(erp, "2026-04-03", monkeypatch) == 0
    assert told(erp, person) == [("HIRED", "2026-04-01"), ("MOVED", "2026-04-02")]


def test_a_transfer_to_come_can_be_taken_back_or_moved(erp: Erp) -> None:
    person = hired(erp, department=a_department(erp, "OLD"))
    erp.move_person(person=person, on="2026-05-01", department=a_department(erp, "NEW"))

    erp.reschedule_change(change=change_of(erp, person, "MOVED"), on="2026-06-01")
    assert department_on(erp, person, "2026-05-31") == ["OLD"]
    assert department_on(erp, person, "2026-06-01") == ["NEW"]
    erp.reschedule_change(change=change_of(erp, person, "MOVED"), on="2026-04-20")
    assert department_on(erp, person, "2026-04-19") == ["OLD"]
    assert department_on(erp, person, "2026-04-20") == ["NEW"]
    erp.withdraw_change(change=change_of(erp, person, "MOVED"))
    assert department_on(erp, person, "2026-07-01") == ["OLD"]
    assert [each[0] for each in told(erp, person)] == ["HIRED", "CORRECTED", "CORRECTED", "CORRECTED"]


def test_what_another_change_builds_upon_is_not_taken_back(erp: Erp) -> None:
    person = hired(erp, department=a_department(erp, "OLD"))
    erp.move_person(person=person, on="2026-05-01", department=a_department(erp, "A"))
    first = change_of(erp, person, "MOVED")
    erp.move_person(person=person, on="2026-06-01", department=a_department(erp, "B"))

    with pytest.raises(Refused, match="LATER_CHANGE_THERE"):
        erp.withdraw_change(change=first)
    with pytest.raises(Refused, match="LATER_CHANGE_THERE"):
        erp.move_person(person=person, on="2026-05-15", department=a_department(erp, "C"))
    (begun,) = erp.sql("SELECT id FROM hr.person_change WHERE state = 'IN_FORCE' AND kind = 'HIRED'")
    with pytest.raises(Refused, match="ALREADY_IN_FORCE"):
        erp.withdraw_change(change=str(begun["id"]))


def test_a_hire_that_does_not_come_leaves_nothing_behind(erp: Erp) -> None:
    person = hired(erp, "2026-05-01")
    erp.withdraw_change(change=change_of(erp, person, "HIRED"))

    assert facts(erp, person, "2026-06-01")["state"] == "NOT_YET"
    assert erp.sql("SELECT person FROM hr.people($1, '2026-06-01')", erp.company) == []
    erp.hire_person(
        person=person, starts_on="2026-05-15", type="REGULAR", department=a_department(erp, "AGAIN")
    )
    assert facts(erp, person, "2026-05-15")["state"] == "EMPLOYED"


def test_leaving_rehire_and_the_number_that_stays(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    department = a_department(erp, "D")
    person = hired(erp, department=department)
    number = facts(erp, person, "2026-04-01")["number"]
    erp.set_last_day(person=person, last_day="2026-04-30", reason="OWN_WISH")
    erp.withdraw_leaving(person=person)
    assert facts(erp, person, "2026-05-01")["state"] == "EMPLOYED"

    erp.set_last_day(person=person, last_day="2026-04-30", reason="OWN_WISH")
    assert facts(erp, person, "2026-04-30")["state"] == "EMPLOYED"
    assert facts(erp, person, "2026-05-01")["state"] == "LEFT"
    assert on_day(erp, "2026-04-30", monkeypatch) == 0
    assert on_day(erp, "2026-05-01", monkeypatch) == 1
    with pytest.raises(Refused, match="LEAVING_IN_FORCE"):
        erp.withdraw_leaving(person=person)
    erp.hire_person(person=person, starts_on="2026-05-01", type="CONTRACT", department=department)
    again = facts(erp, person, "2026-05-01")
    assert (again["state"], again["employment_type"], again["number"]) == ("EMPLOYED", "CONTRACT", number)
    assert [each[0] for each in told(erp, person)] == [
        "HIRED", "LEAVING_SET", "CORRECTED", "LEAVING_SET", "LEFT", "REHIRED",
    ]  # fmt: skip


def test_an_immediate_end_counts_at_once_and_nothing_planned_comes_after(
    erp: Erp, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = hired(erp)
    erp.move_person(person=person, on="2026-05-01", department=a_department(erp, "NEW"))
    erp.terminate_now(person=person, reason="DISMISSAL")

    assert facts(erp, person, "2026-04-01")["state"] == "LEFT"
    assert facts(erp, person, "2026-04-01")["posts"] == "[]"
    assert told(erp, person)[-1] == ("LEFT", "2026-04-01")
    on_day(erp, "2026-05-01", monkeypatch)
    assert told(erp, person)[-1] == ("LEFT", "2026-04-01")


def test_a_leave_of_absence_and_back(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    person = hired(erp)
    erp.begin_long_leave(person=person, kind="CHILDCARE", valid_from="2026-05-01", valid_to="2026-05-31")
    with pytest.raises(Refused, match="LEAVE_THERE"):
        erp.begin_long_leave(person=person, kind="CARE", valid_from="2026-05-15")
    (leave,) = erp.sql("SELECT id FROM hr.long_leave")
    erp.end_long_leave(long_leave=str(leave["id"]), last_day="2026-05-20")

    assert facts(erp, person, "2026-05-20")["state"] == "ON_LEAVE"
    assert facts(erp, person, "2026-05-21")["state"] == "EMPLOYED"
    on_day(erp, "2026-05-01", monkeypatch)
    on_day(erp, "2026-05-21", monkeypatch)
    assert told(erp, person)[1:] == [("ON_LEAVE", "2026-05-01"), ("BACK", "2026-05-21")]


def test_a_new_name_keeps_the_number_and_the_old_name_finds_the_person(erp: Erp) -> None:
    person = hired(erp)
    new = SATO | {"family_name": "田中", "family_kana": "タナカ"}
    erp.rename_person(person=person, valid_from="2026-04-01", **new)

    assert facts(erp, person, "2026-03-31")["family_name"] == "佐藤"
    assert facts(erp, person, "2026-04-01")["family_name"] == "田中"
    found = erp.query('{ search(text: "佐藤花子") { title } }')["search"]
    assert [each["title"] for each in found] == ["田中 花子"]


def test_who_heads_a_department_manages_the_people_there_and_below(erp: Erp) -> None:
    top, below = a_department(erp, "T"), a_department(erp, "B")
    erp.set_department_parent(department=below, parent=top, valid_from="2026-04-01")
    boss, head, clerk = (hired(erp, department=each) for each in (top, below, below))
    erp.appoint_head(department=top, person=boss, valid_from="2026-04-01")
    erp.appoint_head(department=below, person=head, valid_from="2026-04-01")

    managers = {who: facts(erp, who, "2026-04-01")["manager"] for who in (boss, head, clerk)}
    assert {who: manager and str(manager) for who, manager in managers.items()} == {
        clerk: head, head: boss, boss: None,
    }  # fmt: skip
    with pytest.raises(Refused, match="DEPARTMENT_LOOP"):
        erp.set_department_parent(department=top, parent=below, valid_from="2026-05-01")
    # Whoever leaves leaves the people to the next above.
    erp.terminate_now(person=head, reason="OWN_WISH")
    assert str(facts(erp, clerk, "2026-04-01")["manager"]) == boss
    chart = erp.query('{ organisationChart(asOf: "2026-04-01") { kind depth code isHead headcount } }')[
        "organisationChart"
    ]
    assert [(row["kind"], row["depth"]) for row in chart if row["code"] in ("T", "B")] == [
        ("DEPARTMENT", 0), ("DEPARTMENT", 1),
    ]  # fmt: skip


def test_superiors_reach_the_approval(erp: Erp) -> None:
    department = a_department(erp, "D")
    boss, clerk = hired(erp, department=department), hired(erp, department=department)
    for person, login in ((boss, "boss"), (clerk, "clerk")):
        erp.as_user(login, ["sales"])
        (user,) = erp.sql("SELECT id FROM access.app_user WHERE login = $1", login)
        erp.link_person_user(person=person, user=str(user["id"]))
    erp.appoint_head(department=department, person=boss, valid_from="2026-04-01")

    lines = erp.sql(
        """SELECT p.login AS person, m.login AS manager FROM approval.reporting_line l
           JOIN access.app_user p ON p.id = l.person JOIN access.app_user m ON m.id = l.manager"""
    )
    assert lines == [{"person": "clerk", "manager": "boss"}]
    assert len(erp.sql("SELECT FROM approval.department_head")) == 1
    # Single sign-on knows people by their number, for as long as they are linked.
    keys = "SELECT login, person_key FROM access.app_user WHERE person_key IS NOT NULL ORDER BY login"
    assert [row["login"] for row in erp.sql(keys)] == ["boss", "clerk"]
    erp.link_person_user(person=clerk)
    assert [row["login"] for row in erp.sql(keys)] == ["boss"]
    with pytest.raises(Refused, match="USER_LINKED"):
        erp.link_person_user(person=clerk, user=_user(erp, "boss"))


def _user(erp: Erp, login: str) -> str:
    (row,) = erp.sql("SELECT id FROM access.app_user WHERE login = $1", login)
    return str(row["id"])
