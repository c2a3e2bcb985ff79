"""Take over a list of people from another system: all of it, or nothing."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.files import Attached, keep_as
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.masterdata.checks import code_of
from modules.hr import tables
from modules.hr.actions.change_person import change_person
from modules.hr.actions.hire_person import hire_person
from modules.hr.actions.move_person import move_person
from modules.hr.actions.register_person import register_person
from modules.hr.actions.rename_person import rename_person
from modules.hr.actions.set_last_day import set_last_day
from modules.hr.importing import ONE_IN, Wish, missing_of, wishes
from modules.hr.refusals import PeopleFileEmpty, PeopleFileFaulty, PersonRowRefused, SourceShrank
from modules.hr.rules.people_csv import read_people
from modules.hr.states import LeavingReason

READ = "hr.read_people_import"


async def import_people(
    *, act: Act, file: Attached, source: str = "CSV", only_try: bool = True, accept_shrinking: bool = False
) -> UUID:
    """Try a list of people (`only_try`), then take it in: who is new is hired, who differs is changed.

    Nobody leaves by being missing. Refuses `PEOPLE_FILE_FAULTY`, `PEOPLE_FILE_EMPTY`, `PERSON_ROW_REFUSED`
    and, when half of the people the source had are missing, `SOURCE_SHRANK`; then nothing is kept.
    """
    code = code_of("source", source)
    await lock_name(act, "people_import", act.company)
    read = read_people(file.content)
    if read.faults:
        raise PeopleFileFaulty([asdict(each) for each in read.faults])
    if not read.rows:
        raise PeopleFileEmpty()
    missing, before = await missing_of(act, code, read.rows)
    if missing and missing * ONE_IN >= before and not accept_shrinking:
        raise SourceShrank(missing, before)
    wanted, faults = await wishes(act, read.rows)
    if faults:
        raise PeopleFileFaulty([asdict(each) for each in faults[:20]])
    row = {
        "id": new_id(),
        "company": act.company,
        "source": code,
        "file": await keep_as(act, file, permission=READ),
        "sha256": file.sha256,
        "only_try": only_try,
        "lines": len(wanted),
        "added": sum(each.is_new for each in wanted),
        "changed": sum(each.changes for each in wanted),
        "missing": missing,
        "confirmed_shrinking": accept_shrinking,
        "numbers": sorted(each.row.number for each in wanted),
        "imported_by": act.actor,
        "imported_at": act.at,
    }
    if not only_try:
        for each in wanted:
            try:
                await _take_in(act, each)
            except Refused as refused:
                raise PersonRowRefused(each.row.line, refused.code) from refused
    await act.tx.insert(tables.PeopleImport, [row])
    return UUID(str(row["id"]))


async def _take_in(act: Act, wish: Wish) -> None:
    """Do what a row asks for, by the same verbs a person uses."""
    row = wish.row
    person = wish.person
    name: dict[str, Any] = {
        "family_name": row.family_name,
        "given_name": row.given_name,
        "family_kana": row.family_kana,
        "given_kana": row.given_kana,
        "family_latin": row.family_latin,
        "given_latin": row.given_latin,
    }
    if person is None:
        person = await register_person(
            act=act, number=row.number, work_email=row.work_email, accept_duplicates=True, **name
        )
    elif wish.is_renamed:
        await rename_person(act=act, person=person, valid_from=act.today, **name)
    if wish.is_mailed_elsewhere:
        await change_person(act=act, person=person, work_email=row.work_email)
    if wish.comes_back:
        await hire_person(
            act=act,
            person=person,
            starts_on=row.starts_on,
            type=row.type,
            department=wish.department,
            position=wish.position,
            place=row.place,
        )
    elif wish.is_moved:
        await move_person(
            act=act,
            person=person,
            on=act.today,
            department=wish.department,
            position=wish.position,
            place=row.place,
        )
    if row.last_day is not None and (wish.comes_back or wish.leaves):
        await set_last_day(act=act, person=person, last_day=row.last_day, reason=LeavingReason.OTHER)
