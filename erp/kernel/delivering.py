"""Bringing events to their reactions: at least once, and with an effect that comes once.

A delivery is taken under a lease and a token. The reaction's effect and the mark that it is done are one
transaction, and the mark is made only with the token that is still valid: whoever was too slow or was
thought dead undoes its work instead of doing it twice. What fails is tried again later and later, and after
the last try it lies in the dead letters, where a person sees it. It holds back only what follows it for the
same subject.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import Busy, OutcomeUnknown, Refused, Unavailable
from erp.kernel.outbox import from_facts, reactions_to

LEASE_S = 30
RENEW_S = 10
MOST_TRIES = 8
AT_ONCE = 4

log = logging.getLogger("erp.outbox")

AskingFor = Callable[[Database, UUID], Awaitable[Asking]]

_CLAIM = """
UPDATE kernel.delivery AS taken
   SET state = 'LEASED', attempts = attempts + 1, token = $1, last_error = NULL,
       lease_until = clock_timestamp() + make_interval(secs => $2)
  FROM kernel.event AS event
 WHERE event.id = taken.event AND taken.id = (
    SELECT due.id FROM kernel.delivery AS due
     WHERE due.state IN ('PENDING', 'LEASED')
       AND CASE due.state WHEN 'PENDING' THEN due.next_at ELSE due.lease_until END <= clock_timestamp()
       AND NOT EXISTS (
           SELECT FROM kernel.delivery AS earlier
            WHERE earlier.subject = due.subject AND earlier.reaction = due.reaction
              AND earlier.position < due.position AND earlier.state IN ('PENDING', 'LEASED'))
     ORDER BY due.position LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING taken.id, taken.attempts, taken.company, taken.reaction, event.kind, event.facts
"""
_DONE = """
UPDATE kernel.delivery SET state = 'DONE', done_at = clock_timestamp(), lease_until = NULL, token = NULL
 WHERE id = $1 AND token = $2
"""
_RENEW = """
UPDATE kernel.delivery SET lease_until = clock_timestamp() + make_interval(secs => $3)
 WHERE id = $1 AND token = $2
"""
# Half to the whole of 1, 2, 4 … seconds, ten minutes at most.
_FAILED = """
UPDATE kernel.delivery
   SET state = CASE WHEN attempts >= $4 THEN 'DEAD' ELSE 'PENDING' END,
       next_at = clock_timestamp()
           + least(600, power(2, attempts - 1)) * (0.5 + random() / 2) * interval '1 second',
       last_error = $3, lease_until = NULL, token = NULL
 WHERE id = $1 AND token = $2
"""
RETRY = """
UPDATE kernel.delivery SET state = 'PENDING', attempts = 0, next_at = clock_timestamp(), last_error = NULL
 WHERE id = $1 AND company = $2 AND state = 'DEAD'
"""


class LeaseLost(Exception):
    """Another worker has taken this delivery over; what was done here is undone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One delivery in our hands."""

    id: UUID
    token: UUID
    attempts: int
    company: UUID
    reaction: str
    kind: str
    facts: Any


async def service_asking(database: Database, company: UUID) -> Asking:
    """Reactions are the house at work in that company: access knows it as the service account."""
    from importlib import import_module

    # The kernel stands below access and knows it by name only.
    return await import_module("erp.access").service_asking(database, company, "worker")


async def deliver_pending(
    database: Database, limit: int | None = None, *, asking_for: AskingFor | None = None
) -> int:
    """Deliver what is due, until nothing is or the limit is reached; answers how many deliveries were
    tried.
    """
    tried = 0
    while limit is None or tried < limit:
        taken = await claim(database)
        if taken is None:
            break
        tried += 1
        await deliver(database, taken, asking_for)
    return tried


async def claim(database: Database, lease_s: float = LEASE_S) -> Taken | None:
    """The oldest delivery that is due and whose lane is free, leased to us."""
    token = uuid4()
    rows = await database.rows(_CLAIM, token, lease_s)
    if not rows:
        return None
    row = rows[0]
    return Taken(
        row["id"],
        token,
        row["attempts"],
        row["company"],
        row["reaction"],
        row["kind"],
        json.loads(row["facts"]),
    )


async def deliver(database: Database, taken: Taken, asking_for: AskingFor | None = None) -> bool:
    """One try; answers whether it is done."""
    renewing = asyncio.create_task(_renew(database, taken))
    try:
        await _react(database, taken, asking_for or service_asking)
        return True
    except LeaseLost:
        log.warning("delivery %s was taken over", taken.id)
    except (Unavailable, OutcomeUnknown) as error:
        # Nothing can be written now, and nothing need be: when the lease ends somebody looks again.
        log.warning("delivery %s is left to its lease: %s", taken.id, error)
    except Exception as error:  # whatever a reaction does wrong, the others must go on
        level = logging.INFO if isinstance(error, Refused) else logging.ERROR
        log.log(level, "delivery %s to %s failed", taken.id, taken.reaction, exc_info=error)
        with contextlib.suppress(Unavailable, Busy):
            await database.run(_FAILED, taken.id, taken.token, _reason(error), MOST_TRIES)
    finally:
        renewing.cancel()
    return False


async def _react(database: Database, taken: Taken, asking_for: AskingFor) -> None:
    reaction = reactions_to(taken.kind).get(taken.reaction)
    if reaction is None:
        raise LookupError(f"nobody here is called {taken.reaction}")
    if taken.attempts > MOST_TRIES:
        raise RuntimeError("given up: the worker did not survive it")
    event = from_facts(taken.kind, taken.facts)
    asking = await asking_for(database, taken.company)
    verb = taken.reaction.rpartition(".")[2]
    async with database.transaction(asking=asking, verb=verb) as tx:
        await reaction(act=Act(tx=tx, asking=asking, verb=verb), event=event)
        if await tx.run(_DONE, taken.id, taken.token) != 1:
            raise LeaseLost()


async def _renew(database: Database, taken: Taken) -> None:
    """A living worker keeps its lease, however long the reaction waits for others."""
    while True:
        await asyncio.sleep(RENEW_S)
        with contextlib.suppress(Unavailable, Busy, asyncpg.PostgresError):
            await database.run(_RENEW, taken.id, taken.token, LEASE_S)


def _reason(error: BaseException) -> str:
    """What people read in the list of dead letters; texts of foreign errors stay in the log."""
    return str(error)[:500] if isinstance(error, Refused) else type(error).__name__
