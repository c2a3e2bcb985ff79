"""The words of the bank: an account with its numbers, files that come in, and what becomes of them."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest

from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.banking.files import Move, joined, transactions

LINES = """{ bankStatementLines(first: 100, sort: BOOKED_ON_ASC) { nodes {
    id state direction amount payer description bookedOn cancels
    matchProposals { score isCurrent fee advance customer { id name } reasons rule { name }
                     parts { number amount openAmount } }
    statementMatches { kind isAutomatic isUndone document { id number } } } } }"""
_files = count(1)


class Bank(Books):
    """The books, and the bank beside them."""

    def __init__(self, erp: Erp) -> None:
        super().__init__(erp)
        (row,) = erp.sql(
            "SELECT id FROM accounting.bank_account WHERE company = $1::uuid AND is_default", erp.company
        )
        self.account = str(row["id"])
        erp.set_account_at_bank(
            bank_account=self.account, bank_code="9999", branch_code="001", kind="ORDINARY",
            account_number="0012345", bank_name="テスト銀行",
        )  # fmt: skip

    def import_(self, content: bytes, selection: str = "id", **given: Any) -> Any:
        """A file of the bank, as somebody uploads it; what follows from it by itself is done."""
        file = self.erp.upload(f"bank-{next(_files)}.txt", content)
        made = self.erp.import_bank_statement(selection, file=file, **given)
        self.erp.deliver_events()
        return made

    def tells(self, *moves: Move, opening: int = 0, **more: Any) -> list[dict[str, Any]]:
        """The bank tells these movements; answers the lines."""
        self.import_(joined(transactions(moves, opening=opening, **more)))
        return self.lines()

    def lines(self) -> list[dict[str, Any]]:
        """All lines there are, oldest first."""
        return self.erp.query(LINES)["bankStatementLines"]["nodes"]

    def reconciled(self, as_of: str = "2026-05-31") -> dict[str, Any]:
        """How the bank and the books agree."""
        asked = """query($on: Date) { bankReconciliation(asOf: $on) {
            statementBalance ledgerBalance waitingAmount waitingLines unlinkedAmount difference } }"""
        return self.erp.query(asked, on=as_of)["bankReconciliation"][0]


def moves(*told: tuple[str, int, str]) -> Sequence[Move]:
    """Movements as (day, amount, payer or description)."""
    return [
        Move(
            date.fromisoformat(day),
            amount,
            payer=text if amount > 0 else "",
            description="" if amount > 0 else text,
        )
        for day, amount, text in told
    ]


@pytest.fixture
def bank(erp: Erp) -> Bank:
    """A house with its bank account known by its numbers."""
    return Bank(erp)
