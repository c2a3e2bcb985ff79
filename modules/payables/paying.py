"""Money that goes to a supplier: what it is set against, its entry, and its line in the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Money, Rounding
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.payables import tables
from modules.payables.events import SupplierPaid
from modules.payables.rules.exchange import PaidPart

BANK = """
    SELECT b.account, f.id AS fee_account, f.tax_code, t.rate FROM accounting.bank_account b
    LEFT JOIN accounting.posting_account p ON p.company = b.company AND p.purpose = 'BANK_FEE'
    LEFT JOIN masterdata.account f ON f.id = p.account
    LEFT JOIN masterdata.tax_rate t ON t.tax_code = f.tax_code AND t.is_active AND t.valid_from <= $3
        AND (t.valid_to IS NULL OR t.valid_to >= $3)
    WHERE b.id = $1 AND b.company = $2
"""
INPUT_TAX = "SELECT true FROM accounting.posting_account WHERE company = $1 AND purpose = 'INPUT_TAX'"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePart:
    """So much of this invoice; without an amount, as much as is open and there is."""

    invoice: UUID
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class InForeign:
    """What was paid in another currency: so much of each invoice, and what each part cost."""

    currency: str
    rate: Decimal
    parts: Mapping[UUID, tuple[Decimal, PaidPart]]

    @property
    def amount(self) -> Decimal:
        """What was paid in it."""
        return sum((amount for amount, _ in self.parts.values()), ZERO)

    @property
    def loss(self) -> Decimal:
        """What the change of the rate cost us; below nothing it brought us something."""
        return sum((part.loss for _, part in self.parts.values()), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One payment: `settled` is what it takes off our debt, `amount` what is transferred, `fee` what we
    bear.
    """

    supplier: UUID
    supplier_name: str
    paid_on: date
    bank_account: UUID
    invoices: Mapping[UUID, Decimal]
    amount: Decimal
    fee: Decimal = ZERO
    supplier_account: UUID | None = None
    run: UUID | None = None
    memo: str | None = None
    foreign: "InForeign | None" = None

    @property
    def settled(self) -> Decimal:
        """All that is paid of the invoices."""
        return sum(self.invoices.values(), ZERO)


async def pay(act: Act, given: Outgoing) -> UUID:
    """Write a payment, set it against its invoices and book it; tells `SupplierPaid`."""
    payment = new_id()
    row = {
        "id": payment,
        "company": act.company,
        "number": await next_number(act, "payment", given.paid_on),
        "supplier": given.supplier,
        "paid_on": given.paid_on,
        "bank_account": given.bank_account,
        "supplier_account": given.supplier_account,
        "payment_run": given.run,
        "settled": given.settled,
        "amount": given.amount,
        "fee": given.fee,
        "currency": act.currency,
        "memo": given.memo,
        "returns": None,
        "foreign_currency": given.foreign.currency if given.foreign else None,
        "foreign_amount": given.foreign.amount if given.foreign else None,
        "exchange_rate": given.foreign.rate if given.foreign else None,
        "exchange_difference": given.foreign.loss if given.foreign else ZERO,
        "recorded_by": act.actor,
        "recorded_at": act.at,
    }
    await act.tx.insert(tables.Payment, [row])
    await _in_foreign(act, row, given.foreign)
    await open_money(act, row, accounting.OpenItemKind.PAYMENT)
    await accounting.settle_payables(act, credit=payment, amounts=given.invoices, on=given.paid_on)
    causes = [*given.invoices, *([given.run] if given.run else [])]
    await register_payment(act, row, given.supplier_name, causes)
    await accounting.post_entry(
        act=act,
        on=given.paid_on,
        description=f"{row['number']} {given.supplier_name}",
        lines=await _lines(act, given),
        origin=f"payment:{payment}",
        cause=payment,
    )
    told = SupplierPaid(
        payment=payment, supplier=given.supplier, paid_on=given.paid_on, invoices=tuple(given.invoices)
    )
    await record(act, told, subject=payment)
    return payment


async def _in_foreign(act: Act, row: Mapping[str, Any], foreign: InForeign | None) -> None:
    if foreign is None:
        return
    await act.tx.insert(
        tables.ForeignSettlement,
        [
            {
                "id": new_id(),
                "company": act.company,
                "payment": row["id"],
                "supplier_invoice": invoice,
                "settled_on": row["paid_on"],
                "amount": amount,
                "booked": part.booked,
                "paid": part.paid,
            }
            for invoice, (amount, part) in foreign.parts.items()
        ],
    )


def difference_lines(accounts: Mapping[str, UUID], loss: Decimal, currency: str) -> list[EntryLine]:
    """What the change of a rate cost, or brought."""
    if not loss:
        return []
    if loss > 0:
        return [debit(accounts[PostingPurpose.EXCHANGE_LOSS], loss, currency)]
    return [credit(accounts[PostingPurpose.EXCHANGE_GAIN], -loss, currency)]


async def open_money(act: Act, row: Mapping[str, Any], kind: accounting.OpenItemKind) -> None:
    """The item of money that went out, or came back."""
    await accounting.open_payable(
        act,
        accounting.PayableItem(
            kind=kind,
            document=row["id"],
            number=row["number"],
            supplier=row["supplier"],
            opened_on=row["paid_on"],
            due_on=row["paid_on"],
            amount=row["settled"],
        ),
    )


async def register_payment(act: Act, row: Mapping[str, Any], name: str, causes: list[UUID]) -> None:
    """Its line in the register, behind what it pays."""
    await register_document(
        act,
        kind="payment",
        id=row["id"],
        number=row["number"],
        on=row["paid_on"],
        title=name,
        party=row["supplier"],
        amount=row["amount"],
        causes=causes,
    )


async def _lines(act: Act, given: Outgoing) -> list[EntryLine]:
    """Payable and fee against the bank; what the supplier bears of the fee the bank takes from us as well."""
    accounts, currency = await accounting.posting_accounts(act), act.currency
    bank = await act.tx.row(BANK, given.bank_account, act.company, given.paid_on)
    assert bank is not None
    lines = [debit(accounts[PostingPurpose.PAYABLE], given.settled, currency, party=given.supplier)]
    lines += await _fee_lines(act, accounts, bank, given.fee)
    loss = given.foreign.loss if given.foreign else ZERO
    lines += difference_lines(accounts, loss, currency)
    return [*lines, credit(bank["account"], given.settled + loss + given.fee, currency)]


async def _fee_lines(act: Act, accounts: Mapping[str, UUID], bank: Any, fee: Decimal) -> list[EntryLine]:
    """The fee with the tax inside, by the tax class of its account; without such a class, as it is."""
    if not fee:
        return []
    account, currency = accounts[PostingPurpose.BANK_FEE], act.currency
    if not bank["rate"] or not await act.tx.value(INPUT_TAX, act.company):
        return [debit(account, fee, currency)]
    taxed = accounting.TaxedAmount(bank["tax_code"], bank["rate"], fee)
    (total,) = accounting.tax_by_rate([taxed], Rounding.DOWN, currency, True)
    lines = [debit(account, total.base, currency, tax_code=total.tax_code)]
    if total.tax:
        tax = accounts[PostingPurpose.INPUT_TAX]
        lines.append(debit(tax, total.tax, currency, tax_code=total.tax_code))
    return lines
