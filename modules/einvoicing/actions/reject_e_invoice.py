"""A received document is not taken, and why; its sender may send a better one."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.einvoicing.received import change, received


async def reject_e_invoice(*, act: Act, e_invoice: UUID, reason: str) -> UUID:
    """Set a received document aside for good. The file stays; the same number may come again."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await received(act, e_invoice, "reject_e_invoice")
    await change(act, row, "reject_e_invoice", reason=reason.strip())
    return e_invoice
