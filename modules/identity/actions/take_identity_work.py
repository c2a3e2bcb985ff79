"""Take work: what is to be done now in a connection's system."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.identity.systems import of_connection
from modules.identity.taking import take

MOST = 200


async def take_identity_work(*, act: Act, connection: UUID, limit: int = 20) -> UUID:
    """Lease what is due, leavers first; it is due again when nobody reports in time.

    Refuses `UNKNOWN_CONNECTION` and a limit of nothing or of more than 200.
    """
    if not 1 <= limit <= MOST:
        raise BadInput("limit", "OUT_OF_RANGE", least=1, most=MOST)
    return await take(act, await of_connection(act, connection), limit)
