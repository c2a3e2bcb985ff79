"""A person has looked at a parked document: it is in order, and this is who sent it."""

from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from modules.einvoicing.received import change, received
from modules.einvoicing.refusals import SenderRequired


async def accept_e_invoice(*, act: Act, e_invoice: UUID, sender: UUID | None = None) -> UUID:
    """Let a parked document go on. Refuses one whose sender nobody knows and nobody names."""
    row = await received(act, e_invoice, "accept_e_invoice")
    party = sender or row["party"]
    if party is None:
        raise SenderRequired(row["party_name"])
    known = (await masterdata.parties(act.tx, [party]))[party]
    await change(act, row, "accept_e_invoice", party=known.id)
    return e_invoice
