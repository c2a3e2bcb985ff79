"""Which record of ours is which record of theirs, and what each import brought.

Vendors' ids stand here and in no business table. A reference is found by connection, kind and their id; the
digest of what was imported under it tells whether the same row came again or another one.
"""

from piccolo.table import Table

from erp.kernel.columns import choice, document_json, flag, instant, key, key_of_document, ref, text, whole
from erp.masterdata.tables import Company
from erp.sync.states import ImportState


class ImportRun(Table, schema="sync", tablename="import_run"):
    """One import: all of it was written, and all of it can be taken back."""

    id = key()
    company = ref(Company)
    name = text()
    folder = text()
    started_at = instant()
    finished_at = instant()
    state = choice(ImportState)
    rows = whole()
    created = whole()
    unchanged = whole()
    actor = key_of_document()
    undone_at = instant(null=True)
    undone_by = key_of_document(null=True)
    undo_reason = text(null=True)
    report = document_json()


class ImportDocument(Table, schema="sync", tablename="import_document"):
    """One document or master that came with an import."""

    id = key()
    company = ref(Company)
    run = ref(ImportRun)
    document = key_of_document()


class ExternalRef(Table, schema="sync", tablename="external_ref"):
    """Their record is this record of ours.

    `made` tells whether the row made the record or only did something with it; `undone`, that the record was
    taken out of use with its import and waits to come back.
    """

    id = key()
    company = ref(Company)
    connection = text()
    kind = text()
    external_id = text()
    record = key_of_document()
    made = flag()
    verb = text()
    digest = text()
    run = ref(ImportRun)
    position = whole()
    undone = flag()
