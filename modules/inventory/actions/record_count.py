"""Record a count: what somebody found in a place at a moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.quantity import Quantity
from modules.inventory import tables
from modules.inventory.counting import Spot, expected_at, the_count
from modules.inventory.lots import require_known, require_places
from modules.inventory.rules.tracking import LotNotTracked, LotRequired
from modules.inventory.states import STOCK_COUNT, CountState

KNOWN = """
    SELECT l.id, l.product, l.location, l.lot, l.owner, l.line_no,
           (SELECT count(*) FROM inventory.stock_count_entry e WHERE e.stock_count_line = l.id) AS rounds
    FROM inventory.stock_count_line l WHERE l.stock_count = $1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDraft:
    """So many of a product (and lot) lie in a place."""

    product: UUID
    location: UUID
    quantity: Quantity
    lot: str | None = None
    owner: UUID | None = None


async def record_count(
    *, act: Act, count: UUID, lines: list[CountDraft], counted_at: datetime | None = None
) -> UUID:
    """Write down what was counted, now or at that moment; a second figure for a line is its second count.

    What is found where nothing was expected is a line of its own. Refuses `UNKNOWN_LOT`, `WRONG_PLACE`,
    `WRONG_STATE`, and a moment that has not come.
    """
    if not lines:
        raise BadInput("lines", "EMPTY")
    head = await the_count(act, count)
    STOCK_COUNT.after("submit", CountState(head["state"]))
    moment = counted_at or act.at
    if moment > act.at:
        raise BadInput("counted_at", "IN_THE_FUTURE")
    if moment < head["recorded_at"]:
        raise BadInput("counted_at", "BEFORE_COUNT")
    spots = await _spots(act, head["warehouse"], lines)
    expected = await expected_at(act, spots, moment)
    known = {
        Spot(row["product"], row["location"], row["lot"], row["owner"]): dict(row)
        for row in await act.tx.rows(KNOWN, count)
    }
    await _add_lines(act, count, spots, known)
    entries = [
        {
            "id": new_id(),
            "company": act.company,
            "stock_count_line": known[spot]["id"],
            "round": known[spot]["rounds"] + 1,
            "quantity": line.quantity,
            "expected": should,
            "counted_at": moment,
            "counted_by": act.actor,
            "recorded_at": act.at,
        }
        for line, spot, should in zip(lines, spots, expected, strict=True)
    ]
    await act.tx.insert(tables.StockCountEntry, entries)
    return count


async def _spots(act: Act, warehouse: UUID, lines: list[CountDraft]) -> list[Spot]:
    products = await masterdata.products(act.tx, [line.product for line in lines])
    for index, line in enumerate(lines):
        tracked = products[line.product].tracking is not masterdata.Tracking.NONE
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")
        if line.quantity < 0:
            raise BadInput(f"lines.{index}.quantity", "NEGATIVE")
        if tracked and not (line.lot or "").strip():
            raise LotRequired(field=f"lines.{index}.lot")
        if not tracked and (line.lot or "").strip():
            raise LotNotTracked(field=f"lines.{index}.lot", lot=line.lot)
    await require_places(act, warehouse, [line.location for line in lines])
    spots = [Spot(line.product, line.location, (line.lot or "").strip(), line.owner) for line in lines]
    await require_known(act, [(spot.product, spot.lot) for spot in spots])
    if len(set(spots)) != len(spots):
        raise BadInput("lines", "PRODUCT_TWICE")
    return spots


async def _add_lines(act: Act, count: UUID, spots: list[Spot], known: dict[Spot, dict[str, Any]]) -> None:
    last = max((each["line_no"] for each in known.values()), default=0)
    new = [spot for spot in spots if spot not in known]
    for at, spot in enumerate(new, start=last + 1):
        known[spot] = {"id": new_id(), "rounds": 0, "line_no": at}
    await act.tx.insert(
        tables.StockCountLine,
        [
            {
                "id": known[spot]["id"],
                "company": act.company,
                "stock_count": count,
                "line_no": known[spot]["line_no"],
                "product": spot.product,
                "location": spot.location,
                "lot": spot.lot,
                "owner": spot.owner,
            }
            for spot in new
        ],
    )
