"""Accept a match: a person has looked, and the account is this person's."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.binding import bind, held_candidate
from modules.identity.following import follow


async def accept_match(*, act: Act, candidate: UUID, note: str | None = None) -> UUID:
    """Make the account this person's, and order what follows from it.

    Refuses an account that is another's (`ACCOUNT_OF_ANOTHER`) and a person who has one here
    (`PERSON_HAS_ACCOUNT`).
    """
    row = await held_candidate(act, candidate, "ACCEPTED", note)
    await bind(act, row["account"], row["person"])
    await follow(act, [row["person"]])
    return candidate
