"""Every lock the house takes, in the one order in which they may be taken.

    idempotency key → period → masters → stock rows → open items → counters

Whoever takes them in this order can wait for others but never in a circle. The key is taken by the database
wrapper, counters by `erp.kernel.numbering`; the rest is here. Rows are always taken in the order of their
keys. A conflict is made real by these locks, by conditional updates and by constraints; the isolation level
is never the proof.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from uuid import UUID

import asyncpg
from piccolo.table import Table

from erp.kernel.asking import Act
from erp.kernel.rows import name_of


def _number(*parts: object) -> int:
    """The number under which PostgreSQL knows a lock that is not a row."""
    digest = blake2b("/".join(str(part) for part in parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def period_lock(company: UUID, on: date) -> int:
    """The lock of one company's month.

    >>> company = UUID(int=1)
    >>> period_lock(company, date(2026, 4, 1)) == period_lock(company, date(2026, 4, 30))
    True
    >>> period_lock(company, date(2026, 4, 30)) == period_lock(company, date(2026, 5, 1))
    False
    """
    return _number("period", company, f"{on:%Y-%m}")


async def lock_period_shared(act: Act, on: date) -> None:
    """Everybody who posts into the month of that day, side by side. Before the period's state is read."""
    await act.tx.run("SELECT pg_advisory_xact_lock_shared($1)", period_lock(act.company, on))


async def lock_period_exclusive(act: Act, on: date) -> None:
    """Whoever closes or reopens the month: waits for those who post, and newcomers wait behind.

    A row lock would let newcomers overtake for ever; PostgreSQL's advisory locks queue.
    """
    await act.tx.run("SELECT pg_advisory_xact_lock($1)", period_lock(act.company, on))


async def lock_rows(act: Act, table: type[Table], ids: Iterable[UUID]) -> list[asyncpg.Record]:
    """These rows are ours until the end of the transaction; answers them, in the order of their keys."""
    return await act.tx.rows(
        f"SELECT * FROM {name_of(table)} WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE", sorted(set(ids))
    )


async def lock_name(act: Act, *name: object) -> None:
    """Something that is no row yet, such as a name that must not be given twice; stands with the masters."""
    await act.tx.run("SELECT pg_advisory_xact_lock($1)", _number("name", *name))


async def lock_stock(act: Act, sql: str, *args: object) -> list[asyncpg.Record]:
    """Stock rows, by a query of inventory's own that takes them in key order; answers what it selects."""
    if "ORDER BY" not in sql or "FOR UPDATE" not in sql:
        raise ValueError("stock rows are locked in an order, or not at all")
    return await act.tx.rows(sql, *args)
