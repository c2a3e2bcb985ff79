"""Take an asset into the register: by hand, from an entry that is there, or from older books."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.assets import tables
from modules.assets.acquiring import book_acquisition, require_held_by, require_treatment
from modules.assets.keeping import in_coins
from modules.assets.rates import life_of, rates_of
from modules.assets.refusals import StraightLineOnly
from modules.assets.states import AssetState, AssetTreatment, DepreciationBooking, DepreciationMethod

NOTHING = Money(Decimal(0))
METHODS = {
    AssetTreatment.LUMP_SUM: DepreciationMethod.LUMP_SUM,
    AssetTreatment.SMALL_COMPANY: DepreciationMethod.EXPENSED,
    AssetTreatment.EXPENSED: DepreciationMethod.EXPENSED,
}


async def acquire_asset(
    *,
    act: Act,
    asset_class: UUID,
    name: str,
    cost: Money,
    acquired_on: date,
    in_use_from: date | None = None,
    quantity: int = 1,
    treatment: AssetTreatment = AssetTreatment.CAPITALISED,
    method: DepreciationMethod | None = None,
    life: int | None = None,
    booking: DepreciationBooking | None = None,
    department: UUID | None = None,
    supplier: UUID | None = None,
    entry: UUID | None = None,
    paid_from: UUID | None = None,
    tax_code: UUID | None = None,
    depreciated_before: Money = NOTHING,
    depreciated_until: date | None = None,
    location: str | None = None,
    note: str | None = None,
) -> UUID:
    """Register what was bought. `entry` names the entry that holds its cost; `paid_from` posts one instead.

    With neither, its cost is in the books already. The treatment goes by the cost of one unit and the limits
    of the day it came into use. Refuses a useful life the law has no rate for.
    """
    spent, before = in_coins(act, cost, "cost"), in_coins(act, depreciated_before, "depreciated_before")
    in_use_from = in_use_from or acquired_on
    _require_sound(name, spent, quantity, acquired_on, in_use_from, before, depreciated_until)
    kind = await _class(act, asset_class)
    await require_treatment(act, treatment, spent / quantity, spent, in_use_from)
    row = _depreciated(kind, treatment, method, life, booking, acquired_on) | {
        "id": new_id(),
        "company": act.company,
        "name": name.strip(),
        "asset_class": asset_class,
        "department": department,
        "supplier": supplier,
        "acquired_on": acquired_on,
        "in_use_from": in_use_from,
        "quantity": quantity,
        "cost": spent,
        "depreciated_before": before,
        "depreciated_until": depreciated_until,
        **{"location": location, "note": note},
        "recorded_at": act.at,
    }
    return await _write(act, row, kind["account"], entry, paid_from, tax_code)


def _depreciated(
    kind: Any,
    treatment: AssetTreatment,
    method: DepreciationMethod | None,
    life: int | None,
    booking: DepreciationBooking | None,
    acquired_on: date,
) -> dict[str, Any]:
    """How it will be depreciated: as asked, or as is usual for its class, at the rates of that day."""
    chosen = METHODS.get(treatment) or method or DepreciationMethod(kind["method"])
    if kind["straight_line_only"] and chosen is DepreciationMethod.DECLINING:
        raise StraightLineOnly(kind["code"])
    years = life if life is not None else kind["life"]
    rates = rates_of(chosen, years, acquired_on)
    usual = DepreciationBooking.DIRECT if chosen in METHODS.values() else booking
    return {
        "treatment": treatment.value,
        "method": chosen.value,
        "booking": usual.value if usual else kind["booking"],
        "life": life_of(chosen, years),
        "depreciation_rate": rates[0],
        "revised_rate": rates[1],
        "guarantee_rate": rates[2],
        "state": AssetState.IN_USE.value,
    }


async def _write(
    act: Act,
    row: dict[str, Any],
    account: UUID,
    entry: UUID | None,
    paid_from: UUID | None,
    tax_code: UUID | None,
) -> UUID:
    if entry is not None:
        await require_held_by(act, entry, row | {"account": account})
    elif paid_from is not None:
        entry = await book_acquisition(act, row | {"account": account}, paid_from, tax_code)
    number = await next_number(act, "fixed_asset", row["acquired_on"])
    await act.tx.insert(tables.FixedAsset, [row | {"number": number, "entry": entry}])
    await register_document(
        act,
        kind="fixed_asset",
        id=row["id"],
        number=number,
        on=row["acquired_on"],
        title=row["name"],
        amount=row["cost"],
        causes=[entry] if entry else [],
    )
    return row["id"]


async def _class(act: Act, asset_class: UUID) -> Any:
    # Two who share what is left of a limit, or of an entry, wait for each other.
    await lock_name(act, "acquire_asset", act.company)
    row = await act.tx.row("SELECT * FROM assets.asset_class WHERE id = $1 AND is_active", asset_class)
    if row is None:
        raise NotFound("AssetClass", asset_class, field="assetClass")
    return row


def _require_sound(
    name: str,
    cost: Decimal,
    quantity: int,
    acquired_on: date,
    in_use_from: date,
    before: Decimal,
    until: date | None,
) -> None:
    if not name.strip():
        raise BadInput("name", "REQUIRED")
    if cost <= 0:
        raise BadInput("cost", "NOT_POSITIVE", given=cost)
    if not 1 <= quantity <= 100_000:
        raise BadInput("quantity", "QUANTITY_NOT_POSITIVE", given=quantity)
    if in_use_from < acquired_on:
        raise BadInput("in_use_from", "BEFORE_ACQUISITION", acquired_on=acquired_on)
    if not 0 <= before < cost:
        raise BadInput("depreciated_before", "NOT_WITHIN_COST", given=before)
    if bool(before) != bool(until) or (until is not None and until < in_use_from):
        raise BadInput("depreciated_until", "UNTIL_WHEN", given=until)
