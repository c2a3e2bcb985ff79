"""Reading the personnel records: what they say of people now, and whether that is believed.

Somebody who is missing in them is not somebody who left: only who is told as having left is stopped. And a
reading in which less than half of the people are employed is rather a failure than the truth.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import as_json
from erp.kernel.keys import new_id
from modules import hr
from modules.identity import tables
from modules.identity.rules.brakes import is_doubtful
from modules.identity.states import ReadingState

KNOWN = """
    SELECT person, fingerprint FROM identity.holder
    WHERE company = $1 AND ($2::uuid[] IS NULL OR person = ANY($2))
"""
LAST = """
    SELECT state, people, employed FROM identity.source_reading WHERE company = $1
    ORDER BY read_at DESC, id DESC LIMIT 1
"""
BEFORE = """
    SELECT employed FROM identity.source_reading WHERE company = $1 AND state = 'BELIEVED'
    ORDER BY read_at DESC, id DESC LIMIT 1
"""
LEAD = "SELECT coalesce(max(days_before), 0) FROM identity.system WHERE company = $1 AND is_active"
COLUMNS = (
    "person uuid, number text, family_name text, given_name text, family_kana text, given_kana text, "
    "family_latin text, given_latin text, display_name text, employment_type text, state text, "
    'starts_on date, last_day date, stops_at timestamptz, projects jsonb, manager uuid, "user" uuid, '
    "work_email text, language text, department_name text, title text, place text, name_key text, "
    "fingerprint text"
)
NAMES = [part.split()[0] for part in COLUMNS.split(", ")]
# Who left holds no post any more; where he was and who led him is still asked for.
LAST_KNOWN = ("manager", "department_name", "title", "place")


def kept(name: str) -> str:
    """What becomes of a column that is told anew."""
    if name not in LAST_KNOWN:
        return f"excluded.{name}"
    told = f"excluded.{name}" if name == "manager" else f"nullif(excluded.{name}, '')"
    return f"CASE excluded.state WHEN 'LEFT' THEN coalesce({told}, holder.{name}) ELSE excluded.{name} END"


UPSERT = f"""
    INSERT INTO identity.holder (company, read_at, {", ".join(NAMES)})
    SELECT $1, $2, {", ".join(f"x.{name}" for name in NAMES)}
    FROM jsonb_to_recordset($3::jsonb) AS x({COLUMNS})
    ON CONFLICT (company, person) DO UPDATE SET read_at = excluded.read_at,
        {", ".join(f"{name} = {kept(name)}" for name in NAMES)}
"""


async def read_all(act: Act, *, believed_by: UUID | None = None, reason: str | None = None) -> bool:
    """Take over what the personnel records say of everybody; answers whether they were believed."""
    told = await hr.people_on(act.tx, act.today)
    employed = sum(each.state in ("EMPLOYED", "ON_LEAVE") for each in told)
    before = await act.tx.value(BEFORE, act.company) or 0
    doubted = believed_by is None and is_doubtful(now=employed, before=before)
    state = ReadingState.DOUBTED if doubted else ReadingState.BELIEVED
    last = await act.tx.row(LAST, act.company)
    said = (state.value, len(told), employed)
    if last is None or tuple(last) != said or believed_by is not None:
        row: dict[str, Any] = {"id": new_id(), "company": act.company, "people": len(told)}
        row["state"] = state.value
        row |= {"employed": employed, "before": before, "read_at": act.at, "accepted_by": believed_by}
        row["reason"] = reason
        await act.tx.insert(tables.SourceReading, [row])
    if doubted:
        return False
    await _take_over(act, await _with_first_posts(act, told), None)
    return True


async def read_some(act: Act, people: Sequence[UUID]) -> None:
    """Take over what the personnel records say of these people."""
    told = await hr.people_on(act.tx, act.today, people)
    await _take_over(act, await _with_first_posts(act, told), people)


async def _with_first_posts(act: Act, told: list[hr.PersonFacts]) -> list[hr.PersonFacts]:
    """Who begins soon is taken as on his first day, for systems in which accounts are made ahead."""
    waiting = [each for each in told if each.state == "NOT_YET" and each.starts_on is not None]
    lead = await act.tx.value(LEAD, act.company) if waiting else 0
    days: dict[date, list[UUID]] = {}
    for each in waiting:
        if each.starts_on is not None and 0 < (each.starts_on - act.today).days <= lead:
            days.setdefault(each.starts_on, []).append(each.person)
    first = {
        each.person: each
        for on, people in sorted(days.items())
        for each in await hr.people_on(act.tx, on, people)
    }
    return [_not_yet(first[each.person]) if each.person in first else each for each in told]


def _not_yet(facts: hr.PersonFacts) -> hr.PersonFacts:
    return replace(facts, state="NOT_YET")


async def _take_over(act: Act, told: list[hr.PersonFacts], people: Sequence[UUID] | None) -> None:
    rows = await act.tx.rows(KNOWN, act.company, sorted(set(people)) if people is not None else None)
    known = {row["person"]: row["fingerprint"] for row in rows}
    changed = []
    posts: list[dict[str, Any]] = []
    for each in told:
        fingerprint = hashlib.md5(repr(each).encode(), usedforsecurity=False).hexdigest()
        if known.get(each.person) == fingerprint:
            continue
        changed.append(_row(each, fingerprint))
        posts += _posts(act, each)
    if not changed:
        return
    await act.tx.run(UPSERT, act.company, act.at, json.dumps(as_json(changed), ensure_ascii=False))
    moved = [row["person"] for row in changed]
    await act.tx.run(
        "DELETE FROM identity.holder_post WHERE company = $1 AND person = ANY($2::uuid[])", act.company, moved
    )
    await act.tx.insert(tables.HolderPost, posts)


def _row(each: hr.PersonFacts, fingerprint: str) -> dict[str, Any]:
    main = each.posts[0] if each.posts else None
    said: dict[str, Any] = asdict(each)
    kept = {name: said[name] for name in NAMES if name in said}
    kept["stops_at"] = each.stops_at.isoformat() if each.stops_at else None
    names = "|".join((each.number, each.family_latin, each.given_latin))
    return kept | {
        "user": each.user,
        "department_name": main.department_name if main else "",
        "title": main.position_name if main else "",
        "place": main.place if main else "",
        "projects": list(each.projects),
        "name_key": hashlib.md5(names.encode(), usedforsecurity=False).hexdigest(),
        "fingerprint": fingerprint,
    }


def _posts(act: Act, each: hr.PersonFacts) -> list[dict[str, Any]]:
    found = {(post.department, post.position, post.place): post for post in reversed(each.posts)}
    return [
        {
            "id": new_id(),
            "company": act.company,
            "person": each.person,
            "department": post.department,
            "position": post.position,
            "rank": post.rank,
            "place": post.place,
            "is_main": post.is_main,
        }
        for post in found.values()
    ]
