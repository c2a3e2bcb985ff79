"""Stop an account that is nobody's: it is suspended and read back like a leaver's."""

import hashlib
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.binding import held_account
from modules.identity.refusals import AccountOfAnother, ReasonNeeded
from modules.identity.states import Cause, Want, WishState

KNOWN = (
    "SELECT id, version FROM identity.wish WHERE system = $1 AND account = $2 AND person IS NULL FOR UPDATE"
)


async def stop_account(*, act: Act, account: UUID, reason: str) -> UUID:
    """Order that an unknown account is closed; answers it. Refuses an account of a person or of a program."""
    row = await held_account(act, account)
    if row["person"] is not None or row["service_owner"] is not None:
        raise AccountOfAnother(field="account", user_name=row["user_name"])
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    known = await act.tx.row(KNOWN, row["system"], account)
    version = (known["version"] if known else 0) + 1
    wish = known["id"] if known else new_id()
    wanted = {"key": row["key"] or "", "userName": row["user_name"], "email": row["email"]}
    why = [{"kind": "BY_PERSON", "name": reason.strip()}]
    said = {
        "want": Want.SUSPENDED.value,
        "wanted": wanted,
        "cause": Cause.UNKNOWN_ACCOUNT.value,
        "reasons": why,
    }
    order = {"id": wish, "company": act.company, "system": row["system"], "person": None, "account": account}
    order |= said | {"version": version, "end_sessions": True, "is_leaver": True, "ordered_at": act.at}
    order |= {"fingerprint": hashlib.md5(str(account).encode(), usedforsecurity=False).hexdigest()}
    order |= {"state": WishState.PENDING.value, "next_at": act.at, "attempts": 0, "stop_proof": "OPEN"}
    order |= {"clean_reads": 0, "proved_at": None, "read_state": None, "escalated": 0}
    await (act.tx.update if known else act.tx.insert)(tables.Wish, [order])
    kept: dict[str, Any] = {
        "id": new_id(),
        "company": act.company,
        "wish": wish,
        "version": version,
        "groups": [],
        "licences": [],
    }
    by = {"ordered_by": act.actor, "ordered_at": act.at, "identity_plan": None}
    await act.tx.insert(tables.WishVersion, [kept | said | by])
    return account
