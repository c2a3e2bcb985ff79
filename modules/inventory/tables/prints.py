"""What was asked to be put on paper: labels, and sheets for counting."""

from piccolo.table import Table

from erp.kernel.columns import choice, document_json, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company
from modules.inventory.states import PrintKind


class StockPrint(Table, schema="inventory", tablename="stock_print"):
    """Labels or a count sheet that somebody wants; `file` is there when it was printed."""

    id = key()
    company = ref(Company)
    kind = choice(PrintKind)
    title = text()
    pieces = whole()
    said = document_json()
    document = key_of_document(null=True)
    recorded_at = instant()
    file = key_of_document(null=True)
    rendered_at = instant(null=True)
    held_until = instant(null=True)
    attempts = whole()
