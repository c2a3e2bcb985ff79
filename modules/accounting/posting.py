"""Putting an entry into the books: the one path that every document and every person's entry takes."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused, TwoCurrencies
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.events import EntryPosted
from modules.accounting.lines import EntryLine
from modules.accounting.queries import PostingDay
from modules.accounting.rules import ledger


class UnknownPostingAccount(Refused):
    """An account of the entry is not in the chart, or is not used any more."""

    def __init__(self, line: int, account: UUID) -> None:
        super().__init__(field=f"lines.{line}.account", account=account)


class PartyRequired(Refused):
    """This account is kept by party, so the line must name one."""

    def __init__(self, line: int, account: str) -> None:
        super().__init__(field=f"lines.{line}.party", account=account)


def checked(lines: Iterable[EntryLine], currency: str) -> tuple[ledger.Line, ...]:
    """The lines as the law takes them: at least two, one currency, balanced."""
    found = tuple(line.in_currency(currency) for line in lines)
    for line in found:
        if line.currency != currency:
            raise TwoCurrencies(currency, line.currency, field="lines")
    if len(found) == 1:
        raise BadInput("lines", "ONE_SIDED")
    ledger.require_balanced(found)
    return found


async def put_in_books(
    act: Act,
    *,
    day: PostingDay,
    description: str,
    lines: Sequence[ledger.Line],
    origin: str,
    cause: UUID | None = None,
    reverses: UUID | None = None,
) -> UUID:
    """Write a balanced entry on a day that is held open; tells `EntryPosted`."""
    entry = new_id()
    number = await next_number(act, "journal_entry", day.on)
    await act.tx.insert(
        tables.JournalEntry,
        [
            {
                "id": entry,
                "company": act.company,
                "number": number,
                "effective_on": day.on,
                "description": description,
                "origin": origin,
                "cause": cause,
                "reverses": reverses,
                "late_from": day.late_from,
                "posted_by": act.actor,
            }
        ],
    )
    await act.tx.insert(
        tables.JournalLine, [_row(act, entry, day.on, at, line) for at, line in enumerate(lines, 1)]
    )
    await register_document(
        act,
        kind="journal_entry",
        id=entry,
        number=number,
        on=day.on,
        title=description,
        amount=ledger.totals(lines, act.currency)[0],
        causes=[each for each in (cause, reverses) if each],
    )
    await record(act, EntryPosted(journal_entry=entry, effective_on=day.on), subject=entry)
    return entry


def _row(act: Act, entry: UUID, on: date, line_no: int, line: ledger.Line) -> dict[str, object]:
    return {
        "id": new_id(),
        "company": act.company,
        "entry": entry,
        "line_no": line_no,
        "account": line.account,
        "debit": line.debit,
        "credit": line.credit,
        "currency": line.currency,
        "party": line.party,
        "tax_code": line.tax_code,
        "department": line.department,
        "effective_on": on,
        "memo": line.memo,
    }


async def require_accounts(act: Act, lines: Sequence[ledger.Line]) -> None:
    """Refuse accounts that are unknown or out of use, and a line without the party its account is kept by."""
    rows = await act.tx.rows(
        "SELECT id, code, is_active, needs_party FROM masterdata.account WHERE id = ANY($1::uuid[])",
        sorted({line.account for line in lines}, key=str),
    )
    known = {row["id"]: row for row in rows}
    for at, line in enumerate(lines):
        account = known.get(line.account)
        if account is None or not account["is_active"]:
            raise UnknownPostingAccount(at, line.account)
        if account["needs_party"] and line.party is None:
            raise PartyRequired(at, account["code"])
