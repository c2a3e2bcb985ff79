"""Questions are answered: for each root field one statement, whose text the answer carries on as it is."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from erp.api.documents import Document
from erp.api.plans import Asked, Plan, ask, plan_of
from erp.api.schema import Built
from erp.api.selections import Reader, Selection
from erp.api.statements import Moment
from erp.api.variables import arguments_of
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused, as_json

MOST_PLANS = 50


class AtField(Exception):
    """Wraps what went wrong with the place in the document where it did."""

    def __init__(self, key: str, cause: Exception) -> None:
        super().__init__(key)
        self.key = key
        self.cause = cause


async def read(
    document: Document,
    built: Built,
    variables: Mapping[str, Any],
    conditions: Mapping[str, bool],
    asking: Asking,
    database: Database,
) -> list[tuple[str, bytes]]:
    """The parts of the answer, in the order of the document."""
    reader = Reader(document.fragments, conditions)
    roots = reader.read([document.operation.selection_set])
    # Everything is checked and planned before the first statement runs.
    prepared = [_prepare(root, document, built, variables, reader, asking) for root in roots]
    if len(prepared) == 1:
        return [await _answer(*prepared[0], asking, database)]
    return await _together([_answer(*each, asking, database) for each in prepared])


async def _together(answers: Sequence[Any]) -> list[tuple[str, bytes]]:
    """All at once, each on a connection of its own; the first trouble in the document's order is told."""
    done = await asyncio.gather(*answers, return_exceptions=True)
    parts: list[tuple[str, bytes]] = []
    for each in done:
        if isinstance(each, BaseException):
            raise each
        parts.append(each)
    return parts


def _prepare(
    root: Selection,
    document: Document,
    built: Built,
    variables: Mapping[str, Any],
    reader: Reader,
    asking: Asking,
) -> tuple[Selection, Asked | None, Plan | None]:
    if root.name == "__typename":
        return root, None, None
    try:
        asked = ask(built.queries[root.name], arguments_of(root.nodes[0].arguments, variables))
        return root, asked, _planned(document, root, asked, reader, asking.permissions)
    except Refused as refusal:
        raise AtField(root.key, refusal) from refusal


def _planned(
    document: Document, root: Selection, asked: Asked, reader: Reader, permissions: frozenset[str]
) -> Plan:
    """The plan for this field, these conditions, this shape of arguments and these permissions; made once."""
    key = (root.key, tuple(reader.conditions.values()), asked.shape, permissions)
    return kept_plan(document, key, lambda: plan_of(asked, root, reader, permissions))


def kept_plan(document: Document, key: Any, make: Callable[[], Plan]) -> Plan:
    """The plan under this key; the least used goes when there are too many."""
    known = document.plans.get(key)
    if known is not None:
        document.plans.move_to_end(key)
        return known
    made = document.plans[key] = make()
    while len(document.plans) > MOST_PLANS:
        document.plans.popitem(last=False)
    return made


async def _answer(
    root: Selection, asked: Asked | None, plan: Plan | None, asking: Asking, database: Database
) -> tuple[str, bytes]:
    if asked is None or plan is None:
        return root.key, b'"Query"'
    try:
        rows = await _rows(plan, asked, asking, database) if plan.run is not None else None
        moment = Moment(asking, asked.values, rows=rows)
        text = await database.read(plan.sql, *filled(plan, moment), company=asking.company)
    except Exception as error:  # any trouble is told with the field it belongs to
        raise AtField(root.key, error) from error
    return root.key, b"null" if text is None else text.encode()


async def _rows(plan: Plan, asked: Asked, asking: Asking, database: Database) -> str:
    assert plan.run is not None
    rows = await plan.run(asking, database, **asked.values)
    if plan.single:
        rows = [] if rows is None else [rows] if isinstance(rows, Mapping) else list(rows)[:1]
    return msgspec.json.encode(as_json(list(rows))).decode()


def filled(plan: Plan, moment: Moment) -> list[Any]:
    """The parameters of a plan for this moment."""
    return [source(moment) for source in plan.sources]
