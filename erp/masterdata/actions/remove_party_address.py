"""A party is not at that place any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import PartyAddress


async def remove_party_address(*, act: Act, address: UUID) -> UUID:
    """Take an address out of use; documents sent there keep it. Another of its kind takes over."""
    row = await switch(act, PartyAddress, address, False, field="address")
    await act.tx.run(
        "UPDATE masterdata.party_address a SET is_default = a.id = ("
        " SELECT b.id FROM masterdata.party_address b WHERE b.party = $1 AND b.kind = $2 AND b.is_active"
        " ORDER BY b.is_default DESC, b.id LIMIT 1)"
        " WHERE a.party = $1 AND a.kind = $2",
        row["party"],
        row["kind"],
    )
    return row["party"]
