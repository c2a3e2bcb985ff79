"""An event that failed for good is brought once more, after somebody removed what stood in its way."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.delivering import RETRY
from erp.kernel.errors import NotFound


async def retry_delivery(*, act: Act, delivery: UUID) -> UUID:
    """Bring a failed event to its reaction again."""
    if not await act.tx.run(RETRY, delivery, act.company):
        raise NotFound("delivery", delivery)
    return delivery
