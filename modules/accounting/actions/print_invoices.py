"""Ask for many invoices as one file: which they are is settled now, the file follows."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused, TooLong
from erp.kernel.keys import new_id
from modules.accounting import tables
from modules.accounting.settled import STATE
from modules.accounting.states import InvoiceKind, InvoiceState

MOST = 5000
_CHOSEN = f"""
    SELECT i.id FROM accounting.invoice i JOIN masterdata.party p ON p.id = i.customer
    WHERE i.company = $1
      AND ($2::text[] IS NULL OR i.kind = ANY($2::text[]))
      AND ($3::uuid IS NULL OR i.customer = $3)
      AND ($4::date IS NULL OR i.issued_on >= $4) AND ($5::date IS NULL OR i.issued_on <= $5)
      AND ($6::date IS NULL OR i.due_on >= $6) AND ($7::date IS NULL OR i.due_on <= $7)
      AND ($8::text[] IS NULL OR {STATE.format(t="i")} = ANY($8::text[]))
      AND ($9::text IS NULL OR i.number ILIKE '%' || $9 || '%' OR p.name ILIKE '%' || $9 || '%')
    ORDER BY i.number LIMIT {MOST + 1}
"""


class NothingToPrint(Refused):
    """No invoice fits these conditions."""


async def print_invoices(
    *,
    act: Act,
    kind: list[InvoiceKind] | None = None,
    customer: UUID | None = None,
    issued_on_from: date | None = None,
    issued_on_to: date | None = None,
    due_on_from: date | None = None,
    due_on_to: date | None = None,
    state: list[InvoiceState] | None = None,
    search: str | None = None,
) -> UUID:
    """Put the invoices that fit into one archive and one PDF, by number; refuses none, and more than 5,000.

    Each is its frozen rendering; one that has none gets it on the way. Answers the batch.
    """
    wanted = (search or "").strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = await act.tx.rows(
        _CHOSEN,
        act.company,
        [each.value for each in kind] if kind else None,
        customer,
        issued_on_from,
        issued_on_to,
        due_on_from,
        due_on_to,
        [each.value for each in state] if state else None,
        wanted or None,
    )
    if not rows:
        raise NothingToPrint()
    if len(rows) > MOST:
        raise TooLong("invoices", MOST, given=len(rows))
    batch = new_id()
    own = {"company": act.company, "batch": batch}
    head = {
        "id": batch,
        "company": act.company,
        "total": len(rows),
        "done": 0,
        "requested_by": act.actor,
        "requested_at": act.at,
    }
    await act.tx.insert(tables.PrintBatch, [head])
    await act.tx.insert(
        tables.PrintBatchItem,
        [own | {"id": new_id(), "invoice": row["id"], "place": place} for place, row in enumerate(rows, 1)],
    )
    return batch
