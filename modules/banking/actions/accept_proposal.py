"""Accept a proposal: it is as the house thinks, so the money is booked and the invoices are paid."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.banking.accepting import accept


async def accept_proposal(*, act: Act, line: UUID) -> UUID:
    """Do what is proposed for a line; refused where what it pays has changed since it was looked at."""
    await accept(act, line)
    return line
