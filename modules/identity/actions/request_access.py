"""Ask for an exception: an account or a right for somebody, from a day on and until one, with a reason."""

from datetime import date
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.identity import tables
from modules.identity.refusals import NobodyKnown
from modules.identity.states import AccessRequestState, RequestEffect
from modules.identity.systems import the_system

OWN = 'SELECT person FROM identity.holder WHERE company = $1 AND "user" = $2'
PERSON = "SELECT display_name FROM identity.holder WHERE company = $1 AND person = $2"
FITS = "SELECT true FROM identity.entitlement WHERE id = $1 AND system = $2"
LONGEST_DAYS = 3660


async def request_access(
    *,
    act: Act,
    system: UUID,
    reason: str,
    person: UUID | None = None,
    entitlement: UUID | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    effect: RequestEffect = RequestEffect.GIVE,
) -> UUID:
    """Write it down and send it on its route; without a route another person grants it.

    Without a person it is for oneself. What is given ends by itself, so its last day is asked for. Refuses a
    person whom the personnel records do not know, a right of another system, and days in the past.
    """
    target = await the_system(act, system)
    person = person or await act.tx.value(OWN, act.company, act.actor)
    name = await act.tx.value(PERSON, act.company, person)
    if name is None:
        raise NobodyKnown(field="person")
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    if entitlement is not None and not await act.tx.value(FITS, entitlement, system):
        raise BadInput("entitlement", "OF_ANOTHER_SYSTEM")
    valid_from = valid_from or act.today
    if effect is RequestEffect.GIVE and valid_to is None:
        raise BadInput("validTo", "REQUIRED")
    if valid_to is not None and valid_to < max(valid_from, act.today):
        raise BadInput("validTo", "BEFORE_ITS_BEGINNING")
    if valid_to is not None and (valid_to - valid_from).days > LONGEST_DAYS:
        raise BadInput("validTo", "TOO_LATE")
    request = new_id()
    number = await next_number(act, "access_request", act.today)
    row = {"id": request, "company": act.company, "number": number, "effect": effect.value, "person": person}
    row |= {"system": system, "entitlement": entitlement, "valid_from": valid_from, "valid_to": valid_to}
    row |= {"state": AccessRequestState.REQUESTED.value, "reason": reason.strip()}
    row |= {"requested_by": act.actor, "requested_at": act.at}
    await act.tx.insert(tables.AccessRequest, [row])
    title = f"{name} {target['name']}"
    await register_document(act, kind="access_request", id=request, number=number, on=act.today, title=title)
    await approval.submit(act, "access_request", request, note=reason.strip())
    return request
