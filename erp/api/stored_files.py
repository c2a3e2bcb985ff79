"""Files as types lead to them: what a file is, and the address at which it is fetched.

A file is seen by whoever may fetch it: those with its permission, or the person who brought it and nobody
else for as long as it was not kept.
"""

from datetime import datetime

from strawberry import ID

from erp.api.declarations import computed, node, one
from erp.kernel import tables

OPEN = """{t}.company = :company AND CASE WHEN {t}.permission IS NULL THEN {t}.stored_by = :actor
                                          ELSE {t}.permission = ANY(:permissions)
                                               AND kernel.may_see('file:' || {t}.permission,
                                               {t}.id, :actor) END"""


@node(tables.StoredFile, permission="", rows=OPEN)
class StoredFile:
    """A file that was uploaded or made: its name, its kind, its hash, and where it is fetched."""

    id: ID
    name: str
    media_type: str
    size: int
    sha256: str
    url: str = computed("'/files/' || {t}.id")
    stored_at: datetime


QUERY = [one(StoredFile)]
