"""A verb is done: one mutation field, one transaction, one answer that is stored before COMMIT.

Who may do it and whether the answer may be read is decided before anything is touched. The answer is read
back by the same compiler on the same connection, so what the caller sees is what was committed.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from erp.api.answers import error_kind, log, places_of
from erp.api.declarations import Made, Mutation, Once
from erp.api.documents import Document
from erp.api.inputs import input_of_action, takes_files
from erp.api.plans import Plan, kind_of, plan_of_answer
from erp.api.reading import AtField, filled, kept_plan
from erp.api.refusals import AgainstTheRules, AlreadyThere
from erp.api.schema import Built
from erp.api.selections import Reader, Selection
from erp.api.statements import Moment
from erp.api.variables import arguments_of
from erp.kernel import attaching
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import BadInput, Forbidden, KeyRequired, NotFound, Refused

LONGEST_KEY = 200
# A trigger of ours that knows the name of its "no": its message is the code, its detail the facts as JSON.
RAISED_BY_NAME = "ER001"


async def write(
    document: Document,
    built: Built,
    variables: Mapping[str, Any],
    conditions: Mapping[str, bool],
    asking: Asking,
    database: Database,
) -> list[tuple[str, bytes]]:
    """Do the one thing the document asks for and answer with what it changed."""
    reader = Reader(document.fragments, conditions)
    roots = reader.read([document.operation.selection_set])
    if not roots:
        return []
    root = roots[0]
    if root.name == "__typename":
        return [(root.key, b'"Mutation"')]
    mutation = built.mutations[root.name]
    try:
        answer = await _done(document, mutation, root, variables, reader, asking, database)
    except Exception as error:  # any trouble is told with the field it belongs to
        raise AtField(root.key, kept_by_the_database(error) or error) from error
    return [(root.key, answer)]


def kept_by_the_database(error: Exception) -> Refused | None:
    """The refusal for a rule that no action checked and the database kept; its text would quote values.

    An action refuses by a better name where it can. This is the second line, so it is noted in the log.
    """
    state = getattr(error, "sqlstate", None) or ""
    rule = getattr(error, "constraint_name", None)
    refusal: Refused
    if state == RAISED_BY_NAME:
        code, facts = getattr(error, "message", ""), getattr(error, "detail", None) or "{}"
        return Refused.named(code, msgspec.json.decode(facts))
    if state == "23503":
        refusal = NotFound()
    elif state == "23505":
        refusal = AlreadyThere(rule)
    elif state[:2] in ("22", "23"):
        refusal = AgainstTheRules(rule)
    else:
        return None
    log.warning("kept by the database", error=error_kind(error), at=places_of(error))
    return refusal


async def _done(
    document: Document,
    mutation: Mutation,
    root: Selection,
    variables: Mapping[str, Any],
    reader: Reader,
    asking: Asking,
    database: Database,
) -> bytes:
    if mutation.permission not in asking.permissions:
        raise Forbidden(mutation.permission)
    may = asking.permissions
    shape = (root.key, tuple(reader.conditions.values()), may)
    plan = kept_plan(document, shape, lambda: plan_of_answer(mutation, root, reader, may))
    given = arguments_of(root.nodes[0].arguments, variables)
    key = _key(given.get("idempotencyKey"))
    values = input_of_action(mutation).take(given.get("input") or {}, "input")
    if takes_files(mutation):
        values = await attaching.attached(database, asking, values)
    work = _Work(mutation, plan, values)
    answer = await database.act(
        asking=asking,
        verb=mutation.name,
        key=key,
        fingerprint=_fingerprint(document, given.get("input"), reader.conditions, asking.company),
        work=work,
    )
    return work.with_secrets or answer


class _Work:
    """What happens inside the transaction; run again as a whole when others were in the way."""

    def __init__(self, mutation: Mutation, plan: Plan, values: Mapping[str, Any]) -> None:
        self.mutation, self.plan, self.values = mutation, plan, values
        # What is shown only once is in the answer that is sent and not in the one that is stored.
        self.with_secrets: bytes | None = None

    async def __call__(self, act: Act) -> bytes:
        self.with_secrets = None
        made = await self.mutation.action(act=act, **self.values)
        changed, shown = (made.id, made.shown) if isinstance(made, Made) else (made, {})
        stored = await self._read(act, changed, {})
        if shown and any(isinstance(each.source, Once) for each in kind_of(self.mutation).fields.values()):
            self.with_secrets = await self._read(act, changed, shown)
        return stored

    async def _read(self, act: Act, changed: UUID, shown: Mapping[str, Any]) -> bytes:
        moment = Moment(act.asking, {"id": changed}, shown)
        text = await act.tx.value(self.plan.sql, *filled(self.plan, moment))
        return b"null" if text is None else text.encode()


def _key(given: Any) -> str:
    if given is None or given == "":
        raise KeyRequired(field="idempotencyKey")
    if not isinstance(given, str) or len(given) > LONGEST_KEY or not given.isprintable():
        raise BadInput("idempotencyKey", "NOT_A_KEY")
    return given


def _fingerprint(document: Document, given: Any, conditions: Mapping[str, bool], company: UUID) -> bytes:
    """What was asked under a key: the same key with anything else is refused, even if only the answer
    differs."""
    # A fast hash of a password would be a gift to whoever reads this table: passwords are left out.
    known = {name: value for name, value in (given or {}).items() if "password" not in name.lower()}
    parts = [document.digest, known, dict(conditions), str(company)]
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).digest()
