"""How something that was taken over from elsewhere is taken back, verb by verb.

A part may have a file `undoing.py` with `UNDO`, which says for each verb how what it made is answered by its
reverse, and `uses`, which names the documents that mention given records, so that nothing is taken back that
others have built upon.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from erp.kernel.database import Transaction
from erp.kernel.module import installed, part

Undoer = Callable[..., Awaitable[object]]
Uses = Callable[..., Awaitable[list[UUID]]]


@dataclass(frozen=True, slots=True)
class Undo:
    """What is done about a record when its import is undone.

    `how(act=, id=, reason=)` answers it by its reverse; a record that is only taken out of use names in
    `again` how it comes back into use. A verb with neither has set something up that stays.
    """

    how: Undoer | None = None
    again: Undoer | None = None


STAYS = Undo()


@cache
def undoing() -> dict[str, Undo]:
    """Every verb whose work can be taken back, of all installed parts."""
    found: dict[str, Undo] = {}
    for module in installed():
        found |= getattr(part(module.name, "undoing"), "UNDO", {})
    return found


async def documents_using(tx: Transaction, records: list[UUID]) -> set[UUID]:
    """The documents that mention any of these records, as each part knows its own."""
    found: set[UUID] = set()
    for module in installed():
        uses: Uses | None = getattr(part(module.name, "undoing"), "uses", None)
        if uses is not None:
            found |= set(await uses(tx, records))
    return found
