"""Make a token for a program; it is shown once and kept only as a hash."""

from uuid import UUID

from erp.access.guarding import refuse_beyond_own
from erp.access.people import insert_token
from erp.access.queries import in_company, locked_user, rights_of
from erp.access.rules.permissions import covered, unmatched
from erp.api import Made
from erp.api import permissions as known_permissions
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused

LONGEST_DAYS = 366


class TokenForPerson(Refused):
    """A token acts as its holder, so a person's token is made by that person alone."""


async def create_token(
    *,
    act: Act,
    name: str,
    user: UUID | None = None,
    company: UUID | None = None,
    scopes: list[str] | None = None,
    days: int = 90,
) -> Made:
    """Make a token for yourself or for a service account, in one company, with all rights or only some of
    them.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput("days", "OUT_OF_RANGE", least=1, most=LONGEST_DAYS)
    wrong = unmatched(scopes or [], known_permissions())
    if wrong:
        raise BadInput("scopes", "UNKNOWN_PERMISSION", given=wrong[0])
    holder, company = user or act.actor, company or act.company
    row = await locked_user(act, holder)
    if not row["is_active"]:
        raise NotFound("user", holder)
    rights = await rights_of(act.tx, holder)
    if company not in rights and not rights[None]:
        raise NotFound("company", company, field="company")
    if act.asking.via != "command":
        if holder != act.actor and not row["is_service"]:
            raise TokenForPerson()
        held = in_company(rights, company)
        await refuse_beyond_own(act, held if scopes is None else covered(scopes, held), company)
    token, secret = await insert_token(
        act, name=name, holder=holder, company=company, scopes=scopes, days=days
    )
    return Made(token, {"secret": secret})
