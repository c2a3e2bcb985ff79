"""The kinds and the life of fixed assets.

>>> FIXED_ASSET.after("sell_asset", AssetState.IN_USE)
<AssetState.SOLD: 'SOLD'>
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class DepreciationMethod(StrEnum):
    """How the cost is spread over time."""

    STRAIGHT_LINE = "STRAIGHT_LINE"
    DECLINING = "DECLINING"
    LUMP_SUM = "LUMP_SUM"
    EXPENSED = "EXPENSED"
    NONE = "NONE"


class AssetTreatment(StrEnum):
    """What the law lets one do with the cost when it is acquired."""

    CAPITALISED = "CAPITALISED"
    LUMP_SUM = "LUMP_SUM"
    SMALL_COMPANY = "SMALL_COMPANY"
    EXPENSED = "EXPENSED"


class DepreciationBooking(StrEnum):
    """Where depreciation is taken off: from the asset's own account, or gathered in another."""

    DIRECT = "DIRECT"
    INDIRECT = "INDIRECT"


class AssetState(StrEnum):
    """Where an asset is."""

    IN_USE = "IN_USE"
    RETIRED = "RETIRED"
    SOLD = "SOLD"


class ReductionKind(StrEnum):
    """Why an asset is worth less while it is still there."""

    PART_RETIRED = "PART_RETIRED"
    IMPAIRED = "IMPAIRED"


class DepreciationRunState(StrEnum):
    """Whether a month's depreciation is in the books."""

    POSTED = "POSTED"
    UNDONE = "UNDONE"


FIXED_ASSET = Lifecycle(
    "fixed_asset",
    {
        "retire_asset_part": ({AssetState.IN_USE}, AssetState.IN_USE),
        "impair_asset": ({AssetState.IN_USE}, AssetState.IN_USE),
        "retire_asset": ({AssetState.IN_USE}, AssetState.RETIRED),
        "sell_asset": ({AssetState.IN_USE}, AssetState.SOLD),
    },
)
DEPRECIATION_RUN = Lifecycle(
    "depreciation_run",
    {
        "undo_depreciation_run": ({DepreciationRunState.POSTED}, DepreciationRunState.UNDONE),
    },
)
