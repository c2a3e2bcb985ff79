"""Accept proposals: all that are at least so sure, the surest first, a hundred at a time."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.banking.accepting import accept_sure
from modules.banking.running import write_run

LOWEST = 50


async def accept_proposals(*, act: Act, minimum_score: int) -> UUID:
    """Do what is proposed for the surest lines; what has changed meanwhile is left for a person to see."""
    if not LOWEST <= minimum_score <= 100:
        raise BadInput("minimumScore", "OUT_OF_RANGE", least=LOWEST, most=100)
    accepted, left = await accept_sure(act, minimum_score)
    return await write_run(act, minimum_score=minimum_score, accepted=accepted, left_over=left)
