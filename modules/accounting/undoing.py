"""How what was taken over into the books is taken back: each on its own day, by its reverse."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.undoing import STAYS, Undo
from modules.accounting.actions.cancel_invoice import cancel_invoice
from modules.accounting.actions.reverse_entry import reverse_entry


async def undo_invoice(*, act: Act, id: UUID, reason: str) -> None:
    """A credit note of the whole, on the invoice's own day."""
    on = await act.tx.value("SELECT issued_on FROM accounting.invoice WHERE id = $1", id)
    await cancel_invoice(act=act, invoice=id, on=on, reason=reason)


async def undo_entry(*, act: Act, id: UUID, reason: str) -> None:
    """The entry with its sides swapped, on its own day."""
    on = await act.tx.value("SELECT effective_on FROM accounting.journal_entry WHERE id = $1", id)
    await reverse_entry(act=act, entry=id, on=on, reason=reason)


async def uses(tx: Transaction, records: list[UUID]) -> list[UUID]:
    """Invoices of these products, entries and receipts of these parties."""
    rows = await tx.rows(
        """SELECT invoice AS id FROM accounting.invoice_line WHERE product = ANY($1::uuid[])
           UNION SELECT entry FROM accounting.journal_line WHERE party = ANY($1::uuid[])
           UNION SELECT document FROM accounting.open_item WHERE party = ANY($1::uuid[])""",
        records,
    )
    return [row["id"] for row in rows]


UNDO = {
    "set_up_books": STAYS,
    "open_fiscal_year": STAYS,
    "register_bank_account": STAYS,
    "issue_invoice": Undo(undo_invoice),
    "post_entry": Undo(undo_entry),
}
