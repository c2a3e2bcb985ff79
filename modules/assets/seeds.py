"""The classes of assets everybody has, and a few assets of the demo company."""

from datetime import date
from decimal import Decimal

from erp.kernel.asking import Act
from erp.kernel.money import Money
from modules.assets.actions.acquire_asset import acquire_asset
from modules.assets.actions.register_asset_class import register_asset_class
from modules.assets.actions.run_depreciation import run_depreciation
from modules.assets.rules.depreciation import months_of, year_of
from modules.assets.states import AssetTreatment, DepreciationBooking, DepreciationMethod

STRAIGHT, DECLINING = DepreciationMethod.STRAIGHT_LINE, DepreciationMethod.DECLINING
DIRECT, INDIRECT = DepreciationBooking.DIRECT, DepreciationBooking.INDIRECT
# Code, names, account, usual method, life and booking, and whether the law leaves the straight line only.
CLASSES = (
    ("BUILDING", "建物", "Buildings", "1510", STRAIGHT, 50, INDIRECT, True),
    ("FIXTURE", "建物附属設備", "Building fixtures", "1520", STRAIGHT, 15, INDIRECT, True),
    ("STRUCTURE", "構築物", "Structures", "1530", STRAIGHT, 15, INDIRECT, True),
    ("MACHINE", "機械装置", "Machinery", "1540", DECLINING, 10, INDIRECT, False),
    ("VEHICLE", "車両運搬具", "Vehicles", "1550", DECLINING, 6, INDIRECT, False),
    ("PC", "パソコン", "Personal computers", "1560", DECLINING, 4, INDIRECT, False),
    ("SERVER", "サーバー", "Servers", "1560", DECLINING, 5, INDIRECT, False),
    ("FURNITURE", "什器備品", "Furniture", "1560", DECLINING, 15, INDIRECT, False),
    ("SOFTWARE", "ソフトウェア", "Software", "1610", STRAIGHT, 5, DIRECT, True),
    ("LAND", "土地", "Land", "1570", DepreciationMethod.NONE, None, DIRECT, False),
)


async def keep_current(act: Act) -> None:
    """The usual classes, where they are not there yet."""
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM assets.asset_class")}
    accounts = {
        row["code"]: row["id"]
        for row in await act.tx.rows("SELECT code, id FROM masterdata.account WHERE is_active")
    }
    for code, name_ja, name_en, account, method, life, booking, only in CLASSES:
        if code not in there and account in accounts:
            await register_asset_class(
                act=act,
                code=code,
                name_ja=name_ja,
                name_en=name_en,
                account=accounts[account],
                method=method,
                life=life,
                booking=booking,
                straight_line_only=only,
            )


async def seed_demo(act: Act) -> None:
    """A van, computers, a shelf and a program, depreciated month by month until the month before this one."""
    classes = {row["code"]: row["id"] for row in await act.tx.rows("SELECT code, id FROM assets.asset_class")}
    (bank,) = await act.tx.rows("SELECT id FROM masterdata.account WHERE code = '1130'")
    (tax,) = await act.tx.rows("SELECT id FROM masterdata.tax_code WHERE code = 'P10'")
    first = year_of(act.today, 4).replace(year=year_of(act.today, 4).year - 1)
    bought = (
        ("VEHICLE", "配送用バン", 2400000, date(first.year, 5, 12), AssetTreatment.CAPITALISED, 1),
        ("PC", "営業部ノートパソコン", 640000, date(first.year, 9, 3), AssetTreatment.CAPITALISED, 4),
        ("FURNITURE", "倉庫の中量棚", 1180000, date(first.year, 10, 20), AssetTreatment.CAPITALISED, 10),
        ("SOFTWARE", "受注管理ソフト", 900000, date(first.year, 7, 1), AssetTreatment.CAPITALISED, 1),
        ("PC", "検品用タブレット", 348000, date(first.year, 11, 8), AssetTreatment.LUMP_SUM, 2),
    )
    for code, name, cost, on, treatment, quantity in bought:
        if on <= act.today:
            await acquire_asset(
                act=act,
                asset_class=classes[code],
                name=name,
                cost=Money(Decimal(cost)),
                acquired_on=on,
                treatment=treatment,
                quantity=quantity,
                paid_from=bank["id"],
                tax_code=tax["id"],
            )
    for month in months_of(date(first.year, 5, 1), act.today):
        if month < act.today.replace(day=1):
            await run_depreciation(act=act, month=month)
