"""Entries that are written down and not in the books yet: their lines, and how they come into the books."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.money import Money
from modules.accounting import tables
from modules.accounting.lines import EntryLine
from modules.accounting.routine_states import EntryDraftState
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry

MOST_LINES = 500


async def write_draft(
    act: Act,
    *,
    on: date,
    description: str,
    lines: Sequence[EntryLine],
    template_version: UUID | None = None,
) -> UUID:
    """A new draft; it need not balance yet."""
    _require_sound(description, lines)
    draft = new_id()
    await act.tx.insert(
        tables.EntryDraft,
        [
            {
                "id": draft,
                "company": act.company,
                "effective_on": on,
                "description": description.strip(),
                "template_version": template_version,
                "state": EntryDraftState.DRAFT.value,
                "drafted_by": act.actor,
                "drafted_at": act.at,
                "entry": None,
            }
        ],
    )
    await write_lines(act, draft, lines)
    return draft


async def write_lines(act: Act, draft: UUID, lines: Sequence[EntryLine]) -> None:
    """The lines of a draft, instead of those it had."""
    await act.tx.run("DELETE FROM accounting.entry_draft_line WHERE draft = $1", draft)
    await act.tx.insert(
        tables.EntryDraftLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "draft": draft,
                "line_no": line_no,
                "account": line.account,
                "side": line.side.value,
                "amount": line.amount,
                "party": line.party,
                "tax_code": line.tax_code,
                "tax_entry": line.tax_entry.value,
                "department": line.department,
                "memo": line.memo,
            }
            for line_no, line in enumerate(lines, 1)
        ],
    )


def _require_sound(description: str, lines: Sequence[EntryLine]) -> None:
    if not description.strip():
        raise BadInput("description", "EMPTY")
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len(lines) > MOST_LINES:
        raise TooLong("lines", MOST_LINES, given=len(lines))
    for at, line in enumerate(lines):
        if line.amount <= 0:
            raise BadInput(f"lines.{at}.amount", "AMOUNT_NOT_POSITIVE", given=line.amount)


async def change_lines(
    act: Act, draft: UUID, *, on: date, description: str, lines: Sequence[EntryLine]
) -> None:
    """Another day, other words, other lines."""
    _require_sound(description, lines)
    await act.tx.update(
        tables.EntryDraft, [{"id": draft, "effective_on": on, "description": description.strip()}]
    )
    await write_lines(act, draft, lines)


async def locked_draft(act: Act, draft: UUID) -> dict[str, Any]:
    """The draft, held until the end."""
    found = await lock_rows(act, tables.EntryDraft, [draft])
    if not found or found[0]["company"] != act.company:
        raise NotFound("EntryDraft", draft, field="draft")
    return dict(found[0])


async def lines_of_draft(act: Act, draft: UUID) -> list[EntryLine]:
    """The lines as they are posted."""
    rows = await act.tx.rows(
        """SELECT account, side, amount, party, tax_code, tax_entry, department, memo
           FROM accounting.entry_draft_line WHERE draft = $1 ORDER BY line_no""",
        draft,
    )
    return [
        EntryLine(
            account=row["account"],
            side=Side(row["side"]),
            amount=Money(row["amount"]),
            party=row["party"],
            tax_code=row["tax_code"],
            tax_entry=TaxEntry(row["tax_entry"]),
            department=row["department"],
            memo=row["memo"],
        )
        for row in rows
    ]
