"""A document is answered, whoever sends it and however it came; nothing that comes in ends in a crash."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
from graphql import ExecutionResult
from graphql import execute as execute_by_fields

from erp.api.answers import Answer, answered, encode, failed, refused
from erp.api.documents import Document, Library
from erp.api.reading import AtField, read
from erp.api.refusals import BadRequest, IntrospectionRefused
from erp.api.schema import build
from erp.api.variables import conditions_of, variables_of
from erp.api.writing import write
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused


@cache
def library() -> Library:
    """The documents of the whole house's schema."""
    return Library(build())


async def execute(
    text: str,
    variables: Mapping[str, Any] | None,
    asking: Asking,
    database: Database,
    *,
    operation: str | None = None,
    trusted: bool = False,
    kept: Library | None = None,
    charge: Callable[[int], object] | None = None,
) -> Answer:
    """The answer to a document. `trusted` says that it ships with the product: its cost is not charged."""
    kept = kept or library()
    try:
        document = kept.get(text)
        if operation is not None and operation != document.name:
            raise BadRequest("UNKNOWN_OPERATION")
        if charge is not None and not trusted:
            charge(document.cost)
        return await run(document, kept, variables or {}, asking, database)
    except AtField as trouble:
        cause = trouble.cause
        if isinstance(cause, Refused):
            return refused(cause, asking.language, path=[trouble.key], answers=True)
        return failed(cause, asking.language, path=[trouble.key])
    except Refused as refusal:
        return refused(refusal, asking.language)
    except Exception as error:  # whatever it is, the caller gets a number and no internals
        return failed(error, asking.language)


async def run(
    document: Document, kept: Library, given: Mapping[str, Any], asking: Asking, database: Database
) -> Answer:
    """Answer a document that was understood."""
    if document.introspects:
        return _introspected(document, kept, given, asking)
    variables = variables_of(document.operation, given)
    conditions = conditions_of(document, variables)
    do = write if document.is_mutation else read
    parts = await do(document, kept.built, variables, conditions, asking, database)
    return answered(parts, document.cost)


def _introspected(document: Document, kept: Library, given: Mapping[str, Any], asking: Asking) -> Answer:
    """The schema about itself, for developers: the one thing that is answered field by field."""
    names = {
        getattr(getattr(each, "name", None), "value", "")
        for each in document.operation.selection_set.selections
    }
    if not asking.is_developer or not names <= {"__schema", "__type", "__typename"}:
        raise IntrospectionRefused()
    result = execute_by_fields(kept.built.graphql, document.node, variable_values=dict(given))
    assert isinstance(result, ExecutionResult)
    return Answer(encode(msgspec.to_builtins(result.formatted)))
