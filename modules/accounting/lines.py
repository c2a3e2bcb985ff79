"""The lines of an entry as they come in by the front door: from a person, or from a module that posts."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from erp.kernel.money import Money
from modules.accounting.rules import ledger
from modules.accounting.rules.ledger import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One side of an entry; without a currency it is in the company's own."""

    account: UUID
    side: Side
    amount: Money
    currency: str | None = None
    party: UUID | None = None
    tax_code: UUID | None = None
    department: UUID | None = None
    memo: str | None = None

    def in_currency(self, currency: str) -> ledger.Line:
        """The line as the law of the ledger sees it; a negative amount is refused."""
        make = ledger.debit if self.side is Side.DEBIT else ledger.credit
        return make(
            self.account, self.amount, self.currency or currency, party=self.party,
            tax_code=self.tax_code, department=self.department, memo=self.memo,
        )  # fmt: skip


def debit(
    account: UUID,
    amount: Decimal,
    currency: str | None = None,
    *,
    party: UUID | None = None,
    tax_code: UUID | None = None,
    department: UUID | None = None,
    memo: str | None = None,
) -> EntryLine:
    """A line on the left (借方)."""
    return EntryLine(
        account=account, side=Side.DEBIT, amount=Money(amount), currency=currency,
        party=party, tax_code=tax_code, department=department, memo=memo,
    )  # fmt: skip


def credit(
    account: UUID,
    amount: Decimal,
    currency: str | None = None,
    *,
    party: UUID | None = None,
    tax_code: UUID | None = None,
    department: UUID | None = None,
    memo: str | None = None,
) -> EntryLine:
    """A line on the right (貸方)."""
    return EntryLine(
        account=account, side=Side.CREDIT, amount=Money(amount), currency=currency,
        party=party, tax_code=tax_code, department=department, memo=memo,
    )  # fmt: skip
