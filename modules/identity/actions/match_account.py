"""Say whose an account is, where nothing in it tells."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.binding import bind
from modules.identity.following import follow


async def match_account(*, act: Act, account: UUID, person: UUID) -> UUID:
    """Make an account that is nobody's this person's, and order what follows from it.

    Refuses one that is somebody's or a program's, and a person who has one in the system.
    """
    await bind(act, account, person)
    await follow(act, [person])
    return account
