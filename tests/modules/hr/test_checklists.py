"""Checklists: deadlines of the law as japan.md §7.2 counts them, who does what, and reminders once a day."""

from datetime import date

import pytest

from erp.kernel import clock
from modules.hr.jobs import list_leavers, remind_of_tasks
from tests.facade import Erp, Refused
from tests.modules.hr.test_changing import change_of
from tests.modules.hr.test_employing import SATO, a_department, hired
from tests.server import background

TASKS = """
    SELECT k.id, k.title_ja, k.due_on::text AS due_on, k.office_due_on::text AS office_due_on,
           k.is_legal, k.owner
    FROM hr.checklist_task k JOIN hr.checklist c ON c.id = k.checklist
    WHERE NOT c.is_void AND k.title_ja LIKE '%' || $1 || '%'
"""


def task(erp: Erp, title: str) -> dict:
    (row,) = erp.sql(TASKS, title)
    return row


@pytest.mark.parametrize(
    ("title", "due_on", "office_due_on"),
    [
        # Joined on 2 April 2026: 5 days, the 10th of the next month (a Sunday), 14 days.
        ("資格取得届", None, None),
        ("健康保険・厚生年金 資格取得届", "2026-04-07", "2026-04-07"),
        ("雇用保険 資格取得届", "2026-05-10", "2026-05-11"),
        ("扶養控除等申告書", "2026-04-16", "2026-04-16"),
    ],
)
def test_deadlines_of_joining(erp: Erp, title: str, due_on: str | None, office_due_on: str | None) -> None:
    hired(erp, "2026-04-02")
    if due_on is None:
        assert len(erp.sql(TASKS, title)) == 2
        return
    found = task(erp, title)
    assert (found["due_on"], found["office_due_on"], found["is_legal"]) == (due_on, office_due_on, True)


def test_deadlines_of_leaving_are_counted_from_the_day_after(erp: Erp) -> None:
    person = hired(erp, "2026-04-01")
    erp.set_last_day(person=person, last_day="2026-04-20", reason="OWN_WISH")

    # 5 and 10 days from 21 April; 26 April is a Sunday, 1 May a Friday.
    found = {row["title_ja"]: row for row in erp.sql(TASKS, "資格喪失届")}
    assert [(row["due_on"], row["office_due_on"]) for _, row in sorted(found.items())] == [
        ("2026-04-26", "2026-04-27"), ("2026-05-01", "2026-05-01"),
    ]  # fmt: skip
    assert task(erp, "異動届")["due_on"] == "2026-05-10"
    assert task(erp, "源泉徴収票")["due_on"] == "2026-05-20"
    # Another last day brings another list, and what does not come needs nothing done.
    erp.set_last_day(person=person, last_day="2026-04-30", reason="OWN_WISH")
    assert task(erp, "源泉徴収票")["due_on"] == "2026-05-30"
    erp.withdraw_leaving(person=person)
    assert erp.sql(TASKS, "源泉徴収票") == []


def test_a_hire_that_does_not_come_needs_nothing_done(erp: Erp) -> None:
    person = hired(erp, "2026-05-01")
    assert erp.sql(TASKS, "アカウントを用意")
    erp.withdraw_change(change=change_of(erp, person, "HIRED"))
    assert not erp.sql(TASKS, "アカウントを用意")


def test_old_entries_make_no_lists(erp: Erp) -> None:
    hired(erp, "2024-04-01")
    assert erp.sql("SELECT FROM hr.checklist") == []


def test_a_task_goes_on_and_a_reason_is_kept(erp: Erp) -> None:
    hired(erp, "2026-04-02")
    one = str(task(erp, "安全衛生教育")["id"])

    assert erp.start_checklist_task("state assignee { login }", task=one) == {
        "state": "DOING", "assignee": {"login": "erp"},
    }  # fmt: skip
    assert erp.finish_checklist_task("state", task=one) == "DONE"
    with pytest.raises(Refused, match="WRONG_STATE"):
        erp.start_checklist_task(task=one)
    erp.reopen_checklist_task(task=one)
    with pytest.raises(Refused, match="EMPTY"):
        erp.skip_checklist_task(task=one, reason=" ")
    assert erp.skip_checklist_task("reason", task=one, reason="経験者") == "経験者"


