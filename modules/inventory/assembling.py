"""Kits in motion: components become kits or kits become components, and what they are worth stays the same.

Both ways are one document whose moves add up to nothing in value, so the books notice only what a late move
corrects.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from erp.kernel.money import allocate
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.kits import ComponentsDiffer, KitOfDay, KitPartDraft, kit_on, require_components
from modules.inventory.leaving import Coming, put_values, take_from_shelves, take_values
from modules.inventory.lots import NewLot, known_lots, register_lots, require_places
from modules.inventory.movement import Movement, write_moves
from modules.inventory.queries import put_in
from modules.inventory.rules.allocation import Demand
from modules.inventory.rules.tracking import Piece, SerialsDiffer, numbers_in, pieces
from modules.inventory.shelves import lock_shelves
from modules.inventory.states import StockMoveKind

Products = Mapping[UUID, masterdata.ProductRow]

# What one piece of a component is worth: here, or at its last move with a value, or by its price.
UNIT_WORTH = """
    SELECT p.id, coalesce(
        (SELECT v.value / v.quantity FROM inventory.stock_value v
         WHERE v.product = p.id AND v.warehouse = $2 AND v.quantity > 0 AND v.value > 0),
        (SELECT m.value / m.quantity FROM inventory.stock_move m
         WHERE m.product = p.id AND m.quantity > 0 AND m.value > 0 
         ORDER BY m.recorded_at DESC, m.id DESC LIMIT 1),
        p.standard_price, 0) AS worth
    FROM masterdata.product p WHERE p.id = ANY($1::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known before goods are touched: the kit of the day, where, and when its value counts."""

    kit: KitOfDay
    day: date
    products: Products
    warehouse: UUID
    place: UUID
    named: Sequence[KitPartDraft]

    def named_of(self, product: UUID) -> list[KitPartDraft]:
        """The lots that are named of a component."""
        return [part for part in self.named if part.product == product]

    async def lock(self, act: Act) -> None:
        """Every shelf the document touches, in key order, before anything is taken."""
        await lock_shelves(act, warehouse=self.warehouse, products=list(self.products))


async def the_work(
    act: Act,
    product: UUID,
    quantity: Decimal,
    on: date,
    *,
    places: tuple[UUID | None, UUID | None],
    parts: Sequence[KitPartDraft],
    post_late: bool,
) -> Work:
    """Read the kit and its products; refuses what cannot be worked on that day or in that place."""
    kit = await kit_on(act, product, quantity, on)
    require_components(kit, parts)
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    products = await masterdata.products(act.tx, [product, *(each.product for each in kit.components)])
    warehouse = places[0] or await masterdata.default_warehouse(act.tx, act.company)
    place = places[1] or await masterdata.default_location(act.tx, act.company, warehouse)
    await require_places(act, warehouse, [place])
    return Work(kit, day, products, warehouse, place, parts)


def demands_of(
    products: Products, product: UUID, quantity: Decimal, parts: Sequence[KitPartDraft], field: str
) -> list[Demand]:
    """What is taken of a product: the lots that are named, and for the rest what is proposed.

    Of serial numbers nothing is proposed, since somebody holds the piece in his hand (`SERIALS_DIFFER`).
    """
    tracking, demands = products[product].tracking, []
    for part in parts:
        numbers = numbers_in([*part.serials, *([part.lot] if part.lot and not part.serials else [])])
        if tracking is masterdata.Tracking.SERIAL:
            demands += [Demand(new_id(), product, Decimal(1), lot=number) for number in numbers]
        elif tracking is masterdata.Tracking.NONE:
            pieces(tracking, quantity, part.lot, None, part.serials)
        elif part.lot and part.lot.strip():
            wanted = part.quantity or quantity
            demands.append(Demand(new_id(), product, wanted, lot=part.lot.strip()))
    named = sum((each.quantity for each in demands), Decimal(0))
    lots = [each.lot for each in demands]
    if tracking is masterdata.Tracking.SERIAL and (named != quantity or len(set(lots)) != len(lots)):
        raise SerialsDiffer(field=field, quantity=quantity, given=len(set(lots)), product=product)
    if named > quantity:
        raise ComponentsDiffer(field=field, product=product, wanted=quantity, given=named)
    rest = quantity - named
    return [*demands, Demand(new_id(), product, rest)] if rest else demands


async def pieces_of(
    act: Act, products: Products, product: UUID, quantity: Decimal, parts: Sequence[KitPartDraft], field: str
) -> list[Piece]:
    """What comes of a product, lot by lot; the day of a lot that is known need not be said again."""
    tracking = products[product].tracking
    if tracking is masterdata.Tracking.NONE or not parts:
        parts = parts[:1] or [KitPartDraft(product=product)]
        parts = [KitPartDraft(product=product, lot=parts[0].lot, serials=parts[0].serials)]
    known = await known_lots(act, [(product, (part.lot or "").strip()) for part in parts])
    found: list[Piece] = []
    for part in parts:
        expires_on = part.expires_on or known.get((product, (part.lot or "").strip()))
        wanted = part.quantity or (quantity if len(parts) == 1 else Decimal(len(numbers_in(part.serials))))
        try:
            found += pieces(tracking, wanted, part.lot, expires_on, part.serials)
        except Refused as refusal:
            refusal.field = field
            raise
    given = sum((piece.quantity for piece in found), Decimal(0))
    if given != quantity:
        raise ComponentsDiffer(field=field, product=product, wanted=quantity, given=given)
    return found


async def take(
    act: Act, work: Work, demands: Sequence[Demand], *, good_on: date | None = None
) -> list[Movement]:
    """Off the shelves, with their value; with a day, no lot that has expired by then."""
    portions = await take_from_shelves(act, work.warehouse, demands, good_on=good_on)
    worths = await take_values(act, work.day, portions)
    return [
        Movement(None, each.product, each.location, None, each.quantity, worth.value, worth, each.shelf.lot)
        for each, worth in zip(portions, worths, strict=True)
    ]


async def put(
    act: Act, work: Work, on: date, coming: Sequence[tuple[UUID, Piece, Decimal]]
) -> list[Movement]:
    """Onto the shelf, with a value each."""
    coming = sorted(coming, key=lambda each: (each[0], each[1].lot))
    lots = [
        NewLot(product, piece.lot, piece.is_serial, piece.expires_on)
        for product, piece, _ in coming
        if piece.lot
    ]
    await register_lots(act, lots, on)
    await put_in(
        act,
        products=[product for product, _, _ in coming],
        locations=[work.place] * len(coming),
        quantities=[piece.quantity for _, piece, _ in coming],
        lots=[piece.lot for _, piece, _ in coming],
    )
    items = [
        Coming(product, work.place, piece.quantity, value, work.products[product].is_valued)
        for product, piece, value in coming
    ]
    worths = await put_values(act, work.day, items)
    return [
        Movement(None, product, None, work.place, piece.quantity, worth.value, worth, piece.lot)
        for (product, piece, _), worth in zip(coming, worths, strict=True)
    ]


async def shares(act: Act, work: Work, value: Decimal, coming: Sequence[tuple[UUID, Piece]]) -> list[Decimal]:
    """The value of kits, shared among their components by what those are worth."""
    rows = await act.tx.rows(UNIT_WORTH, sorted({product for product, _ in coming}), work.warehouse)
    unit = {row["id"]: row["worth"] for row in rows}
    valued = [work.products[product].is_valued for product, _ in coming]
    quantities = [
        piece.quantity if counts else Decimal(0) for (_, piece), counts in zip(coming, valued, strict=True)
    ]
    weights = [unit[product] * each for (product, _), each in zip(coming, quantities, strict=True)]
    weights = weights if any(weights) else quantities
    return allocate(value, weights, act.currency) if any(weights) else [Decimal(0)] * len(coming)


async def write_assembly(act: Act, work: Work, given: dict[str, Any], moves: Sequence[Movement]) -> UUID:
    """The document with its moves; answers it."""
    assembly, on = new_id(), given["assembled_on"]
    number = await next_number(act, "kit_assembly", on)
    own = {"id": assembly, "company": act.company, "number": number, "recorded_at": act.at}
    own |= {"kit": work.kit.id, "warehouse": work.warehouse, "location": work.place}
    await act.tx.insert(tables.KitAssembly, [given | own])
    await write_moves(
        act,
        kind=StockMoveKind.ASSEMBLY,
        document=assembly,
        on=on,
        moves=moves,
        booked_on=work.day,
        number=number,
    )
    await register_document(
        act,
        kind="kit_assembly",
        id=assembly,
        number=number,
        on=on,
        title=given["note"] or number,
        amount=given["value"],
    )
    return assembly
