"""Steps in the life of a document we received."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.einvoicing import tables
from modules.einvoicing.states import E_INVOICE, EInvoiceState


async def received(act: Act, e_invoice: UUID, verb: str) -> Any:
    """The document, ours until the end of the transaction; refused where the verb may not start."""
    rows = await lock_rows(act, tables.EInvoice, [e_invoice])
    if not rows:
        raise NotFound("EInvoice", e_invoice, field="eInvoice")
    E_INVOICE.after(verb, EInvoiceState(rows[0]["state"]))
    return rows[0]


async def change(act: Act, row: Any, verb: str, **values: Any) -> None:
    """Bring the document where the verb leads, with what the verb says."""
    state = E_INVOICE.after(verb, EInvoiceState(row["state"]))
    await act.tx.update(tables.EInvoice, [{"id": row["id"], "state": state.value} | values])
