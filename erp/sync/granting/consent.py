"""A person says yes at the vendor: sent there with a question that only this person may bring back, once."""

import asyncio
import secrets as randomness
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.access.rules.credentials import fingerprint
from erp.kernel import secrets
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from erp.settings import load
from erp.sync import tables
from erp.sync.contract import Broken
from erp.sync.granting.asking import consent_address, fetch, oauth_of
from erp.sync.granting.keeping import Kept
from erp.sync.opening import open_connection

VERIFIER = "sync.consent_request.verifier_sealed"
MINUTES = 10
USE = """
    UPDATE sync.consent_request SET used_at = clock_timestamp()
    WHERE state_hash = $1 AND asked_by = $2 AND used_at IS NULL AND expires_at > clock_timestamp()
    RETURNING id, connection, verifier_sealed
"""
VERB = "ask_for_consent"


def way_back() -> str:
    """The address at which the vendor sends people back; it has to be entered there."""
    return f"{load().address}/_consent"


async def ask(act: Act, row: Any, adapter: Any, settings: dict[str, str]) -> str:
    """Keep the question, encrypted; answers the address to send the person to."""
    state, verifier, id = randomness.token_urlsafe(32), randomness.token_urlsafe(48), new_id()
    kept = {
        "id": id,
        "company": act.company,
        "connection": row["id"],
        "state_hash": fingerprint(state),
        "verifier_sealed": secrets.encrypt(verifier, place=secrets.place(VERIFIER, id)),
        "asked_by": act.actor,
        "asked_at": act.at,
        "expires_at": act.at + timedelta(minutes=MINUTES),
        "used_at": None,
    }
    await act.tx.insert(tables.ConsentRequest, [kept])
    oauth = oauth_of(adapter)
    return consent_address(oauth, settings, state=state, verifier=verifier, back=way_back())


async def take_answer(database: Database, asking: Asking, state: str, code: str) -> UUID | None:
    """Trade the code for tokens; nothing where the question is not this person's, over, or answered.

    Raises an outcome where the vendor gives none.
    """
    async with database.transaction(asking=asking, verb=VERB) as tx:
        row = await tx.row(USE, fingerprint(state), asking.actor)
    if row is None:
        return None
    verifier = secrets.decrypt(row["verifier_sealed"], place=secrets.place(VERIFIER, row["id"]))
    opened = await open_connection(database, asking.company, row["connection"])
    asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": way_back()}
    asked["code_verifier"] = verifier
    try:
        inner = opened.row["inner_addresses"]
        pair = await asyncio.to_thread(fetch, opened.adapter, opened.settings, asked, inner=inner)
    finally:
        opened.client.close()
    kept, holder = Kept(database, asking.company, opened.id), new_id()
    await kept.begin()
    for _ in range(50):
        there = await kept.read()
        leased = await kept.lease(there["version"], holder)
        if leased is not None and await kept.given(leased, holder, pair):
            return opened.id
        await asyncio.sleep(0.1)
    raise Broken("別の処理がトークンを更新しています。少し待ってからもう一度同意してください。")
