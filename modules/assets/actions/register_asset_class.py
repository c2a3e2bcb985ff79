"""Add a class of assets: the account it stands in, and how its assets usually are depreciated."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.assets import tables
from modules.assets.rates import rates_of
from modules.assets.refusals import StraightLineOnly
from modules.assets.states import DepreciationBooking, DepreciationMethod


async def register_asset_class(
    *,
    act: Act,
    code: str,
    name_ja: str,
    name_en: str,
    account: UUID,
    method: DepreciationMethod,
    life: int | None = None,
    booking: DepreciationBooking = DepreciationBooking.INDIRECT,
    straight_line_only: bool = False,
) -> UUID:
    """Register a class. Refuses a code that is there, and a usual life the law has no rate for."""
    code = code.strip().upper()
    if not code or not name_ja.strip():
        raise BadInput("code" if not code else "name_ja", "REQUIRED")
    if straight_line_only and method is DepreciationMethod.DECLINING:
        raise StraightLineOnly(code)
    if not await act.tx.value("SELECT true FROM masterdata.account WHERE id = $1 AND is_active", account):
        raise NotFound("Account", account, field="account")
    if await act.tx.value("SELECT true FROM assets.asset_class WHERE code = $1", code):
        raise BadInput("code", "CODE_THERE", given=code)
    if life is not None:
        rates_of(method, life, act.today)
    asset_class = new_id()
    await act.tx.insert(
        tables.AssetClass,
        [
            {
                "id": asset_class,
                "code": code,
                "name_ja": name_ja.strip(),
                "name_en": name_en.strip() or name_ja.strip(),
                "account": account,
                "method": method.value,
                "booking": booking.value,
                "life": life,
                "straight_line_only": straight_line_only,
                "is_active": True,
            }
        ],
    )
    return asset_class
