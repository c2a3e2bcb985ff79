"""The lines of an entry as they come in by the front door: from a person, or from a module that posts."""

from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from erp.kernel.money import Money
from modules.accounting.rules import ledger
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry, TaxUse


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One side of an entry; without a currency it is in the company's own.

    `tax_entry` says whether the amount is to be split into base and tax. What is known of the tax beforehand
    is kept with the line: its rate, its base and tax, what the purchase is for, and how many per cent of the
    tax may be taken off.
    """

    account: UUID
    side: Side
    amount: Money
    currency: str | None = None
    party: UUID | None = None
    tax_code: UUID | None = None
    department: UUID | None = None
    memo: str | None = None
    tax_entry: TaxEntry = TaxEntry.AS_IS
    tax_rate: Decimal | None = None
    tax_base: Money | None = None
    tax_amount: Money | None = None
    tax_use: TaxUse | None = None
    creditable_share: Decimal | None = None

    def in_currency(self, currency: str) -> ledger.Line:
        """The line as the law of the ledger sees it; a negative amount is refused."""
        make = ledger.debit if self.side is Side.DEBIT else ledger.credit
        line = make(
            self.account, self.amount, self.currency or currency, party=self.party,
            tax_code=self.tax_code, department=self.department, memo=self.memo, tax_rate=self.tax_rate,
        )  # fmt: skip
        return replace(
            line, tax_base=self.tax_base, tax_amount=self.tax_amount,
            tax_use=self.tax_use, creditable_share=self.creditable_share,
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
    tax_rate: Decimal | None = None,
    tax_base: Decimal | None = None,
    tax_amount: Decimal | None = None,
    tax_use: TaxUse | None = None,
    creditable_share: Decimal | None = None,
) -> EntryLine:
    """A line on the left (借方)."""
    return EntryLine(
        account=account, side=Side.DEBIT, amount=Money(amount), currency=currency,
        party=party, tax_code=tax_code, department=department, memo=memo, tax_rate=tax_rate,
        tax_base=_money(tax_base), tax_amount=_money(tax_amount), tax_use=tax_use,
        creditable_share=creditable_share,
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
    tax_rate: Decimal | None = None,
    tax_base: Decimal | None = None,
    tax_amount: Decimal | None = None,
    tax_use: TaxUse | None = None,
    creditable_share: Decimal | None = None,
) -> EntryLine:
    """A line on the right (貸方)."""
    return EntryLine(
        account=account, side=Side.CREDIT, amount=Money(amount), currency=currency,
        party=party, tax_code=tax_code, department=department, memo=memo, tax_rate=tax_rate,
        tax_base=_money(tax_base), tax_amount=_money(tax_amount), tax_use=tax_use,
        creditable_share=creditable_share,
    )  # fmt: skip


def _money(amount: Decimal | None) -> Money | None:
    return None if amount is None else Money(amount)
