"""A customer's credit limit is a wish until its route has said yes, where a company's matrix speaks of it."""

from typing import Any
from uuid import UUID

from erp.approval import tables
from erp.approval.approvals import CREDIT_LIMIT as KIND
from erp.approval.passing import GOVERNED, passed
from erp.approval.refusals import CreditLimitWaiting
from erp.approval.states import CREDIT_LIMIT_CHANGE, CreditLimitChangeState
from erp.approval.submitting import submit
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.masterdata.tables import Party

# The same figure in another currency is another limit.
HELD = ("credit_limit", "currency")
WAITING = """
    SELECT w.id, c.number FROM approval.credit_limit_change w
    LEFT JOIN approval.approval_case c ON c.document = w.id AND c.state = 'PENDING'
    WHERE w.company = $1 AND w.party = $2 AND w.state = 'WAITING'
"""


async def hold_back(act: Act, row: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What of a change of a party is written at once; another credit limit waits where somebody is asked.

    Refuses `CREDIT_LIMIT_WAITING` while another wish for this party waits.
    """
    limit = values.get("credit_limit", row["credit_limit"])
    touched = "credit_limit" in values or ("currency" in values and limit is not None)
    if not touched or not await act.tx.value(GOVERNED, act.company, KIND):
        return values
    waiting = await act.tx.row(WAITING, act.company, row["id"])
    if waiting is not None:
        raise CreditLimitWaiting(number=waiting["number"] or "", field="creditLimit")
    wish = await _keep(act, row, limit, values.get("currency", row["currency"]))
    if await submit(act, KIND, wish) is None:
        await passed(act, KIND, wish)
        await _step(act, wish, "make_change", CreditLimitChangeState.WAITING)
        return values
    return {name: value for name, value in values.items() if name not in HELD}


async def make_change(act: Act, wish: UUID) -> None:
    """Write it into the master, once."""
    row = await held(act, wish)
    if not CREDIT_LIMIT_CHANGE.allows("make_change", CreditLimitChangeState(row["state"])):
        return
    (party,) = await lock_rows(act, Party, [row["party"]])
    await passed(act, KIND, wish)
    await _step(act, wish, "make_change", CreditLimitChangeState(row["state"]))
    made = {"credit_limit": row["limit_after"], "currency": row["currency_after"]}
    await act.tx.update(Party, [{"id": party["id"], **made, "version": party["version"] + 1}])


async def drop_change(act: Act, wish: UUID) -> None:
    """Nothing comes of it; the limit stays as it is."""
    row = await held(act, wish)
    if CREDIT_LIMIT_CHANGE.allows("drop_change", CreditLimitChangeState(row["state"])):
        await _step(act, wish, "drop_change", CreditLimitChangeState(row["state"]))


async def held(act: Act, wish: UUID) -> Any:
    """The wish, ours until the end."""
    (row,) = await lock_rows(act, tables.CreditLimitChange, [wish])
    return row


async def _keep(act: Act, row: dict[str, Any], limit: Any, currency: str) -> UUID:
    wish = new_id()
    before = {"limit_before": row["credit_limit"], "currency_before": row["currency"]}
    after = {"limit_after": limit, "currency_after": currency}
    own = {"id": wish, "company": act.company, "state": CreditLimitChangeState.WAITING.value}
    made = {"party": row["id"], "wished_by": act.actor, "wished_at": act.at, "decided_at": None}
    await act.tx.insert(tables.CreditLimitChange, [own | before | after | made])
    return wish


async def _step(act: Act, wish: UUID, verb: str, state: CreditLimitChangeState) -> None:
    now = CREDIT_LIMIT_CHANGE.after(verb, state)
    await act.tx.update(tables.CreditLimitChange, [{"id": wish, "state": now.value, "decided_at": act.at}])
