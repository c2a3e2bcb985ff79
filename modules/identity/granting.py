"""Exceptions: asked for, granted by another, ended by their day."""

from typing import Any
from uuid import UUID

from erp import access
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.following import follow
from modules.identity.states import ACCESS_REQUEST, AccessRequestState

KIND = "access_request"


async def held_request(act: Act, request: UUID) -> Any:
    """An exception, held until the end."""
    found = await lock_rows(act, tables.AccessRequest, [request])
    if not found:
        raise NotFound(KIND, request, field="request")
    return found[0]


async def step(act: Act, row: Any, verb: str, **change: Any) -> None:
    """The next state of an exception; refuses where the verb may not start."""
    state = ACCESS_REQUEST.after(verb, AccessRequestState(row["state"]))
    await act.tx.update(tables.AccessRequest, [{"id": row["id"], "state": state.value} | change])


async def grant(act: Act, row: Any, note: str | None) -> None:
    """Let it count from its day on, and do what follows from it today."""
    await step(act, row, "grant_access", decided_by=act.actor, decided_at=act.at, decision_note=note)
    await follow(act, [row["person"]])


async def case_ended(act: Act, kind: str, document: UUID, *, granted: bool) -> None:
    """What the route said of an exception; said twice it is done once."""
    if kind != KIND:
        return
    row = await held_request(act, document)
    verb = "grant_access" if granted else "decline_access"
    if not ACCESS_REQUEST.allows(verb, AccessRequestState(row["state"])):
        return
    if granted:
        await grant(act, row, None)
    else:
        await step(act, row, verb, decided_by=act.actor, decided_at=act.at)


async def refuse_beyond_own(act: Act, entitlement: UUID | None) -> None:
    """A role of this house is given through rules and exceptions only by who could give it himself."""
    if entitlement is None:
        return
    code = await act.tx.value(
        """SELECT e.external_id FROM identity.entitlement e JOIN identity.system s ON s.id = e.system
           WHERE e.id = $1 AND s.is_built_in""",
        entitlement,
    )
    if code is not None:
        await access.refuse_role_beyond_own(act, code)
