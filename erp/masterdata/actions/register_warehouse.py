"""The company has another place to keep goods."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.checks import code_of, name_of, words
from erp.masterdata.placing import place_warehouse


async def register_warehouse(*, act: Act, code: str, name: str, address: str | None = None) -> UUID:
    """Register a warehouse with its default place, so that goods can go in at once."""
    return await place_warehouse(
        act, act.company, code_of("code", code), name_of("name", name), words("address", address)
    )
