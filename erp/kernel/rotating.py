"""Secrets under the newest key: every column that a part declares, row by row, as often as one likes.

A part says `secrets=("hr.bank_account.number",)` in its `module.py`; the place of a text is the column and
the row's id. Each batch is one transaction and changes a text only where it still is what was read, so a
rotation may be stopped anywhere, beside people at work, and simply be started again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from erp.kernel import secrets
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.module import installed

BATCH = 200
VERB = "rotate_secrets"
_COLUMN = re.compile(r"([a-z_]+\.[a-z_]+)\.([a-z_]+)")


def columns() -> list[str]:
    """All columns that hold secrets, as `schema.table.column`."""
    return [column for module in installed() for column in module.secrets]


def _parts(column: str) -> tuple[str, str]:
    found = _COLUMN.fullmatch(column)
    if found is None:
        raise ValueError(f"not a column: {column!r}")
    return found[1], found[2]


async def rotate(database: Database, askings: Sequence[Asking], *, batch: int = BATCH) -> int:
    """Encrypt anew what is not under the newest key, in each company; answers how many texts that were."""
    done = 0
    for asking in askings:
        for column in columns():
            done += await _rotate_column(database, asking, column, batch)
    return done


async def _rotate_column(database: Database, asking: Asking, column: str, batch: int) -> int:
    table, name = _parts(column)
    read = f"""
        SELECT id, {name} AS kept FROM {table}
        WHERE id > $1 AND {name} IS NOT NULL AND {name} NOT LIKE $2 ORDER BY id LIMIT $3
    """
    write = f"""
        UPDATE {table} AS t SET {name} = v.fresh
        FROM unnest($1::uuid[], $2::text[], $3::text[]) AS v(id, kept, fresh)
        WHERE t.id = v.id AND t.{name} = v.kept
    """
    newest = f"{secrets.FORM}:{secrets.key_ring().newest}:%".replace("_", r"\_")
    done, last = 0, UUID(int=0)
    while rows := await database.rows(read, last, newest, batch, company=asking.company):
        last = rows[-1]["id"]
        ids, kept, fresh = zip(*_again(rows, column), strict=True)
        async with database.transaction(asking=asking, verb=VERB) as tx:
            done += await tx.run(write, list(ids), list(kept), list(fresh))
    return done


def _again(rows: Sequence[Any], column: str) -> Iterator[tuple[UUID, str, str]]:
    for row in rows:
        place = secrets.place(column, row["id"])
        plain = secrets.decrypt(row["kept"], place=place)
        yield row["id"], row["kept"], secrets.encrypt(plain, place=place)


async def keys_in_use(database: Database, companies: Sequence[UUID]) -> Counter[str]:
    """How many texts are kept under each key; `?` counts what is no encrypted text."""
    found: Counter[str] = Counter()
    for column in columns():
        table, name = _parts(column)
        sql = f"""
            SELECT DISTINCT ON (id) id, CASE WHEN {name} LIKE '{secrets.FORM}:%:%'
                                             THEN split_part({name}, ':', 2) ELSE '?' END AS key
            FROM {table} WHERE {name} IS NOT NULL
        """
        seen: set[UUID] = set()
        for company in companies:
            for row in await database.rows(sql, company=company):
                # What belongs to no company shows in each of them.
                if row["id"] not in seen:
                    seen.add(row["id"])
                    found[row["key"]] += 1
    return found


async def unreadable(database: Database, companies: Sequence[UUID]) -> list[str]:
    """The places of texts that cannot be read with the keys we have."""
    bad: set[str] = set()
    for column in columns():
        table, name = _parts(column)
        sql = f"SELECT id, {name} AS kept FROM {table} WHERE {name} IS NOT NULL ORDER BY id"
        for company in companies:
            for row in await database.rows(sql, company=company):
                place = secrets.place(column, row["id"])
                try:
                    secrets.decrypt(row["kept"], place=place)
                except secrets.SecretUnreadable:
                    bad.add(place)
    return sorted(bad)
