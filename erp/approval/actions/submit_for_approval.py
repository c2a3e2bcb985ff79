"""Submit a document for approval: whoever the matrix names is asked."""

from uuid import UUID

from erp.approval.submitting import submit
from erp.kernel.asking import Act
from erp.kernel.errors import Refused


class NobodyToAsk(Refused):
    """The matrix asks nobody about this; it can be done at once."""


async def submit_for_approval(
    *, act: Act, kind: str, document: UUID, note: str | None = None, after_the_fact: bool = False
) -> UUID:
    """Find the route, freeze it and ask its first step; `after_the_fact` says it has been done already.

    Refuses `NOBODY_TO_ASK`, `ALREADY_SUBMITTED`, `ROUTE_WITH_NOBODY` and `NOTHING_TO_APPROVE`.
    """
    case = await submit(act, kind, document, note=note, after_the_fact=after_the_fact)
    if case is None:
        raise NobodyToAsk(kind=kind)
    return case
