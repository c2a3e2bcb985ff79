"""Name who takes over what somebody leaves behind."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.refusals import NobodyKnown

WORKS = "SELECT state FROM identity.holder WHERE company = $1 AND person = $2"
KNOWN = "SELECT id FROM identity.arrangement WHERE company = $1 AND person = $2"


async def name_successor(*, act: Act, person: UUID, successor: UUID) -> UUID:
    """Documents, records and open matters go to this person; without one they go to the manager.

    Refuses somebody who does not work here, and the person himself.
    """
    if person == successor:
        raise BadInput("successor", "THE_SAME_PERSON")
    if await act.tx.value(WORKS, act.company, person) is None:
        raise NobodyKnown(field="person")
    if await act.tx.value(WORKS, act.company, successor) not in ("EMPLOYED", "ON_LEAVE"):
        raise NobodyKnown(field="successor")
    known = await act.tx.value(KNOWN, act.company, person)
    row = {"id": known or new_id(), "company": act.company, "person": person, "successor": successor}
    row |= {"named_by": act.actor, "named_at": act.at}
    await (act.tx.update if known else act.tx.insert)(tables.Arrangement, [row])
    holder: UUID = await act.tx.value(
        "SELECT id FROM identity.holder WHERE company = $1 AND person = $2", act.company, person
    )
    return holder
