"""Taking back what was done with a line, each kind of step by its own reverse."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from modules import accounting
from modules.banking.aliases import forget as forget_alias
from modules.banking.matching import Done, Line, bank_lines_of, write_done
from modules.banking.sharing import receipts_of
from modules.banking.states import LineState, MatchKind

LAST = """
    SELECT m.id, m.kind, m.document, m.customer, m.alias FROM banking.statement_match m
    WHERE m.line = $1 AND m.undoes IS NULL
      AND NOT EXISTS (SELECT FROM banking.statement_match u WHERE u.undoes = m.id)
    ORDER BY m.id DESC LIMIT 1
"""
# Whether a step moved the bank account itself, or what had waited in the suspense account.
FROM_SUSPENSE = """
    SELECT EXISTS (
      SELECT FROM banking.statement_match m WHERE m.line = $1 AND m.kind = 'SUSPENSE' AND m.id < $2
      AND NOT EXISTS (SELECT FROM banking.statement_match u WHERE u.undoes = m.id))
"""


class BouncedForGood(Refused):
    """The bank took the money back; it comes again as another line."""


async def undo_last(act: Act, line: Line, reason: str, *, on: date | None, forget: bool) -> UUID:
    """Take the last step back; the line is open again, or waits in the suspense account as before."""
    last = await act.tx.row(LAST, line.id)
    if last is None:
        raise NotFound("StatementMatch", line.id, field="line")
    kind = MatchKind(last["kind"])
    if kind is MatchKind.BOUNCED:
        raise BouncedForGood(field="line")
    from_suspense = await act.tx.value(FROM_SUSPENSE, line.id, last["id"])
    documents = await _reverse(act, line, dict(last), reason, on)
    if forget and last["alias"]:
        await forget_alias(act, last["alias"], reason)
    done = Done(
        kind=kind,
        document=documents[-1] if documents else None,
        customer=last["customer"],
        note=reason,
        undoes=last["id"],
        entries=[]
        if from_suspense
        else [each for document in documents for each in await bank_lines_of(act, document, line.account)],
    )
    return await write_done(act, line, done, LineState.SUSPENDED if from_suspense else LineState.OPEN)


async def _reverse(act: Act, line: Line, last: dict[str, Any], reason: str, on: date | None) -> list[UUID]:
    kind = MatchKind(last["kind"])
    if kind is MatchKind.LINKED:
        return []
    if kind in (MatchKind.RECEIPT, MatchKind.IDENTIFIED):
        day = on or await act.tx.value(
            "SELECT received_on FROM accounting.receipt WHERE id = $1", last["document"]
        )
        return [
            await accounting.take_back(act, receipt=receipt, on=day, reason=reason)
            for receipt in await receipts_of(act, last["id"], last["document"])
        ]
    day = on or await act.tx.value(
        "SELECT effective_on FROM accounting.journal_entry WHERE id = $1", last["document"]
    )
    mirrored = await accounting.mirror_entry(
        act, entry=last["document"], on=day, reason=reason, origin=line.origin
    )
    return [mirrored]
