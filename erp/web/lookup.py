"""Look-ups: finding a customer or a product by typing, with the same small document in the browser and here.

`graphql/pages/_lookup/<name>.graphql` asks for `rows` given `$text`; an input field of that name gets the
look-up by itself. In a browser the rows appear while one types; without script the text that was typed is
looked up when the form arrives: one hit is taken, several are offered as a choice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphql import GraphQLSchema, parse, validate

from erp.web.documents import PageFault
from erp.web.fields import display

if TYPE_CHECKING:
    from erp.kernel.asking import Asking
    from erp.web.pages import Engine

MOST = 12
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Lookup:
    name: str
    text: str
    root: str


def find(schema: GraphQLSchema, folder: Path) -> dict[str, Lookup]:
    """Every look-up by name, checked against the schema."""
    found = {}
    for path in sorted(folder.glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        document = parse(text)
        if errors := validate(schema, document):
            raise PageFault(f"_lookup/{path.name}: " + "; ".join(error.message for error in errors))
        root = document.definitions[0].selection_set.selections[0]  # type: ignore[attr-defined]  # one query
        if (root.alias or root.name).value != "rows":
            raise PageFault(f"_lookup/{path.name}: the root is asked for under the name rows")
        found[path.stem] = Lookup(path.stem, text, root.name.value)
    return found


async def rows(engine: "Engine", asking: "Asking", name: str, text: str, first: int = MOST) -> list[Any]:
    """The records that match what was typed; none for a reader without the right to see them."""
    found = engine.lookups[name]
    if not all(each in asking.permissions for each in engine.needs("Query", found.root)):
        return []
    variables = {"text": text, "first": first} if "$first" in found.text else {"text": text}
    answer = await engine.execute(found.text, variables, asking)
    listed = (answer.get("data") or {}).get("rows") or []
    return list(listed["nodes"] if isinstance(listed, Mapping) else listed)


async def offered(engine: "Engine", asking: "Asking", name: str, text: str) -> list[dict[str, Any]]:
    """The same for the browser: key, line of text, and the record for the fields it fills."""
    found = await rows(engine, asking, name, text)
    return [{"id": each["id"], "text": display(each), "row": each} for each in found]


async def resolve(
    engine: "Engine", asking: "Asking", pairs: Pairs
) -> tuple[list[tuple[str, str]], dict[str, str], dict[str, list[Any]]]:
    """Fill the keys that were not chosen but written; what stays unclear is said by field."""
    given = dict(pairs)
    fresh: dict[str, str] = {}
    errors: dict[str, str] = {}
    choices: dict[str, list[Any]] = {}
    for name, text in pairs:
        base = name.removesuffix("__text")
        if base == name:
            continue
        typed, before = text.strip(), given.get(f"{base}__was", "").strip()
        if given.get(base) and typed == before:
            continue
        path = base.removeprefix("input.")
        fresh[base] = ""
        kind = given.get(f"{base}__lookup", path.rpartition(".")[2])
        if not typed or kind not in engine.lookups:
            continue
        found = await rows(engine, asking, kind, typed)
        exact = [each for each in found if typed in _names(each)] or found
        if len(exact) == 1:
            fresh[base] = str(exact[0]["id"])
        elif exact:
            errors[path], choices[path] = "SEVERAL_FOUND", exact
        else:
            errors[path] = "NONE_FOUND"
    kept = [(name, fresh.get(name, value)) for name, value in pairs]
    missing = [(name, value) for name, value in fresh.items() if name not in given]
    return kept + missing, errors, choices


def _names(row: Mapping[str, Any]) -> set[str]:
    return {str(row.get(key)) for key in ("number", "code", "name", "title")} | {display(row)}
