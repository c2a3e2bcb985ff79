"""Name an account for programs: what it is for, and who answers for it."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from modules.identity import tables
from modules.identity.binding import held_account
from modules.identity.refusals import AccountOfAnother


async def name_service_account(*, act: Act, account: UUID, owner: UUID, purpose: str) -> UUID:
    """Nobody signs in with it; its owner is asked about it in reviews.

    Refuses an account of a person, an owner who does not work here any more, and no purpose.
    """
    row = await held_account(act, account)
    if row["person"] is not None:
        raise AccountOfAnother(field="account", user_name=row["user_name"])
    if not purpose.strip():
        raise BadInput("purpose", "REQUIRED")
    known = "SELECT true FROM access.app_user WHERE id = $1 AND is_active AND NOT is_service"
    if not await act.tx.value(known, owner):
        raise NotFound("user", owner, field="owner")
    change = {"service_owner": owner, "service_purpose": purpose.strip()}
    await act.tx.update(tables.Account, [{"id": account} | change])
    return account
