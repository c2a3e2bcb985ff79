"""Undo a currency valuation: a rate was wrong or an invoice was missing; the day can be valued again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_period_shared
from modules import accounting
from modules.payables import tables
from modules.payables.queries import locked
from modules.payables.states import CURRENCY_VALUATION, CurrencyValuationState

ENTRIES = """
    SELECT e.id, e.effective_on FROM accounting.journal_entry e
    WHERE e.company = $1 AND (e.id = $2 OR e.reverses = $2) ORDER BY e.id
"""


async def undo_currency_valuation(*, act: Act, valuation: UUID, reason: str) -> UUID:
    """Answer the entry on its own day; one that was taken back already has both sides answered."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    head = await locked(act, tables.CurrencyValuation, valuation, field="valuation")
    state = CURRENCY_VALUATION.after("undo", CurrencyValuationState(head["state"]))
    await lock_period_shared(act, head["valued_on"])
    entries = await act.tx.rows(ENTRIES, act.company, head["entry"]) if head["entry"] else []
    if len(entries) == 2:
        # It was taken back already: the entry and its reverse are both answered, each on its own day.
        await accounting.mirror_entry(
            act,
            entry=head["entry"],
            on=head["valued_on"],
            reason=reason.strip(),
            origin=f"undo:valuation:{valuation}",
        )
    for entry in entries[-1:]:
        await accounting.reverse_posted(
            act, entry["id"], on=entry["effective_on"], reason=reason.strip(), by_document=True
        )
    await act.tx.update(
        tables.CurrencyValuation, [{"id": valuation, "state": state.value, "undo_reason": reason.strip()}]
    )
    return valuation
