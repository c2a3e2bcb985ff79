"""Putting an entry into the books: the one path that every document and every person's entry takes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused, TwoCurrencies
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules.accounting import tables
from modules.accounting.bookkeeping import with_tax, with_tax_lines
from modules.accounting.events import EntryPosted
from modules.accounting.lines import EntryLine
from modules.accounting.queries import PostingDay, posting_day
from modules.accounting.rules import ledger
from modules.accounting.states import EntryKind


class UnknownPostingAccount(Refused):
    """An account of the entry is not in the chart, or is not used any more."""

    def __init__(self, line: int, account: UUID) -> None:
        super().__init__(field=f"lines.{line}.account", account=account)


class PartyRequired(Refused):
    """This account is kept by party, so the line must name one."""

    def __init__(self, line: int, account: str) -> None:
        super().__init__(field=f"lines.{line}.party", account=account)


class DepartmentRequired(Refused):
    """This account is kept by department, so the line must name one."""

    def __init__(self, line: int, account: str) -> None:
        super().__init__(field=f"lines.{line}.department", account=account)


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


async def book_entry(
    act: Act,
    *,
    on: date,
    description: str,
    lines: Sequence[EntryLine],
    origin: str | None = None,
    cause: UUID | None = None,
    post_late: bool = False,
    department: UUID | None = None,
    kind: EntryKind = EntryKind.ORDINARY,
    template_version: UUID | None = None,
) -> UUID:
    """What a person or a schedule enters: tax split off, department inherited, checked, and put in the books.

    The same origin again answers with the entry that is there.
    """
    if not description.strip():
        raise BadInput("description", "EMPTY")
    if department is not None:
        lines = [line if line.department else replace(line, department=department) for line in lines]
    sound = checked(await with_tax_lines(act, lines, on), act.currency)
    day = await posting_day(act, on, post_late=post_late)
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM accounting.journal_entry WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    if kind is not EntryKind.CARRY_FORWARD:  # it empties what is there, whatever became of the account
        await require_accounts(act, sound)
    return await put_in_books(
        act,
        day=day,
        description=description,
        lines=sound,
        origin=origin or f"entry:{new_id()}",
        cause=cause,
        kind=kind,
        template_version=template_version,
    )


async def put_in_books(
    act: Act,
    *,
    day: PostingDay,
    description: str,
    lines: Sequence[ledger.Line],
    origin: str,
    cause: UUID | None = None,
    reverses: UUID | None = None,
    kind: EntryKind = EntryKind.ORDINARY,
    template_version: UUID | None = None,
) -> UUID:
    """Write a balanced entry, its tax kept by the way of the year, on an open day; tells `EntryPosted`."""
    entry, lines = new_id(), await with_tax(act, lines, on=day.late_from or day.on, posted_on=day.on)
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
                "kind": kind.value,
                "template_version": template_version,
            }
        ],
    )
    rows = [_row(act, entry, day.on, at, line) for at, line in enumerate(lines, 1)]
    await act.tx.insert(tables.JournalLine, rows)
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
        "tax_rate": line.tax_rate,
        "tax_base": line.tax_base,
        "tax_amount": line.tax_amount,
        "tax_use": line.tax_use,
        "creditable_share": line.creditable_share,
    }


async def require_accounts(act: Act, lines: Sequence[ledger.Line]) -> None:
    """Refuse accounts that are unknown or out of use, and a line without the party its account is kept by."""
    rows = await act.tx.rows(
        """SELECT id, code, is_active, needs_party, needs_department
           FROM masterdata.account WHERE id = ANY($1::uuid[])""",
        sorted({line.account for line in lines}, key=str),
    )
    known = {row["id"]: row for row in rows}
    for at, line in enumerate(lines):
        account = known.get(line.account)
        if account is None or not account["is_active"]:
            raise UnknownPostingAccount(at, line.account)
        if account["needs_party"] and line.party is None:
            raise PartyRequired(at, account["code"])
        if account["needs_department"] and line.department is None:
            raise DepartmentRequired(at, account["code"])
