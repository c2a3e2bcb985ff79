"""Who may do what, read off the declarations: every permission there is, and what a set of them opens."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

from erp.api.declarations import SHAPES, Column, Link, Many, Report, Shape
from erp.api.shapes import type_of


def permissions() -> list[str]:
    """Every permission of the installed house, sorted."""
    from erp.api.schema import build

    built = build()
    found: set[str] = {each.permission for each in built.mutations.values()}
    for entry in built.queries.values():
        if isinstance(entry, Many | Report) and entry.permission:
            found.add(entry.permission)
    for kind in built.types.values():
        found |= {kind.permission or "", *(each.permission or "" for each in kind.fields.values())}
    return sorted(found - {""})


def permission_of_kind(kind: str) -> str | None:
    """The permission to read documents that are registered as this kind."""
    return next((shape.permission for shape in SHAPES.values() if kind in shape.registered_as), None)


@lru_cache(maxsize=256)
def readable_kinds(held: frozenset[str]) -> list[str]:
    """The kinds of documents that may show up in the search box, in chains and among links."""
    return sorted({kind for shape in SHAPES.values() if _open(shape, held) for kind in shape.registered_as})


@lru_cache(maxsize=256)
def readable_fields(held: frozenset[str]) -> str:
    """Table by table, the columns whose history may be read and their names on the wire; as JSON."""
    found: dict[str, dict[str, str]] = {}
    for shape in SHAPES.values():
        if not _open(shape, held):
            continue
        kind = type_of(shape)
        columns = found.setdefault((kind.table or "").replace('"', ""), {})
        for each in kind.fields.values():
            if each.permission and each.permission not in held:
                continue
            if isinstance(each.source, Column):
                columns[each.source.name or each.name] = each.key
            elif isinstance(each.source, Link) and each.source.column:
                columns[each.source.column] = each.key
    return json.dumps(found)


def _open(shape: Shape, held: frozenset[str]) -> bool:
    return shape.table is not None and (not shape.permission or shape.permission in held)


def matrix(roles: Mapping[str, Iterable[str]]) -> str:
    """Role by permission, as text that a reviewer reads; kept in `tests/architecture/permissions.txt`."""
    known = permissions()
    width = max(len(each) for each in known)
    held = {role: frozenset(given) for role, given in roles.items()}
    lines = [f"{'permission'.ljust(width)}  {'  '.join(held)}"]
    for each in known:
        marks = (
            "x".center(len(role)) if each in given else ".".center(len(role)) for role, given in held.items()
        )
        lines.append(f"{each.ljust(width)}  {'  '.join(marks)}".rstrip())
    return "\n".join(lines) + "\n"
