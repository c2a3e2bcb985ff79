"""A party is not at that place any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import PartyAddress


async def remove_party_address(*, act: Act, address: UUID) -> UUID:
    """Take an address out of use; documents sent there keep it. Another of its kind takes over."""
    row = await switch(act, PartyAddress, address, False, field="address")
    if row["is_default"]:
        await act.tx.update(PartyAddress, [{"id": address, "is_default": False}])
        await act.tx.run(
            "UPDATE masterdata.party_address SET is_default = true WHERE id = ("
            " SELECT id FROM masterdata.party_address WHERE party = $1 AND kind = $2 AND is_active"
            " ORDER BY id LIMIT 1)",
            row["party"],
            row["kind"],
        )
    return row["party"]
