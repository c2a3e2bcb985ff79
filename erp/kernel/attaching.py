"""The files an action asks for: found by their keys and read before its transaction begins."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound
from erp.kernel.files import READ, Attached, FileRemoved, FileTooLarge, Stored, content, open_to, stored


@dataclass(frozen=True, slots=True)
class Wanted:
    """The key of a file as it comes in, before the file is looked up."""

    id: UUID
    content: bool


async def attached(database: Database, asking: Asking, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an action with every file they name in its place, read before anything is touched."""
    return {name: await _filled(database, asking, each, camel(name)) for name, each in values.items()}


async def _filled(database: Database, asking: Asking, value: Any, path: str) -> Any:
    if isinstance(value, Wanted):
        return await _one(database, asking, value, f"input.{path}")
    if isinstance(value, list):
        return [await _filled(database, asking, each, f"{path}.{at}") for at, each in enumerate(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for each in dataclasses.fields(value):
            old = getattr(value, each.name)
            new = await _filled(database, asking, old, f"{path}.{camel(each.name)}")
            if new is not old:
                changed[each.name] = new
        return dataclasses.replace(value, **changed) if changed else value
    return value


async def _one(database: Database, asking: Asking, wanted: Wanted, field: str) -> Stored | Attached:
    rows = await database.rows(READ, wanted.id, asking.actor, company=asking.company)
    if not rows or not open_to(rows[0], asking):
        raise NotFound("stored_file", wanted.id, field=field)
    if rows[0]["removed"]:
        raise FileRemoved(field=field)
    found = stored(rows[0])
    if not wanted.content:
        return found
    if found.size > files.MOST_READ_MB * files.MEGABYTE:
        raise FileTooLarge(found.name, files.MOST_READ_MB, field=field)
    whole = await content(database, found.sha256)
    return Attached(found.id, found.name, found.media_type, found.size, whole, found.sha256)


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
