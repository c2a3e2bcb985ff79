"""What a transfer file is made of: our own account as the bank knows it, and a last look at what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules import accounting
from modules.payables.accounts import ZENGIN_TYPE
from modules.payables.refusals import ChangedSinceProposed, NoTransferAccount
from modules.payables.rules.transfer_file import Sender
from modules.payables.running import RunLine
from modules.payables.states import AccountType


@dataclass(frozen=True, slots=True)
class OurAccount:
    """The head of a file, and how its records are parted."""

    sender: Sender
    line_breaks: bool


def zengin_type(account_type: str) -> str:
    """The digit that banks write for a sort of account."""
    return ZENGIN_TYPE[AccountType(account_type)]


async def sender_of(act: Act, bank_account: UUID, on: date, *, salaries: bool = False) -> OurAccount:
    """Our account as the bank knows it; refuses where nobody has entered that."""
    row = await act.tx.row(
        "SELECT * FROM payables.transfer_account WHERE company = $1 AND bank_account = $2",
        act.company,
        bank_account,
    )
    if row is None:
        raise NoTransferAccount()
    sender = Sender(
        code=(row["salary_code"] if salaries else None) or row["requester_code"],
        name=row["requester_name"],
        day=(on.month, on.day),
        bank_code=row["bank_code"],
        bank_name=row["bank_name"],
        branch_code=row["branch_code"],
        branch_name=row["branch_name"],
        account_type=zengin_type(row["account_type"]),
        account_number=row["account_number"],
    )
    return OurAccount(sender, row["line_breaks"])


async def require_unchanged(act: Act, lines: Sequence[RunLine]) -> None:
    """Everything that was approved is still open; else it is proposed again."""
    items = await accounting.locked_payables(act, [line.invoice for line in lines])
    for line in lines:
        item = items[line.invoice]
        if line.amount > item.open_amount:
            raise ChangedSinceProposed(item.number, line.amount, item.open_amount)
