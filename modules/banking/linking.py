"""Linking a movement of the bank with what stands in the books already."""

from collections.abc import Sequence
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO
from modules.banking.matching import Done, Line, write_done
from modules.banking.proposals import UNLINKED
from modules.banking.states import Direction, MatchKind

FREE = f"""
    SELECT j.id, j.debit - j.credit AS signed, j.entry FROM accounting.journal_line j
    WHERE j.id = ANY($1::uuid[]) AND j.company = $2 AND j.account = $3 AND {UNLINKED}
"""


async def link(
    act: Act,
    line: Line,
    journal_lines: Sequence[UUID],
    *,
    score: int | None = None,
    reasons: Sequence[str] = (),
    automatic: bool = False,
) -> UUID:
    """The line is these lines of the books; each of them belongs to one movement only."""
    if not journal_lines:
        raise BadInput("journalLines", "EMPTY")
    # A line of the books cannot be locked as a row, for it never changes; its bank account stands for it.
    await lock_name(act, "linked_entry", line.account)
    rows = await act.tx.rows(FREE, list(journal_lines), act.company, line.account)
    free = {row["id"] for row in rows}
    for each in journal_lines:
        if each not in free:
            raise NotFound("JournalLine", each, field="journalLines")
    whole = sum((row["signed"] for row in rows), ZERO)
    signed = line.amount if line.direction is Direction.IN else -line.amount
    if whole != signed:
        raise BadInput("journalLines", "NOT_THE_LINE", amount=signed, told=whole)
    done = Done(
        kind=MatchKind.LINKED,
        document=rows[0]["entry"],
        score=score,
        reasons=reasons,
        automatic=automatic,
        entries=[(row["id"], abs(row["signed"])) for row in rows],
    )
    return await write_done(act, line, done, line.after)
