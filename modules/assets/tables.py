"""Things that are used for years. What was acquired and how it is depreciated never changes afterwards."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    flag,
    instant,
    key,
    key_of_document,
    money,
    rate,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Account, Company, Department, Party
from modules.assets.states import (
    AssetState,
    AssetTreatment,
    DepreciationBooking,
    DepreciationMethod,
    DepreciationRunState,
    ReductionKind,
)


class AssetClass(Table, schema="assets", tablename="asset_class"):
    """A sort of assets, with the account it stands in and how its assets usually are depreciated."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    account = ref(Account)
    method = choice(DepreciationMethod)
    booking = choice(DepreciationBooking)
    life = whole(null=True)
    straight_line_only = flag()
    is_active = flag()


class FixedAsset(Table, schema="assets", tablename="fixed_asset"):
    """One thing, or several alike; its rates are those of the law when it was acquired.

    `depreciated_before` was taken off before it came into these books, until the year that ended on that day.
    """

    id = key()
    company = ref(Company)
    number = text()
    name = text()
    asset_class = ref(AssetClass)
    department = ref(Department, null=True)
    supplier = ref(Party, null=True)
    acquired_on = day()
    in_use_from = day()
    quantity = whole()
    cost = money()
    treatment = choice(AssetTreatment)
    method = choice(DepreciationMethod)
    booking = choice(DepreciationBooking)
    life = whole()
    depreciation_rate = rate()
    revised_rate = rate()
    guarantee_rate = rate()
    depreciated_before = money()
    depreciated_until = day(null=True)
    location = text(null=True)
    note = text(null=True)
    entry = key_of_document(null=True)
    state = choice(AssetState)
    ended_on = day(null=True)
    proceeds = money(null=True)
    reason = text(null=True)
    recorded_at = instant()


class DepreciationRun(Table, schema="assets", tablename="depreciation_run"):
    """The depreciation of a month for all assets of a company, in one entry; undone by its reverse."""

    id = key()
    company = ref(Company)
    month = day()
    through = day()
    state = choice(DepreciationRunState)
    total = money()
    assets = whole()
    entry = key_of_document(null=True)
    reason = text(null=True)
    run_at = instant()


class DepreciationLine(Table, schema="assets", tablename="depreciation_line"):
    """What of an asset was taken off: by a run, or (without one) when the asset left."""

    id = key()
    company = ref(Company)
    run = ref(DepreciationRun, null=True)
    asset = ref(FixedAsset)
    through = day()
    amount = money()
    book_value = money()


class AssetReduction(Table, schema="assets", tablename="asset_reduction"):
    """A part of an asset is gone, or it is worth less: so much of its cost, and of what was taken off, goes.

    What is left goes on as if it had been all from the start, so it lasts for the rest of its life.
    """

    id = key()
    company = ref(Company)
    asset = ref(FixedAsset)
    kind = choice(ReductionKind)
    reduced_on = day()
    cost = money()
    before = money()
    taken = money()
    reason = text()
    entry = key_of_document()
    recorded_by = key_of_document()
    recorded_at = instant()


TABLES = (AssetClass, FixedAsset, DepreciationRun, DepreciationLine, AssetReduction)
