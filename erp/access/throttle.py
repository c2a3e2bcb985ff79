"""At most ten tries at a password per account, and fifty per address, in fifteen minutes.

The tries are kept in PostgreSQL, one row per account or address, so that many tries at once wait for each
other and are all counted, and so that no restart forgets them. The account is counted whether it exists or
not. A try that succeeded is taken back: an office behind one address signs in every morning.
"""

import asyncio
import contextvars
import hashlib
from collections.abc import Sequence

from erp.access.rules.credentials import address_key, login_key
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import TooOften

WINDOW_S = 15 * 60
PER_ACCOUNT = 10
PER_ADDRESS = 50

# The row is locked by the conflict; without room in it nothing is changed and nothing comes back.
TRY = """
    INSERT INTO access.sign_in_try AS t (key, tries)
    SELECT key, ARRAY[clock_timestamp()] FROM unnest($1::text[]) AS key ORDER BY 1
    ON CONFLICT (key) DO UPDATE SET tries = (
        SELECT array_agg(at ORDER BY at)
        FROM unnest(t.tries || clock_timestamp()) AS at WHERE at > clock_timestamp() - interval '15 minutes')
    WHERE (SELECT count(*) FROM unnest(t.tries) AS at WHERE at > clock_timestamp() - interval '15 minutes')
        < CASE WHEN t.key LIKE 'account:%' THEN $2::int ELSE $3::int END
    RETURNING key
"""
WAIT = """
    SELECT ceil(extract(epoch FROM min(at) + interval '15 minutes' - clock_timestamp()))::int
    FROM access.sign_in_try t, unnest(t.tries) AS at
    WHERE t.key = ANY($1::text[]) AND at > clock_timestamp() - interval '15 minutes'
"""
TAKE_BACK = """
    UPDATE access.sign_in_try SET tries = tries[:cardinality(tries) - 1] WHERE key = ANY($1::text[])
"""
FORGET = """
    DELETE FROM access.sign_in_try WHERE key IN (
        SELECT key FROM access.sign_in_try
        WHERE NOT EXISTS (SELECT FROM unnest(tries) AS at WHERE at > now() - interval '1 day')
        FOR UPDATE SKIP LOCKED)
"""


def keys_of(login: str, address: str | None) -> list[str]:
    """What the tries are counted under. The login is hashed: people type passwords into the wrong field."""
    keys = ["account:" + hashlib.sha256(login_key(login).encode()).hexdigest()]
    return keys if address is None else [*keys, "address:" + address_key(address)]


async def count_try(database: Database, keys: Sequence[str]) -> None:
    """Count one more try, or refuse it because there were too many."""
    admitted = await database.rows(TRY, list(keys), PER_ACCOUNT, PER_ADDRESS)
    if len(admitted) < len(keys):
        full = [key for key in keys if key not in {row["key"] for row in admitted}]
        wait = await database.read(WAIT, full)
        raise TooOften(min(max(wait or 1, 1), WINDOW_S))


async def take_back(database: Database, keys: Sequence[str]) -> None:
    """The try succeeded."""
    await database.run(TAKE_BACK, list(keys))


async def forget(database: Database) -> None:
    """Tries of another day are of no interest, except those that are being counted just now."""
    await database.run(FORGET)


async def count_try_of_act(act: Act, keys: Sequence[str]) -> None:
    """Count a try in the middle of a mutation, on a connection of its own: its refusal must not undo the
    count.
    """
    outside = contextvars.Context()
    await asyncio.create_task(count_try(act.tx._database, keys), context=outside)
