"""Start a stock count: which shelves are looked at, and whether the counters see what is expected."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.inventory import tables
from modules.inventory.lots import require_places
from modules.inventory.states import CountScope, CountState

# What lies in the warehouse, place by place; classes are by the value that left within a year.
IN_SCOPE = """
    SELECT b.product, b.location, b.lot, b.owner
    FROM inventory.stock_balance b
    JOIN masterdata.location l ON l.id = b.location
    JOIN masterdata.product p ON p.id = b.product
    WHERE l.warehouse = $1 AND b.on_hand > 0
      AND ($2::uuid[] IS NULL OR b.location = ANY($2))
      AND ($3::uuid[] IS NULL OR b.product = ANY($3))
    ORDER BY l.code, p.number, b.lot, b.owner
"""

OF_CLASS = "SELECT product FROM inventory.abc_classes($1, $2, $3, $4) WHERE class = $5"


async def start_stock_count(
    *,
    act: Act,
    scope: CountScope,
    warehouse: UUID | None = None,
    places: list[UUID] | None = None,
    products: list[UUID] | None = None,
    abc_class: str | None = None,
    is_blind: bool = False,
    note: str | None = None,
) -> UUID:
    """Draw up the list of what is to be counted; answers the count.

    Nothing is frozen: goods may move while they are counted. Refuses a scope without what it names, a place
    of another warehouse, and a count in which nothing lies.
    """
    named = {CountScope.PLACES: places, CountScope.PRODUCTS: products, CountScope.ABC_CLASS: abc_class}
    if scope in named and not named[scope]:
        raise BadInput(
            {CountScope.PLACES: "places", CountScope.PRODUCTS: "products"}.get(scope, "abcClass"), "REQUIRED"
        )
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    await require_places(act, warehouse, places or [])
    if scope is CountScope.ABC_CLASS:
        products = await _of_class(act, str(abc_class).strip().upper())
    spots = await act.tx.rows(
        IN_SCOPE,
        warehouse,
        places if scope is CountScope.PLACES else None,
        products if scope in (CountScope.PRODUCTS, CountScope.ABC_CLASS) else None,
    )
    if not spots:
        raise BadInput("scope", "NOTHING_TO_COUNT")
    count = new_id()
    number = await next_number(act, "stock_count", act.today)
    head = {"id": count, "company": act.company, "number": number, "state": CountState.COUNTING.value}
    head |= {"scope": scope.value, "abc_class": abc_class, "is_blind": is_blind, "warehouse": warehouse}
    head |= {"started_on": act.today, "recorded_at": act.at, "note": note}
    await act.tx.insert(tables.StockCount, [head])
    lines = [
        {"id": new_id(), "company": act.company, "stock_count": count, "line_no": at} | dict(spot)
        for at, spot in enumerate(spots, start=1)
    ]
    await act.tx.insert(tables.StockCountLine, lines)
    await register_document(
        act, kind="stock_count", id=count, number=number, on=act.today, title=note or number
    )
    return count


async def _of_class(act: Act, name: str) -> list[UUID]:
    if name not in ("A", "B", "C"):
        raise BadInput("abcClass", "NOT_A_CHOICE")
    since = date(act.today.year - 1, act.today.month, 1)
    shares = [
        await masterdata.statutory_value(act.tx, kind, act.today) for kind in ("ABC_SHARE_A", "ABC_SHARE_B")
    ]
    rows = await act.tx.rows(OF_CLASS, since, act.today, *shares, name)
    return [row["product"] for row in rows]
