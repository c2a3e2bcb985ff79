"""Lots as rows: a lot enters the books with the goods that first bring it, and is known from then on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused

REGISTER = """
    INSERT INTO inventory.lot (id, company, product, code, is_serial, expires_on, received_on, recorded_at)
    SELECT uuidv7(), $1, t.product, t.code, t.is_serial, t.expires_on, $2, $3
    FROM (SELECT DISTINCT ON (product, code) * FROM unnest($4::uuid[], $5::text[], $6::bool[], $7::date[])
          AS u(product, code, is_serial, expires_on) ORDER BY product, code) AS t
    ORDER BY t.product, t.code
    ON CONFLICT (company, product, code) DO NOTHING
"""

KNOWN = """
    SELECT t.product, t.code, t.expires_on FROM inventory.lot t
    JOIN unnest($1::uuid[], $2::text[]) AS w(product, code) ON w.product = t.product AND w.code = t.code
"""


class UnknownLot(Refused):
    """Nothing of this product has ever come in under that lot or serial number."""

    def __init__(self, lot: str, product: UUID, *, field: str | None = "lines") -> None:
        super().__init__(field=field, lot=lot, product=product)


class LotExpiryDiffers(Refused):
    """The lot is known with another day on which it expires."""


class ProductInStock(Refused):
    """The marks of a product do not change under goods that lie there; the database says so."""


class WrongPlace(Refused):
    """The place is not one of this warehouse, or not in use."""


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot as a receipt names it."""

    product: UUID
    code: str
    is_serial: bool
    expires_on: date | None


async def register_lots(act: Act, lots: Sequence[NewLot], on: date) -> None:
    """Write the lots that are new; refuses `LOT_EXPIRY_DIFFERS` where one is known with another day."""
    if not lots:
        return
    columns = [[each.product for each in lots], [each.code for each in lots]]
    flags, days = [each.is_serial for each in lots], [each.expires_on for each in lots]
    await act.tx.run(REGISTER, act.company, on, act.at, *columns, flags, days)
    rows = await act.tx.rows(KNOWN, *columns)
    known = {(row["product"], row["code"]): row["expires_on"] for row in rows}
    for each in lots:
        expires_on = known[each.product, each.code]
        if each.expires_on not in (None, expires_on):
            raise LotExpiryDiffers(field="lines", lot=each.code, expires_on=expires_on, given=each.expires_on)


async def known_lots(act: Act, lots: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], date | None]:
    """Of these lots the ones that ever came in, with the day on which they expire."""
    wanted = sorted({(product, code) for product, code in lots if code})
    if not wanted:
        return {}
    rows = await act.tx.rows(KNOWN, [each[0] for each in wanted], [each[1] for each in wanted])
    return {(row["product"], row["code"]): row["expires_on"] for row in rows}


async def require_known(act: Act, lots: Iterable[tuple[UUID, str]]) -> None:
    """Refuses `UNKNOWN_LOT` by the first lot that never came in."""
    wanted = sorted({(product, code) for product, code in lots if code})
    known = await known_lots(act, wanted)
    for product, code in wanted:
        if (product, code) not in known:
            raise UnknownLot(code, product)


async def require_places(act: Act, warehouse: UUID, places: Iterable[UUID | None]) -> None:
    """Refuses `WRONG_PLACE` for a place that lies elsewhere."""
    wanted = sorted({each for each in places if each is not None})
    if not wanted:
        return
    rows = await act.tx.rows(
        "SELECT id, warehouse, is_active FROM masterdata.location WHERE id = ANY($1::uuid[])", wanted
    )
    found = {row["id"]: row for row in rows}
    for each in wanted:
        if each not in found:
            raise NotFound("Location", each, field="location")
        if found[each]["warehouse"] != warehouse or not found[each]["is_active"]:
            raise WrongPlace(field="location", location=each)
