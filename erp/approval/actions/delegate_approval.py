"""Delegate: somebody else decides in one's name, for some days, some kinds of documents and up to an
amount.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID

from erp.approval import tables
from erp.approval.approvables import approvable
from erp.approval.naming import require_able, require_person
from erp.approval.refusals import CircularDelegation, DelegationChain
from erp.approval.rerouting import reroute_all
from erp.approval.rules.chains import Way, fault
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money

THERE = """
    SELECT d.id, d.grantor, d.delegate, d.valid_from, d.valid_to, k.kind
    FROM approval.delegation d LEFT JOIN approval.delegation_kind k ON k.delegation = d.id
    WHERE d.company = $1 AND d.valid_to >= $2 AND d.valid_from <= $3
"""
REFUSALS = {"CIRCULAR": CircularDelegation, "CHAIN": DelegationChain}


async def delegate_approval(
    *,
    act: Act,
    delegate: UUID,
    valid_from: date,
    valid_to: date,
    kinds: list[str] | None = None,
    amount_limit: Money | None = None,
    note: str | None = None,
) -> UUID:
    """Let somebody decide in one's own name. What he decides is kept as his, for whom he stood in.

    Refuses `CIRCULAR_DELEGATION`, and `DELEGATION_CHAIN`: who stands in does not hand that on.
    """
    return await delegated(act, act.actor, delegate, valid_from, valid_to, kinds, amount_limit, note)


async def delegated(
    act: Act,
    grantor: UUID,
    delegate: UUID,
    valid_from: date,
    valid_to: date,
    kinds: list[str] | None,
    amount_limit: Money | None,
    note: str | None,
) -> UUID:
    """The same for whoever is away and could not do it himself."""
    if valid_to < valid_from or valid_to < act.today:
        raise BadInput("validTo", "ENDS_TOO_EARLY")
    if amount_limit is not None and amount_limit <= 0:
        raise BadInput("amountLimit", "NOT_POSITIVE")
    await require_person(act, grantor, "grantor")
    await require_able(act, delegate, "delegate")
    wanted = frozenset(kinds or ())
    for kind in wanted:
        approvable(kind)
    await lock_name(act, "delegation", act.company)
    new = Way(grantor, delegate, valid_from, valid_to, wanted)
    wrong = fault(await _there(act, valid_from, valid_to), new)
    if wrong is not None:
        raise REFUSALS[wrong](field="delegate")
    delegation = new_id()
    row = {
        "id": delegation,
        "company": act.company,
        "grantor": grantor,
        "delegate": delegate,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "amount_limit": amount_limit,
        "note": (note or "").strip() or None,
        "made_by": act.actor,
        "made_at": act.at,
    }
    await act.tx.insert(tables.Delegation, [row])
    named = [
        {"id": new_id(), "company": act.company, "delegation": delegation, "kind": kind}
        for kind in sorted(wanted)
    ]
    await act.tx.insert(tables.DelegationKind, named)
    await reroute_all(act)
    return delegation


async def _there(act: Act, valid_from: date, valid_to: date) -> list[Way]:
    kinds: dict[UUID, set[str]] = defaultdict(set)
    rows = {}
    for row in await act.tx.rows(THERE, act.company, valid_from, valid_to):
        rows[row["id"]] = row
        if row["kind"] is not None:
            kinds[row["id"]].add(row["kind"])
    return [
        Way(row["grantor"], row["delegate"], row["valid_from"], row["valid_to"], frozenset(kinds[id]))
        for id, row in rows.items()
    ]
