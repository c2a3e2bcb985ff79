"""Let an outside system tell us that something changed."""

import secrets as randomness
from uuid import UUID

from erp.api import Made
from erp.kernel.asking import Act
from erp.sync.entering import held_connection, keep_secrets
from erp.sync.health import refuse_closed
from erp.sync.hooks import SECRET_NAME


async def open_hook(*, act: Act, connection: UUID) -> Made:
    """Draw the secret with which they sign; it is shown once. An older one counts no more."""
    refuse_closed("open_hook", await held_connection(act, connection))
    secret = randomness.token_urlsafe(32)
    await keep_secrets(act, connection, {SECRET_NAME: secret})
    return Made(connection, {"hook_secret": secret})
