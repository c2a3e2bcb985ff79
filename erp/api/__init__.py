"""The one door: what modules declare here is all that people, programs and adapters can ask and do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from strawberry import ID

from erp.api.declarations import (
    Made,
    children,
    column,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    once,
    one,
    report,
    row,
)
from erp.api.stored_files import StoredFile

if TYPE_CHECKING:
    from erp.api.answers import Answer
    from erp.kernel.asking import Asking
    from erp.kernel.database import Database

__all__ = [
    "ID",
    "Made",
    "StoredFile",
    "children",
    "column",
    "computed",
    "computed_children",
    "computed_link",
    "execute",
    "link",
    "many",
    "mutation",
    "node",
    "once",
    "one",
    "permissions",
    "report",
    "row",
]


async def execute(
    document: str,
    variables: Mapping[str, Any] | None,
    asking: "Asking",
    database: "Database",
    *,
    operation: str | None = None,
    trusted: bool = False,
) -> "Answer":
    """Answer a document in this process: what pages, tests, the worker and `/graphql` call."""
    from erp.api.executing import execute as run

    return await run(document, variables, asking, database, operation=operation, trusted=trusted)


def permissions() -> list[str]:
    """Every permission there is, sorted: those to read a type or report and those to use a verb."""
    from erp.api.known_rights import permissions as known

    return known()
