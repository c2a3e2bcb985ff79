"""A mail that could not be sent is sent once more, after somebody removed what stood in its way."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.mail import RETRY


async def retry_mail(*, act: Act, mail: UUID) -> UUID:
    """Send a failed mail again; refuses one that waits or was sent."""
    if not await act.tx.run(RETRY, mail, act.company):
        raise NotFound("mail", mail)
    return mail
