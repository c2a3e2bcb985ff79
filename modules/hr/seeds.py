"""The usual checklists, and the people of the demo company: some come, some leave, one is on leave."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.dates import last_of_month
from erp.masterdata.actions.register_department import register_department
from modules.hr.actions.add_template_task import add_template_task
from modules.hr.actions.appoint_head import appoint_head
from modules.hr.actions.assign_post import assign_post
from modules.hr.actions.begin_long_leave import begin_long_leave
from modules.hr.actions.hire_person import hire_person
from modules.hr.actions.link_person_user import link_person_user
from modules.hr.actions.move_person import move_person
from modules.hr.actions.register_checklist_template import register_checklist_template
from modules.hr.actions.register_person import register_person
from modules.hr.actions.register_position import register_position
from modules.hr.actions.rename_person import rename_person
from modules.hr.actions.set_department_parent import set_department_parent
from modules.hr.actions.set_last_day import set_last_day
from modules.hr.actions.set_private_values import set_private_values
from modules.hr.states import (
    ChecklistOccasion,
    DeadlineRule,
    EmploymentType,
    LeavingReason,
    LongLeaveKind,
    TaskOwner,
)

IN_USE = "SELECT greatest(max(valid_from), date_trunc('year', $1::date)::date) FROM masterdata.department"
DEMO = Path(__file__).with_name("demo.toml")
USUAL = Path(__file__).with_name("checklists.toml")


async def keep_current(act: Act) -> None:
    """The usual templates, where they are not there yet."""
    usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))["template"]
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM hr.checklist_template")}
    for each in usual:
        if each["code"] not in there:
            await _template(act, each)


async def _template(act: Act, each: dict[str, Any]) -> None:
    template = await register_checklist_template(
        act=act,
        code=each["code"],
        name_ja=each["name_ja"],
        name_en=each["name_en"],
        occasion=ChecklistOccasion(each["occasion"]),
    )
    for title_ja, title_en, owner, rule, span, source, hint in each["tasks"]:
        await add_template_task(
            act=act,
            template=template,
            title_ja=title_ja,
            title_en=title_en,
            owner=TaskOwner(owner),
            rule=DeadlineRule(rule),
            span=span,
            source=source,
            hint=hint,
        )


async def seed_demo(act: Act) -> None:
    """Fourteen people in four departments, with users where the demo has them."""
    told = tomllib.loads(DEMO.read_text(encoding="utf-8"))
    positions = {
        code: await register_position(act=act, code=code, name_ja=ja, name_en=en, rank=rank)
        for code, ja, en, rank in told["positions"]
    }
    departments = await _departments(act)
    people: dict[str, UUID] = {}
    for number, family, given, family_kana, given_kana, type, department, position, ago, _ in told["people"]:
        person = await register_person(
            act=act,
            number=number,
            family_name=family,
            given_name=given,
            family_kana=family_kana,
            given_kana=given_kana,
            work_email=f"e{number}@demo.example",
        )
        await hire_person(
            act=act,
            person=person,
            starts_on=_month(act.today, ago),
            type=EmploymentType(type),
            department=departments[department],
            position=positions[position],
            place="本社" if department != "200" else "東京倉庫",
        )
        people[number] = person
    await _link(act)
    await _organisation(act, people, departments, positions, await act.tx.value(IN_USE, act.today))
    await _what_happens(act, people, departments)


async def finish_demo(act: Act) -> None:
    """Those who became users last, as superiors of others, are linked as well."""
    await _link(act)


def _month(today: date, ago: int) -> date:
    return (last_of_month(today, -ago)).replace(day=1)


async def _departments(act: Act) -> dict[str, UUID]:
    known = await act.tx.rows("SELECT code, id FROM masterdata.department")
    departments = {row["code"]: row["id"] for row in known}
    departments["000"] = await register_department(
        act=act, code="000", name="本社", valid_from=_month(act.today, 240)
    )
    return departments


async def _link(act: Act) -> None:
    """The people of the list who are users by now."""
    people = tomllib.loads(DEMO.read_text(encoding="utf-8"))["people"]
    rows = await act.tx.rows(
        """SELECT p.number, p.id, u.id AS user_id FROM unnest($1::text[], $2::text[]) AS l (number, login)
           JOIN hr.person p ON p.number = l.number AND p.app_user IS NULL
           JOIN access.app_user u ON u.login = l.login ORDER BY p.number""",
        [each[0] for each in people],
        [each[-1] for each in people],
    )
    for row in rows:
        await link_person_user(act=act, person=row["id"], user=row["user_id"])


async def _organisation(
    act: Act,
    people: dict[str, UUID],
    departments: dict[str, UUID],
    positions: dict[str, UUID],
    since: date,
) -> None:
    for code in ("100", "200", "900"):
        await set_department_parent(
            act=act, department=departments[code], parent=departments["000"], valid_from=since
        )
    for person, code in (("1002", "200"), ("1001", "900")):
        await assign_post(
            act=act,
            person=people[person],
            department=departments[code],
            position=positions["P10"],
            valid_from=since,
            reason="部長を兼ねる",
        )
    for code, person in (("000", "1001"), ("100", "1002"), ("200", "1002"), ("900", "1001")):
        await appoint_head(act=act, department=departments[code], person=people[person], valid_from=since)


async def _what_happens(act: Act, people: dict[str, UUID], departments: dict[str, UUID]) -> None:
    """A new name, a leave of absence, somebody who leaves, somebody who has left, a transfer to come."""
    month = act.today.replace(day=1)
    await rename_person(
        act=act, person=people["1008"], valid_from=month, family_name="中村", given_name="さくら",
        family_kana="ナカムラ", given_kana="サクラ", reason="結婚",
    )  # fmt: skip
    await begin_long_leave(
        act=act, person=people["1010"], kind=LongLeaveKind.CHILDCARE, valid_from=_month(act.today, 3),
        valid_to=last_of_month(act.today, 8),
    )  # fmt: skip
    own, retired = LeavingReason.OWN_WISH, LeavingReason.RETIREMENT
    await set_last_day(act=act, person=people["1012"], last_day=month - timedelta(days=1), reason=retired)
    await set_last_day(act=act, person=people["1011"], last_day=last_of_month(act.today, 1), reason=own)
    await move_person(
        act=act, person=people["1008"], on=_month(act.today, -2), department=departments["900"],
        reason="管理部の増員",
    )  # fmt: skip
    await set_private_values(
        act=act, person=people["1003"], birth_date=date(1996, 7, 12), home_address="東京都千代田区若葉1-2-3",
        private_phone="090-0000-1003", emergency_contact="母 佐藤 和子 03-0000-1003",
        pay_account="みどり銀行 本店 普通 0001003",
    )  # fmt: skip
