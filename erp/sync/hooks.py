"""What outside systems tell us by signed messages: checked, kept once, answered at once, heeded later.

Signed as https://www.standardwebhooks.com describes it: `webhook-id`, `webhook-timestamp` and
`webhook-signature`, whose `v1,…` is the HMAC-SHA256 of `id.timestamp.body` under the key that was shown once.
A message is a hint to look and no fact: what it says is read from the system itself.

>>> given = {"webhook-id": "m1", "webhook-timestamp": "1000", "webhook-signature": ""}
>>> given["webhook-signature"] = signature("key", "m1", "1000", b"{}")
>>> is_signed("key", given, b"{}", now=1010), is_signed("key", given, b"{ }", now=1010)
(True, False)
>>> is_signed("key", given, b"{}", now=1000 + WINDOW_S + 1), is_signed("other", given, b"{}", now=1010)
(False, False)
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from erp.kernel import clock, secrets
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.sync.adapters import with_accounts
from erp.sync.entering import SECRET
from erp.sync.health import ask_for_run
from erp.sync.running.writing import as_the_house
from erp.sync.states import RunKind

SECRET_NAME = "hook_secret"
WINDOW_S = 300
LARGEST = 262_144
LONGEST_ID = 200
# Compared with where there is no key, so that an unknown address takes as long as a wrong signature.
NO_KEY = "no key"
FIND = """
    SELECT c.company, s.id, s.value_sealed FROM sync.connection c
    JOIN sync.connection_secret s ON s.connection = c.id AND s.name = 'hook_secret'
    WHERE c.id = $1 AND c.state <> 'CLOSED'
"""
KEEP = """
    INSERT INTO sync.hook_delivery (company, connection, delivery_id, received_at, body)
    VALUES ($1, $2, $3, clock_timestamp(), $4) ON CONFLICT (connection, delivery_id) DO NOTHING
"""
UNHEEDED = """
    SELECT h.id, h.connection, c.adapter
    FROM sync.hook_delivery h JOIN sync.connection c ON c.id = h.connection
    WHERE h.company = $1 AND h.heeded_at IS NULL AND c.state = 'ACTIVE' ORDER BY h.received_at LIMIT 500
"""
HEEDED = "UPDATE sync.hook_delivery SET heeded_at = clock_timestamp(), run = $2 WHERE id = ANY($1::uuid[])"


def signature(key: str, id: str, timestamp: str, body: bytes) -> str:
    """What stands in `webhook-signature`."""
    signed = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key.encode(), signed, hashlib.sha256).digest()).decode()


def is_signed(key: str, headers: Mapping[str, str], body: bytes, *, now: float) -> bool:
    """Whether the message was signed with the key, and not long ago."""
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    wanted = signature(key, id, timestamp, body)
    given = headers.get("webhook-signature", "").split(" ")[:10]
    found = [hmac.compare_digest(each.encode(), wanted.encode()) for each in given]
    fresh = timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 15
    return (
        any(found) and bool(id) and len(id) <= LONGEST_ID and fresh and abs(now - int(timestamp)) <= WINDOW_S
    )


async def receive(database: Database, connection: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Keep a message with a good signature, once; anything else is answered alike: no."""
    found = await _found(database, connection)
    key = NO_KEY
    if found is not None:
        try:
            key = secrets.decrypt(found["value_sealed"], place=secrets.place(SECRET, found["id"]))
        except secrets.SecretUnreadable:
            found = None
    good = is_signed(key, headers, body, now=clock.now().timestamp())
    if not good or found is None:
        return False
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
    told = (found["company"], UUID(connection), headers["webhook-id"], text.replace("\x00", ""))
    await database.run(KEEP, *told, company=found["company"])
    return True


async def _found(database: Database, connection: str) -> Any:
    """The connection's key, in whichever company it is."""
    try:
        wanted = UUID(connection)
    except ValueError:
        return None
    for row in await database.rows("SELECT id FROM masterdata.company WHERE is_active ORDER BY id"):
        rows = await database.rows(FIND, wanted, company=row["id"])
        if rows:
            return rows[0]
    return None


async def heed(database: Database, company: UUID) -> int:
    """Have each connection that told us something read anew; answers how many that were."""
    rows = await database.rows(UNHEEDED, company, company=company)
    able = with_accounts()
    for connection in sorted({row["connection"] for row in rows}):
        mine = [row for row in rows if row["connection"] == connection]

        async def ask(act: Act, mine: Any = mine, connection: UUID = connection) -> None:
            run = None
            if mine[0]["adapter"] in able:
                run = await ask_for_run(act, connection, RunKind.INVENTORY)
            await act.tx.run(HEEDED, [row["id"] for row in mine], run)

        await as_the_house(database, company, "start_sync_run", ask)
    return len({row["connection"] for row in rows})
