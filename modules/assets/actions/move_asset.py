"""An asset moves to another department or place; depreciation follows it from the next run on."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import WrongState
from modules.assets import tables
from modules.assets.keeping import asset_in_use
from modules.assets.states import AssetState


async def move_asset(
    *, act: Act, asset: UUID, department: UUID | None = None, location: str | None = None
) -> UUID:
    """Say where an asset is now. Refuses one that has left."""
    row = await asset_in_use(act, asset)
    if row["state"] != AssetState.IN_USE.value:
        raise WrongState("move_asset", row["state"], document="fixed_asset")
    await act.tx.update(tables.FixedAsset, [{"id": asset, "department": department, "location": location}])
    return asset
