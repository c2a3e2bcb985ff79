"""Undo a matching: the invoice is open again, and so is what had paid it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from modules.accounting.posting import put_in_books
from modules.accounting.queries import posting_accounts, posting_day
from modules.accounting.rules.ledger import credit, debit
from modules.accounting.settling import locked_items, unsettle
from modules.accounting.states import OpenItemKind, PostingPurpose


class AlreadyUndone(Refused):
    """A matching is undone once."""


async def undo_matching(*, act: Act, matching: UUID, reason: str, on: date | None = None) -> UUID:
    """Take a matching back with a reason; the money is an advance again, the history keeps both."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    on = on or act.today
    day = await posting_day(act, on)
    found = await act.tx.row(
        """SELECT m.amount, m.matched_on, m.receivable, m.credit, m.undoes FROM accounting.matching m
           WHERE m.id = $1 AND m.company = $2""",
        matching,
        act.company,
    )
    if found is None or found["undoes"] is not None:
        raise NotFound("Matching", matching, field="matching")
    if on < found["matched_on"]:
        raise BadInput("on", "BEFORE_MATCHING", matched_on=found["matched_on"])
    held = await locked_items(act, [], items=[found["receivable"], found["credit"]])
    items = {item.id: item for item in held.values()}
    if items[found["receivable"]].kind is not OpenItemKind.RECEIVABLE:
        # Money that went back has gone; it comes again as another receipt.
        raise NotFound("Matching", matching, field="matching")
    # Asked under the locks of both items, so that two people cannot both find it not undone.
    if await act.tx.value("SELECT id FROM accounting.matching WHERE undoes = $1", matching):
        raise AlreadyUndone(matching=matching)
    receivable, source = items[found["receivable"]], items[found["credit"]]
    undone = await unsettle(
        act,
        receivable=receivable,
        credit=source,
        amount=found["amount"],
        on=on,
        matching=matching,
        reason=reason,
    )
    if source.kind is OpenItemKind.ADVANCE:
        accounts, amount = await posting_accounts(act), found["amount"]
        await put_in_books(
            act,
            day=day,
            description=reason,
            lines=[
                debit(accounts[PostingPurpose.RECEIVABLE], amount, act.currency, party=receivable.party),
                credit(accounts[PostingPurpose.ADVANCE_RECEIVED], amount, act.currency, party=source.party),
            ],
            origin=f"matching:{undone}",
            cause=source.document,
        )
    return undone
