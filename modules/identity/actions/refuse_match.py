"""Refuse a match: the account is not this person's, and is not proposed again."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.binding import held_candidate


async def refuse_match(*, act: Act, candidate: UUID, note: str | None = None) -> UUID:
    """Note that it is somebody else's. Refuses one that is decided (`WRONG_STATE`)."""
    await held_candidate(act, candidate, "REFUSED", note)
    return candidate
