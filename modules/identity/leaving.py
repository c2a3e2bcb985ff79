"""What happens in the very moment somebody leaves: in the same transaction, before anybody is told."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.following import follow


async def person_left(act: Act, person: UUID) -> None:
    """Out of this house at once; the orders for all other systems are written with it."""
    await follow(act, [person])
