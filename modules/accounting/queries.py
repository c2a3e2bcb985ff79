"""Questions of accounting's own actions, and of other modules before they act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.errors import Refused
from erp.kernel.locking import period_lock
from modules.accounting.states import PeriodState, PostingPurpose


class NoPeriod(Refused):
    """No fiscal year has been opened for that day."""

    def __init__(self, on: date) -> None:
        super().__init__(on=on)


class PeriodClosed(Refused):
    """The month is closed; its figures do not move any more."""

    def __init__(self, on: date, *, ends_on: date) -> None:
        super().__init__(on=on, ends_on=ends_on)


class NoPostingAccount(Refused):
    """Nobody has said yet which account this is posted to."""

    def __init__(self, purpose: PostingPurpose | str) -> None:
        super().__init__(purpose=purpose)


@dataclass(frozen=True, slots=True)
class PostingDay:
    """The day an entry counts for, and the day it really belongs to where that month was closed already."""

    on: date
    late_from: date | None = None


class PostingAccounts(dict[str, UUID]):
    """Accounts by purpose; a purpose nobody has named an account for is refused by name."""

    def __missing__(self, purpose: str) -> UUID:
        raise NoPostingAccount(purpose)


async def posting_day(act: Act, on: date, *, post_late: bool = False) -> PostingDay:
    """The day on which a fact of this day is posted. Holds the month open until the transaction ends.

    The lock is taken before the state is read, so a close that is under way has either ended (and is seen)
    or waits for us. A fact of a closed month is refused, or goes to the first open day after it.
    """
    wanted = on
    while True:
        period = await act.tx.row(HOLD_PERIOD, act.company, wanted, period_lock(act.company, wanted))
        if period is None:
            raise NoPeriod(wanted)
        if period["state"] == PeriodState.OPEN.value:
            return PostingDay(wanted, late_from=on if wanted != on else None)
        if not post_late:
            raise PeriodClosed(on, ends_on=period["ends_on"])
        if period["next_open"] is None:
            raise NoPeriod(on)
        wanted = period["next_open"]


# One round trip: the function takes the month's lock, shared, and reads the state after it.
HOLD_PERIOD = "SELECT state, ends_on, next_open FROM accounting.hold_period($1, $2, $3)"


async def posting_accounts(act: Act) -> Mapping[str, UUID]:
    """The company's accounts by purpose (`PostingPurpose`, or its text)."""
    rows = await act.tx.rows(
        "SELECT purpose, account FROM accounting.posting_account WHERE company = $1", act.company
    )
    return PostingAccounts((row["purpose"], row["account"]) for row in rows)


async def receivable_of(tx: Transaction, customers: Iterable[UUID]) -> dict[UUID, Decimal]:
    """What customers owe us now: open invoices less credits and advances that are not set against any."""
    wanted = sorted(set(customers))
    rows = await tx.rows(
        """SELECT party, sum(CASE WHEN kind = 'RECEIVABLE' THEN open_amount ELSE -open_amount END) AS owed
           FROM accounting.open_item WHERE party = ANY($1::uuid[]) AND open_amount > 0
             AND kind IN ('RECEIVABLE', 'CREDIT', 'ADVANCE') GROUP BY party""",
        wanted,
    )
    return {customer: Decimal(0) for customer in wanted} | {row["party"]: row["owed"] for row in rows}
