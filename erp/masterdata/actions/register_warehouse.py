"""The company has another place to keep goods."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.checks import code_of, must_exist, name_of, words
from erp.masterdata.placing import place_warehouse


async def register_warehouse(
    *, act: Act, code: str, name: str, address: str | None = None, consignee: UUID | None = None
) -> UUID:
    """Register a warehouse with its default place, so that goods can go in at once.

    With a `consignee` it is a place of that customer where goods of ours lie until he reports them sold.
    """
    if consignee is not None:
        await must_exist(act, "party", "Party", consignee, field="consignee")
    return await place_warehouse(
        act,
        act.company,
        code_of("code", code),
        name_of("name", name),
        words("address", address),
        consignee=consignee,
    )
