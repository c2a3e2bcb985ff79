"""Somebody does not work there any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import PartyContact


async def remove_party_contact(*, act: Act, contact: UUID) -> UUID:
    """Take a contact out of use."""
    row = await switch(act, PartyContact, contact, False, field="contact")
    return row["party"]
