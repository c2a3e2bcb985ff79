"""Define a process: which states begin a case of a kind and end it, and which steps send it back."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.kpi import tables
from modules.kpi.knowing import known_states
from modules.kpi.rules.defining import problem

MOST = 20


async def define_process(
    *, act: Act, kind: str, starts: list[str], ends: list[str], returns: list[str], note: str | None = None
) -> UUID:
    """A new version, by which all of the past is counted from now on; the one before stays to compare with.

    `returns` are written `SUBMITTED>DRAFT`. Refuses a kind or a state that there is not.
    """
    known = known_states().get(kind)
    if known is None:
        raise BadInput("kind", "UNKNOWN_KIND", given=kind[:60])
    for field, states in (("starts", starts), ("ends", ends), ("returns", returns)):
        if len(states) > MOST:
            raise TooLong(field, MOST)
    wrong = problem(known, starts, ends, returns)
    if wrong is not None:
        field, reason, given = wrong
        raise BadInput(field, reason, given=given[:60])
    await lock_name(act, "process_definition", kind)
    last = await act.tx.value(
        "SELECT coalesce(max(version), 0) FROM kpi.process_definition WHERE kind = $1", kind
    )
    made = new_id()
    row = {"id": made, "kind": kind, "version": last + 1, "starts": starts, "ends": ends, "returns": returns}
    row |= {"note": (note or "").strip() or None, "set_by": act.actor, "set_at": act.at}
    await act.tx.insert(tables.ProcessDefinition, [row])
    return made
