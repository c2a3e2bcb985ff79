"""Ask for the PDF of an invoice that has none: one from before PDFs were kept, or one that failed."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused


class AlreadyRendered(Refused):
    """The PDF is there; it is never made anew."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


async def render_invoice(*, act: Act, invoice: UUID) -> UUID:
    """Have the PDF made within moments; asking twice is asking once."""
    row = await act.tx.row(
        """SELECT i.number,
                  EXISTS (SELECT FROM accounting.invoice_rendering r WHERE r.invoice = i.id) AS there
           FROM accounting.invoice i WHERE i.id = $1 AND i.company = $2""",
        invoice,
        act.company,
    )
    if row is None:
        raise NotFound("Invoice", invoice, field="invoice")
    if row["there"]:
        raise AlreadyRendered(row["number"])
    await act.tx.run(
        """INSERT INTO accounting.rendering_request (company, invoice, attempts) VALUES ($1, $2, 0)
           ON CONFLICT (invoice) DO UPDATE SET attempts = 0, failure = NULL, held_until = NULL""",
        act.company,
        invoice,
    )
    return invoice
