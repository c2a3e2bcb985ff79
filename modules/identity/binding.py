"""Making an account a person's, by a person's word."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, WrongState
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import AccountOfAnother, NobodyKnown, PersonHasAccount

HAS = """
    SELECT user_name FROM identity.account
    WHERE system = $1 AND person = $2 AND gone_at IS NULL AND id <> $3
"""
KNOWN = "SELECT true FROM identity.holder WHERE company = $1 AND person = $2"
ADOPT = """
    UPDATE identity.wish SET account = $3, adopt = $4,
        state = CASE WHEN state = 'PARKED' THEN 'PENDING' ELSE state END,
        next_at = CASE WHEN state = 'PARKED' THEN $5 ELSE next_at END
    WHERE system = $1 AND person = $2
"""
OTHERS = """
    UPDATE identity.match_candidate SET state = 'REFUSED', decided_by = $3, decided_at = $4
    WHERE state = 'OPEN' AND (account = $1 OR person = $2 AND system = $5)
"""


async def held_account(act: Act, account: UUID) -> Any:
    """An account, held until the end."""
    found = await lock_rows(act, tables.Account, [account])
    if not found:
        raise NotFound("identity_account", account, field="account")
    return found[0]


async def held_candidate(act: Act, candidate: UUID, state: str, note: str | None) -> Any:
    """A possible match, decided now."""
    found = await lock_rows(act, tables.MatchCandidate, [candidate])
    if not found:
        raise NotFound("match_candidate", candidate, field="candidate")
    if found[0]["state"] != "OPEN":
        raise WrongState("decide", found[0]["state"])
    decided = {"state": state, "note": note, "decided_by": act.actor, "decided_at": act.at}
    await act.tx.update(tables.MatchCandidate, [{"id": candidate} | decided])
    return found[0]


async def bind(act: Act, account: UUID, person: UUID) -> None:
    """The account is this person's; an order that waited for it goes on."""
    row = await held_account(act, account)
    if row["person"] is not None or row["service_owner"] is not None:
        raise AccountOfAnother(field="account", user_name=row["user_name"])
    if not await act.tx.value(KNOWN, act.company, person):
        raise NobodyKnown(field="person")
    other = await act.tx.value(HAS, row["system"], person, account)
    if other is not None:
        raise PersonHasAccount(field="person", user_name=other)
    await act.tx.update(tables.Account, [{"id": account, "person": person, "matched_by": "PERSON"}])
    await act.tx.run(ADOPT, row["system"], person, account, row["external_id"], act.at)
    await act.tx.run(OTHERS, account, person, act.actor, act.at, row["system"])
