"""What people and programs may ask about imports, and how one is taken back."""

from datetime import datetime
from typing import Any

from erp.api import ID, computed, many, mutation, node, one
from erp.sync import tables
from erp.sync.actions.undo_import import undo_import
from erp.sync.states import ImportState


@node(tables.ImportRun)
class ImportRun:
    """One import from files: what it brought, and whether it still stands."""

    id: ID
    name: str
    folder: str
    state: ImportState
    started_at: datetime
    finished_at: datetime
    rows: int
    created: int
    unchanged: int
    documents: int = computed("(SELECT count(*) FROM sync.import_document d WHERE d.run = {t}.id)")
    actor: ID
    undone_at: datetime | None
    undone_by: ID | None
    undo_reason: str | None
    report: list[Any]


QUERY = [
    one(ImportRun),
    many(
        ImportRun,
        filters=("state", "name"),
        search=("name", "folder"),
        sorts=("started_at", "name"),
        default_sort="-started_at",
    ),
]
MUTATION = [mutation(undo_import, ImportRun)]
