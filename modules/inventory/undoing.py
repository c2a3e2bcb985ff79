"""How goods that were taken over are taken back: they leave as they came in, on the same day."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.undoing import Undo
from modules.inventory.actions.reverse_stock_receipt import reverse_stock_receipt


async def undo_stock_receipt(*, act: Act, id: UUID, reason: str) -> None:
    """The receipt backwards, unless somebody has reversed it already."""
    row = await act.tx.row(
        """SELECT r.received_on,
                  EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.reverses = r.id) AS gone
           FROM inventory.stock_receipt r WHERE r.id = $1""",
        id,
    )
    if row is not None and not row["gone"]:
        await reverse_stock_receipt(act=act, receipt=id, on=row["received_on"], reason=reason)


async def uses(tx: Transaction, records: list[UUID]) -> list[UUID]:
    """Documents that moved these products or were made for these parties."""
    rows = await tx.rows(
        """SELECT document AS id FROM inventory.stock_move WHERE product = ANY($1::uuid[])
           UNION SELECT document FROM inventory.reservation WHERE product = ANY($1::uuid[]) AND quantity > 0
           UNION SELECT id FROM inventory.shipment WHERE customer = ANY($1::uuid[])
           UNION SELECT id FROM inventory.stock_receipt WHERE supplier = ANY($1::uuid[])""",
        records,
    )
    return [row["id"] for row in rows]


UNDO = {"receive_stock": Undo(undo_stock_receipt)}
