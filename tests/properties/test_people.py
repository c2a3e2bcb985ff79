"""Whatever happens to people, in any order: on any day the facts are one, and a number is never another's."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from tests.facade import Erp, Refused

FIRST, DAYS = date(2026, 1, 1), 270
FACTS = """
    SELECT f.*, (SELECT array_agg(post->>'department_code') FROM jsonb_array_elements(f.posts) post
                 WHERE (post->>'is_main')::boolean) AS mains
    FROM hr.people($1, $2::text::date) f
"""


@dataclass
class Told:
    """What a person's history should be, kept by the test in the plainest way."""

    number: str
    names: dict[date, str]
    jobs: list[dict] = field(default_factory=list)

    def job_on(self, day: date) -> dict | None:
        held = [
            job for job in self.jobs if job["start"] <= day and (job["last"] is None or day <= job["last"])
        ]
        assert len(held) <= 1
        return held[0] if held else None

    def expected(self, day: date) -> tuple:
        job = self.job_on(day)
        name = self.names[max((at for at in self.names if at <= day), default=min(self.names))]
        if job is None:
            before = [each for each in self.jobs if each["start"] <= day]
            return ("LEFT" if before else "NOT_YET", None, name)
        away = any(since <= day and (until is None or day <= until) for since, until in job["away"])
        post = job["posts"][max(at for at in job["posts"] if at <= day)]
        return ("ON_LEAVE" if away else "EMPLOYED", post, name)


def one_step(erp: Erp, chance: random.Random, people: dict[str, Told], departments: dict[str, str]) -> None:
    person, told = chance.choice(list(people.items()))
    day = FIRST + timedelta(days=int(DAYS * chance.random() ** 2))
    code = chance.choice(list(departments))
    job = told.job_on(day)
    verb = chance.choice(["hire", "hire", "move", "move", "rename", "leave", "last", "withdraw"])
    if verb == "hire":
        erp.hire_person(person=person, starts_on=day, type="REGULAR", department=departments[code])
        told.jobs.append({"start": day, "last": None, "posts": {day: code}, "away": []})
        told.jobs.sort(key=lambda each: each["start"])
    elif verb == "move":
        erp.move_person(person=person, on=day, department=departments[code])
        job["posts"][day] = code
    elif verb == "rename":
        name = chance.choice(["佐藤", "鈴木", "高橋"])
        erp.rename_person(
            person=person,
            valid_from=day,
            family_name=name,
            given_name="花",
            family_kana="ア",
            given_kana="ハ",
        )
        told.names[day] = name
    elif verb == "leave":
        until = day + timedelta(days=chance.randrange(60))
        erp.begin_long_leave(person=person, kind="SICKNESS", valid_from=day, valid_to=until)
        job["away"].append((day, until))
    elif verb == "last":
        erp.set_last_day(person=person, last_day=day, reason="OTHER")
        told.jobs[-1]["last"] = day
    else:
        erp.withdraw_leaving(person=person)
        told.jobs[-1]["last"] = None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_facts_on_any_day_are_one_whatever_happened(erp: Erp, seed: int) -> None:
    chance = random.Random(seed)
    departments = {
        code: erp.register_department(code=code, name=code, valid_from=FIRST) for code in ("A", "B", "C")
    }
    people: dict[str, Told] = {}
    for at in range(3):
        made = erp.register_person(
            "id number", family_name="初", given_name=str(at), family_kana="ハジメ", given_kana="ハジメ",
            accept_duplicates=True,
        )  # fmt: skip
        people[made["id"]] = Told(made["number"], {date(1900, 1, 1): "初"})
    done = 0
    for _ in range(90):
        try:
            one_step(erp, chance, people, departments)
            done += 1
        except Refused as refused:
            assert refused.code not in ("INTERNAL", "AGAINST_THE_RULES"), refused
    assert done > 12

    for after in range(0, DAYS, 9):
        day = FIRST + timedelta(days=after)
        rows = erp.sql(FACTS, erp.company, day.isoformat())
        assert len({row["person"] for row in rows}) == len(rows)
        for row in rows:
            told = people[str(row["person"])]
            main = row["mains"] or [None]
            assert len(main) == 1
            assert (row["state"], main[0], row["family_name"]) == told.expected(day), (day, told)
            assert row["number"] == told.number
        assert {str(row["person"]) for row in rows} == {each for each, told in people.items() if told.jobs}