def test_it_does_the_tasks_of_it_and_no_others(erp: Erp) -> None:
    hired(erp, "2026-04-02")
    erp.sql(
        """WITH r AS (INSERT INTO access.role (id, code, name_ja, name_en, is_built_in)
                      VALUES (uuidv7(), 'it_tasks', '情報システム', 'IT', false) RETURNING id)
           INSERT INTO access.role_permission (id, role, permission)
           SELECT uuidv7(), r.id, 'hr.' || p FROM r, unnest($1::text[]) p""",
        ["read_it_tasks", "read_checklist_task", "finish_checklist_task", "read_person"],
    )
    somebody = erp.as_user("it", ["it_tasks"])
    seen = somebody.query("{ checklistTasks(first: 50) { nodes { title owner } } }")["checklistTasks"][
        "nodes"
    ]

    assert {each["owner"] for each in seen} == {"IT"}
    somebody.finish_checklist_task(task=str(task(erp, "アカウントを用意")["id"]))
    with pytest.raises(Refused, match="TASK_OF_OTHERS"):
        somebody.finish_checklist_task(task=str(task(erp, "労働者名簿")["id"]))
    assert somebody.query("{ people { nodes { number } } }")["people"]["nodes"] == []


def test_reminders_go_once_a_day_by_the_unshifted_deadline(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    hired(erp, "2026-04-02")
    clerk = erp.as_user("jinji", ["hr"])
    erp.running.sql("UPDATE access.app_user SET email = 'jinji@example.jp' WHERE login = 'jinji'")
    assert clerk.query("{ me { id } }")

    def mails_on(day: str) -> int:
        monkeypatch.setattr(clock, "today", lambda timezone: date.fromisoformat(day))
        background().run(remind_of_tasks(erp.running.database))
        return len(erp.sql("SELECT FROM kernel.mail WHERE origin LIKE 'hr:%'"))

    assert mails_on("2026-04-04") == 1
    assert mails_on("2026-04-04") == 1
    assert mails_on("2026-04-05") == 2
    (text,) = {row["body"] for row in erp.sql("SELECT body FROM kernel.mail ORDER BY written_at LIMIT 1")}
    assert "【法定】健康保険・厚生年金 資格取得届" in text


def test_a_contract_that_ends_by_itself_gets_its_list_in_time(
    erp: Erp, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = erp.register_person(**SATO)
    erp.hire_person(
        person=person, starts_on="2026-04-01", type="CONTRACT", last_day="2026-09-30",
        department=a_department(erp, "D"),
    )  # fmt: skip
    assert background().run(list_leavers(erp.running.database)) == 0
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 9, 1))
    assert background().run(list_leavers(erp.running.database)) == 1
    assert background().run(list_leavers(erp.running.database)) == 0
    assert task(erp, "源泉徴収票")["due_on"] == "2026-10-30"


def test_templates_are_changed_by_people_and_count_for_new_lists(erp: Erp) -> None:
    (template,) = erp.sql("SELECT id FROM hr.checklist_template WHERE code = 'JOINING'")
    erp.add_template_task(
        template=str(template["id"]), title_ja="社章を渡す", owner="HR", rule="DAYS", span=0
    )
    with pytest.raises(Refused, match="OUT_OF_RANGE"):
        erp.add_template_task(
            template=str(template["id"]), title_ja="x", owner="HR", rule="DAY_OF_NEXT_MONTH", span=32
        )
    hired(erp, "2026-04-02")
    assert task(erp, "社章")["due_on"] == "2026-04-02"
