"""What invoices look like on paper: each is rendered once, and many are put together on request."""

from piccolo.table import Table

from erp.kernel.columns import instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company
from modules.accounting.tables.invoices import Invoice


class InvoiceRendering(Table, schema="accounting", tablename="invoice_rendering"):
    """The PDF of an invoice, made once after its issue; whoever asks later gets the same bytes."""

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    file = key_of_document()
    sha256 = text()
    template = text()
    template_version = text()
    rendered_at = instant()


class RenderingRequest(Table, schema="accounting", tablename="rendering_request"):
    """An invoice whose PDF is to be made: written with the invoice, gone with its rendering."""

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    attempts = whole(default=0)
    failure = text(null=True)
    held_until = instant(null=True)


class PrintBatch(Table, schema="accounting", tablename="print_batch"):
    """Invoices that somebody wants as one file; `done` of `total` are in it so far.

    `file` is an archive of their PDFs, `merged` all their pages as one PDF.
    A worker holds it until `held_until`; who comes after that goes on where the other stopped.
    """

    id = key()
    company = ref(Company)
    total = whole()
    done = whole(default=0)
    file = key_of_document(null=True)
    merged = key_of_document(null=True)
    failure = text(null=True)
    requested_by = key_of_document()
    requested_at = instant()
    held_until = instant(null=True)
    holder = key_of_document(null=True)
    finished_at = instant(null=True)


class PrintBatchItem(Table, schema="accounting", tablename="print_batch_item"):
    """One invoice of a batch, in the order in which they lie."""

    id = key()
    company = ref(Company)
    batch = ref(PrintBatch)
    invoice = ref(Invoice)
    place = whole()
