"""Nobody deals with a party any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import Party


async def deactivate_party(*, act: Act, party: UUID) -> UUID:
    """Take a party out of use; its documents stay, and it can be taken into use again."""
    await switch(act, Party, party, False, field="party")
    return party
