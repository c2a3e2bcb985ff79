"""Print labels: product, lot or place, each with a code that a scanner reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from modules.inventory import tables
from modules.inventory.rules.codes import code_of_lot, code_of_place
from modules.inventory.states import PrintKind

MOST, A_SHEET = 2_000, 24

PRODUCTS = "SELECT id, number, name, jan_code FROM masterdata.product WHERE id = ANY($1::uuid[])"
LOTS = """
    SELECT l.id, l.code, l.expires_on, p.number, p.name FROM inventory.lot l
    JOIN masterdata.product p ON p.id = l.product WHERE l.id = ANY($1::uuid[])
"""
PLACES = """
    SELECT l.id, l.code, l.name, w.code AS house, w.name AS house_name FROM masterdata.location l
    JOIN masterdata.warehouse w ON w.id = l.warehouse WHERE l.id = ANY($1::uuid[])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDraft:
    """So many labels of a product, or of a lot, or of a place."""

    product: UUID | None = None
    lot: UUID | None = None
    location: UUID | None = None
    copies: int = 1


async def print_labels(*, act: Act, labels: list[LabelDraft], skip: int = 0) -> UUID:
    """Ask for labels on sheets of 24, of which the first `skip` are used already; answers what is printed.

    The PDF is made at once by a job. Refuses a line that names nothing or two things, and more than 2,000.
    """
    if not labels:
        raise BadInput("labels", "EMPTY")
    if not 0 <= skip < A_SHEET:
        raise BadInput("skip", "NOT_ON_THE_SHEET", most=A_SHEET - 1)
    for at, each in enumerate(labels):
        if sum(1 for named in (each.product, each.lot, each.location) if named) != 1:
            raise BadInput(f"labels.{at}.product", "ONE_OF_THREE")
        if each.copies < 1:
            raise BadInput(f"labels.{at}.copies", "QUANTITY_NOT_POSITIVE")
    pieces = sum(each.copies for each in labels)
    if pieces > MOST:
        raise BadInput("labels", "TOO_MANY_LABELS", most=MOST, given=pieces)
    known = await _known(act, labels)
    said = {
        "skip": skip,
        "labels": [known[_named(each)] | {"copies": each.copies} for each in labels],
    }
    print_id = new_id()
    row: dict[str, Any] = {"id": print_id, "company": act.company, "kind": PrintKind.LABELS.value}
    row |= {"title": known[_named(labels[0])]["name"], "pieces": pieces, "said": said, "attempts": 0}
    await act.tx.insert(tables.StockPrint, [row | {"recorded_at": act.at}])
    return print_id


def _named(draft: LabelDraft) -> UUID:
    named = draft.product or draft.lot or draft.location
    assert named is not None
    return named


async def _known(act: Act, labels: Sequence[LabelDraft]) -> dict[UUID, dict[str, Any]]:
    """What each label says, by the key of what it is for."""
    found: dict[UUID, dict[str, Any]] = {}
    for row in await act.tx.rows(PRODUCTS, [each.product for each in labels if each.product]):
        detail = row["number"] if row["jan_code"] else ""
        found[row["id"]] = {"name": row["name"], "detail": detail, "code": row["jan_code"] or row["number"]}
    for row in await act.tx.rows(LOTS, [each.lot for each in labels if each.lot]):
        detail = row["code"] + (f"　期限 {row['expires_on']}" if row["expires_on"] else "")
        code = code_of_lot(row["number"], row["code"])
        found[row["id"]] = {"name": row["name"], "detail": detail, "code": code}
    for row in await act.tx.rows(PLACES, [each.location for each in labels if each.location]):
        code = code_of_place(row["house"], row["code"])
        found[row["id"]] = {"name": row["name"], "detail": row["house_name"], "code": code}
    for at, each in enumerate(labels):
        if _named(each) not in found:
            kind = "Product" if each.product else "Lot" if each.lot else "Location"
            raise NotFound(kind, _named(each), field=f"labels.{at}")
    return found
