"""A party is dealt with again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.queries.party import must_not_be_merged
from erp.masterdata.tables import Party


async def reactivate_party(*, act: Act, party: UUID) -> UUID:
    """Take a party into use again; one that was merged comes back by undoing the merge."""
    await must_not_be_merged(act.tx, party, field="party")
    await switch(act, Party, party, True, field="party")
    return party
