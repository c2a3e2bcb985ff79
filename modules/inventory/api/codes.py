"""Codes: labels and sheets on paper, and what a code that was read stands for."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from erp.api import ID, StoredFile, link, many, mutation, node, one, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.quantity import Quantity
from erp.masterdata import Tracking
from modules.inventory import tables
from modules.inventory.actions.print_count_sheet import print_count_sheet
from modules.inventory.actions.print_labels import print_labels
from modules.inventory.reports.scanned import HITS, PICKS, STOCK
from modules.inventory.rules.codes import meaning
from modules.inventory.states import PrintKind

RIGHT = "inventory.read_stock_balance"


class CodeKind(StrEnum):
    """What a code may stand for."""

    PRODUCT = "PRODUCT"
    LOT = "LOT"
    LOCATION = "LOCATION"


@node(tables.StockPrint)
class StockPrint:
    """Labels or a count sheet; the file is there a moment after it was asked for."""

    id: ID
    kind: PrintKind
    title: str
    pieces: int
    recorded_at: datetime
    file: StoredFile | None = link("file")


@row
class ScannedCode:
    """A product, a lot or a place that the code stands for."""

    id: ID
    kind: CodeKind
    product_id: ID | None
    product_number: str | None
    product_name: str | None
    tracking: Tracking | None
    lot: str | None
    expires_on: date | None
    location_id: ID | None
    location_code: str | None
    location_name: str | None
    warehouse_name: str | None
    on_hand: Quantity
    available: Quantity


@row
class ScannedStock:
    """What lies where of it."""

    product_id: ID
    product_number: str
    product_name: str
    lot: str
    expires_on: date | None
    location_code: str
    location_name: str
    warehouse_name: str
    owner_name: str | None
    on_hand: Quantity
    available: Quantity


@row
class ScannedPick:
    """What of it is held for which order."""

    id: ID
    document_number: str
    product_name: str
    lot: str
    location_code: str
    quantity: Quantity


def _reading(sql: str) -> Any:
    async def read(asking: Asking, database: Database, *, code: str) -> list[dict[str, Any]]:
        what = meaning(code)
        if not (what.text or what.article):
            return []
        args = (asking.company, what.text, what.article, what.lot)
        return [dict(each) for each in await database.rows(sql, *args, company=asking.company)]

    return read


QUERY = [
    one(StockPrint),
    many(
        StockPrint,
        filters=("kind",),
        search=("title",),
        sorts=("recorded_at",),
        default_sort="-recorded_at",
    ),
    report("scanned", ScannedCode, run=_reading(HITS), args={"code": str}, permission=RIGHT, expected=3),
    report(
        "scanned_stock", ScannedStock, run=_reading(STOCK), args={"code": str}, permission=RIGHT, expected=20
    ),
    report(
        "scanned_picks", ScannedPick, run=_reading(PICKS), args={"code": str}, permission=RIGHT, expected=20
    ),
]
MUTATION = [mutation(print_labels, StockPrint), mutation(print_count_sheet, StockPrint)]
