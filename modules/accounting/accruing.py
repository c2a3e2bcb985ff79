"""Taking back what was accrued, and making prepaid amounts an expense month by month."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.labels import refusal_message
from erp.kernel.locking import lock_rows
from erp.kernel.money import Money
from modules.accounting import tables
from modules.accounting.lines import credit, debit
from modules.accounting.posting import book_entry
from modules.accounting.reversing import post_reverse
from modules.accounting.routine_states import ACCRUAL, AccrualState, PrepaidState


async def locked_accrual(act: Act, accrual: UUID) -> dict[str, Any]:
    """The accrual, held until the end."""
    found = await lock_rows(act, tables.Accrual, [accrual])
    if not found or found[0]["company"] != act.company:
        raise NotFound("Accrual", accrual, field="accrual")
    return dict(found[0])


async def take_back(act: Act, row: dict[str, Any], on: date) -> None:
    """Post the reverse of an accrual; one that somebody reversed by hand is done by that."""
    state = ACCRUAL.after("reverse_accrual", AccrualState(row["state"]))
    reversal = await act.tx.value("SELECT id FROM accounting.journal_entry WHERE reverses = $1", row["entry"])
    if reversal is None:
        words = await act.tx.value(
            "SELECT description FROM accounting.journal_entry WHERE id = $1", row["entry"]
        )
        reversal = await post_reverse(act, row["entry"], on=on, reason=words, by_document=True)
    await act.tx.update(
        tables.Accrual, [{"id": row["id"], "state": state.value, "reversal": reversal, "refusal": None}]
    )


async def reverse_later(act: Act, entry: UUID, on: date, *, at_once: bool = False) -> UUID:
    """Let an entry be taken back when a day has come, or at once dated that day; answers the accrual."""
    accrual = new_id()
    row = {
        "id": accrual,
        "company": act.company,
        "entry": entry,
        "reverse_on": on,
        "state": AccrualState.WAITING.value,
        "reversal": None,
        "refusal": None,
    }
    await act.tx.insert(tables.Accrual, [row])
    if at_once:
        await take_back(act, row, on)
    return accrual


async def locked_prepaid(act: Act, prepaid: UUID) -> dict[str, Any]:
    """The prepaid expense, held until the end."""
    found = await lock_rows(act, tables.PrepaidExpense, [prepaid])
    if not found or found[0]["company"] != act.company:
        raise NotFound("PrepaidExpense", prepaid, field="prepaid")
    return dict(found[0])


async def make_expense(
    act: Act, prepaid: dict[str, Any], month: Any, *, on: date | None = None, post_late: bool = False
) -> None:
    """The share of one month leaves the prepaid account; with the last one the whole is done."""
    own = {"party": prepaid["party"], "department": prepaid["department"]}
    amount = Money(month["amount"])
    entry = await book_entry(
        act,
        on=on or month["effective_on"],
        description=f"{prepaid['description']} {month['line_no']}/{prepaid['months']}",
        lines=[
            debit(prepaid["expense_account"], amount, **own),
            credit(prepaid["prepaid_account"], amount, **own),
        ],
        origin=f"prepaid_expense:{prepaid['id']}:{month['line_no']}",
        post_late=post_late,
    )
    await act.tx.update(tables.PrepaidMonth, [{"id": month["id"], "entry": entry, "refusal": None}])
    if not await act.tx.value(
        "SELECT true FROM accounting.prepaid_month WHERE prepaid = $1 AND entry IS NULL LIMIT 1",
        prepaid["id"],
    ):
        await act.tx.update(tables.PrepaidExpense, [{"id": prepaid["id"], "state": PrepaidState.DONE.value}])


DUE_SHARES = """
    SELECT * FROM accounting.prepaid_month
    WHERE prepaid = $1 AND entry IS NULL AND effective_on <= $2 ORDER BY line_no
"""


async def post_due_shares(act: Act, prepaid: UUID) -> None:
    """Post the shares whose day has come; one that is refused says why and waits."""
    row = await locked_prepaid(act, prepaid)
    for month in await act.tx.rows(DUE_SHARES, prepaid, act.today):
        try:
            async with act.tx.savepoint("share"):
                await make_expense(act, row, month)
        except Refused as refusal:
            told = refusal_message(refusal, act.asking.language)
            await act.tx.update(tables.PrepaidMonth, [{"id": month["id"], "refusal": told}])
