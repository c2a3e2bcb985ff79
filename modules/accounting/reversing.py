"""The reverse of an entry: its sides swapped, everything else kept."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.locking import lock_name
from modules.accounting.posting import put_in_books
from modules.accounting.queries import posting_day
from modules.accounting.rules.ledger import Line, Side, reverse
from modules.accounting.states import EntryKind


class AlreadyReversed(Refused):
    """An entry is reversed once."""

    def __init__(self, number: str, by: str) -> None:
        super().__init__(number=number, by=by)


class PostedByDocument(Refused):
    """A document posted this entry; take the document back and the entry follows."""

    def __init__(self, number: str, origin: str) -> None:
        super().__init__(number=number, origin=origin)


async def post_reverse(
    act: Act, entry: UUID, *, on: date, reason: str, by_document: bool = False, post_late: bool = False
) -> UUID:
    """Post the reverse on a day, once; what a document posted is reversed by that document only."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    day = await posting_day(act, on, post_late=post_late)
    # Two reversals of one entry wait for each other; its row cannot be locked, for nobody may change it.
    await lock_name(act, "reverse_entry", entry)
    found = await act.tx.row(
        """SELECT e.number, e.origin, e.cause, e.kind, (SELECT r.number FROM accounting.journal_entry r
                  WHERE r.reverses = e.id) AS reversed_by
           FROM accounting.journal_entry e WHERE e.id = $1 AND e.company = $2""",
        entry,
        act.company,
    )
    if found is None:
        raise NotFound("JournalEntry", entry, field="entry")
    if found["reversed_by"]:
        raise AlreadyReversed(found["number"], found["reversed_by"])
    if found["cause"] and not by_document:
        raise PostedByDocument(found["number"], found["origin"])
    return await put_in_books(
        act,
        day=day,
        description=reason,
        lines=reverse(await lines_of_entry(act, entry)),
        origin=f"reverse:{entry}",
        reverses=entry,
        kind=EntryKind(found["kind"]),
    )


async def lines_of_entry(act: Act, entry: UUID) -> list[Line]:
    """As they stand in the books."""
    rows = await act.tx.rows(
        """SELECT account, debit, credit, currency, party, tax_code, department, memo,
                  tax_rate, tax_base, tax_amount, tax_use, creditable_share
           FROM accounting.journal_line WHERE entry = $1 ORDER BY line_no""",
        entry,
    )
    return [
        Line(
            account=row["account"],
            side=Side.DEBIT if row["debit"] else Side.CREDIT,
            amount=row["debit"] or row["credit"],
            currency=row["currency"],
            party=row["party"],
            tax_code=row["tax_code"],
            department=row["department"],
            memo=row["memo"],
            tax_rate=row["tax_rate"],
            tax_base=row["tax_base"],
            tax_amount=row["tax_amount"],
            tax_use=row["tax_use"],
            creditable_share=row["creditable_share"],
        )
        for row in rows
    ]
