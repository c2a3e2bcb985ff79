"""Lists of people taken over from other systems."""

from datetime import datetime

from erp.access.api import User
from erp.api import ID, StoredFile, link, many, mutation, node, one
from modules.hr import tables
from modules.hr.actions.import_people import import_people


@node(tables.PeopleImport)
class PeopleImport:
    """A list as it was tried or taken over, and what came of it."""

    id: ID
    source: str
    file: StoredFile | None = link("file")
    only_try: bool
    lines: int
    added: int
    changed: int
    missing: int
    confirmed_shrinking: bool
    imported_by: User | None = link("imported_by")
    imported_at: datetime


QUERY = [
    one(PeopleImport),
    many(
        PeopleImport,
        filters=("source", "only_try"),
        sorts=("imported_at",),
        default_sort="-imported_at",
    ),
]
MUTATION = [mutation(import_people, PeopleImport)]
