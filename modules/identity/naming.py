"""Giving user names and addresses: by the system's pattern, never one that is or was somebody else's."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.identity import tables
from modules.identity.matching import fold, match_system
from modules.identity.planning import AT_ONCE, NEEDED, ONE_BY_ONE
from modules.identity.rules.names import filled, free_name

TAKEN = """
    SELECT system, lower(user_name) AS name, person FROM identity.held_name WHERE system = ANY($1::uuid[])
    UNION ALL SELECT system, lower(email), person FROM identity.held_name
        WHERE system = ANY($1::uuid[]) AND email <> ''
    UNION ALL SELECT system, lower(user_name), person FROM identity.account WHERE system = ANY($1::uuid[])
    UNION ALL SELECT system, lower(email), person FROM identity.account
        WHERE system = ANY($1::uuid[]) AND email <> ''
"""
# A free account under a name that carries the person's own name is left to the matching, as his.
OWN = f"""
    SELECT a.system, lower(a.user_name) AS name, h.person
    FROM identity.account a JOIN identity.holder h ON h.company = $2
    WHERE a.system = ANY($1::uuid[]) AND a.person IS NULL AND a.service_owner IS NULL AND a.gone_at IS NULL
      AND h.person = ANY($3::uuid[]) AND coalesce(a.key, h.number) = h.number
      AND ({fold("a.family_name || a.given_name")} IN ({fold("h.family_name || h.given_name")},
               {fold("h.given_latin || h.family_latin")})
           OR {fold("a.display_name")} IN ({fold("h.display_name")},
               {fold("h.given_latin || h.family_latin")}))
"""
PUT_AWAY = """
    UPDATE identity.held_name n SET is_current = false
    FROM unnest($1::uuid[], $2::uuid[]) AS x(system, person)
    WHERE n.system = x.system AND n.person = x.person AND n.is_current
"""
SAME = """
    UPDATE identity.held_name n SET name_key = x.name_key
    FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS x(system, person, name_key)
    WHERE n.system = x.system AND n.person = x.person AND n.is_current
"""
AGAIN = """
    UPDATE identity.held_name n SET is_current = true, name_key = x.name_key, base = x.base
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) AS x(system, person, name, base,
        name_key)
    WHERE n.system = x.system AND n.person = x.person AND lower(n.user_name) = lower(x.name)
"""


async def give_names(act: Act, systems: Sequence[UUID] | None, people: Sequence[UUID] | None) -> int:
    """Give a name to whoever needs one or is called otherwise now; answers how many were given."""
    if people is None:
        await act.tx.run(AT_ONCE)
    needed = await act.tx.rows(NEEDED, act.company, systems, people, act.today)
    if people is None:
        await act.tx.run(ONE_BY_ONE)
    if not needed:
        return 0
    ids = sorted({row["system"] for row in needed})
    for system in ids:
        await lock_name(act, "identity_names", system)
    persons = sorted({row["person"] for row in needed})
    # Somebody's own earlier names are free for him alone.
    owners: dict[UUID, dict[str, UUID | None]] = defaultdict(dict)
    for row in await act.tx.rows(TAKEN, ids):
        kept = owners[row["system"]]
        if row["name"] not in kept or row["person"] is not None:
            kept[row["name"]] = row["person"]
    for row in await act.tx.rows(OWN, ids, act.company, persons):
        if owners[row["system"]].get(row["name"]) is None:
            owners[row["system"]][row["name"]] = row["person"]
    return await _write(act, needed, owners)


async def _write(act: Act, needed: Sequence[Any], owners: dict[UUID, dict[str, UUID | None]]) -> int:
    fresh: list[dict[str, Any]] = []
    same: list[tuple[Any, ...]] = []
    again: list[tuple[Any, ...]] = []
    for row in needed:
        base = filled(row["user_name_pattern"], row)
        if row["base"] == base:
            same.append((row["system"], row["person"], row["name_key"]))
            continue
        kept, person = owners[row["system"]], row["person"]
        name = free_name(base, _Others(kept, person))
        if name in kept and kept[name] == person and row["had"] and name in row["had"]:
            again.append((row["system"], person, name, base, row["name_key"]))
            continue
        email = _email(row, name, kept)
        kept[name.casefold()] = person
        if email:
            kept[email.casefold()] = person
        given = {"system": row["system"], "user_name": name, "email": email, "person": person, "base": base}
        head = {"id": new_id(), "company": act.company, "is_current": True, "given_at": act.at}
        fresh.append(head | given | {"name_key": row["name_key"]})
    if same:
        await act.tx.run(SAME, *map(list, zip(*same, strict=True)))
    changed = [(each["system"], each["person"]) for each in fresh] + [each[:2] for each in again]
    if changed:
        await act.tx.run(PUT_AWAY, *map(list, zip(*changed, strict=True)))
    if again:
        await act.tx.run(AGAIN, *map(list, zip(*again, strict=True)))
    await act.tx.insert(tables.HeldName, fresh)
    for system in sorted({each["system"] for each in fresh}):
        await match_system(act, system)
    return len(fresh)


def _email(row: Any, name: str, kept: dict[str, UUID | None]) -> str:
    if row["email_pattern"]:
        base = filled(row["email_pattern"], row)
        return free_name(base, _Others(kept, row["person"]))
    if "@" in name:
        return name
    own = (row["work_email"] or "").casefold()
    return row["work_email"] if own and kept.get(own, row["person"]) == row["person"] else ""


class _Others(Collection[str]):
    """Names that are taken for a person: those of everybody else."""

    def __init__(self, kept: dict[str, UUID | None], person: UUID) -> None:
        self.kept, self.person = kept, person

    def __contains__(self, name: object) -> bool:
        return name in self.kept and self.kept[str(name)] != self.person

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)
