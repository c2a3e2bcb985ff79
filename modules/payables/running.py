"""What is in a payment run: open invoices and credits, and the one transfer that each supplier gets of
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from erp.masterdata.rules.terms import banks_are_closed
from modules import accounting
from modules.payables import tables
from modules.payables.foreign import require_own_currency
from modules.payables.paying import InvoicePart
from modules.payables.refusals import InPaymentRun, NotABankDay

LINE_LIMIT = 500
OPEN = """
    SELECT i.document AS invoice, coalesce(p.merged_into, p.id) AS supplier, i.kind, i.due_on, i.open_amount
    FROM accounting.open_item i JOIN masterdata.party p ON p.id = i.party
    JOIN payables.supplier_invoice v ON v.id = i.document AND v.state = 'POSTED'
        AND v.foreign_currency IS NULL
    WHERE i.company = $1 AND i.open_amount > 0 AND i.opened_on <= $4
      AND (i.kind = 'PAYABLE' AND i.due_on <= $2 OR i.kind = 'SUPPLIER_CREDIT')
      AND ($3::uuid[] IS NULL OR coalesce(p.merged_into, p.id) = ANY($3))
      AND NOT EXISTS (
          SELECT FROM payables.payment_run_line l JOIN payables.payment_run r ON r.id = l.payment_run
          WHERE l.supplier_invoice = i.document AND r.state IN ('DRAFT', 'PROPOSED', 'APPROVED', 'FILED'))
    ORDER BY i.due_on, i.number LIMIT $5
"""
ELSEWHERE = """
    SELECT i.number, r.number AS run FROM payables.payment_run_line l
    JOIN payables.payment_run r ON r.id = l.payment_run
    JOIN payables.supplier_invoice i ON i.id = l.supplier_invoice
    WHERE l.supplier_invoice = ANY($1::uuid[]) AND r.company = $2 AND r.id <> $3
      AND r.state IN ('DRAFT', 'PROPOSED', 'APPROVED', 'FILED')
    LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class RunLine:
    """So much of an invoice, or of a credit that is taken off."""

    invoice: UUID
    supplier: UUID
    is_credit: bool
    amount: Decimal

    @property
    def signed(self) -> Decimal:
        """What it adds to the transfer."""
        return -self.amount if self.is_credit else self.amount


async def require_bank_day(act: Act, on: date, *, field: str = "payOn") -> None:
    """Banks move money on their own days only."""
    if banks_are_closed(on, await masterdata.bank_holidays(act.tx, on, on)):
        raise NotABankDay(on, field=field)


async def bank_account_of(act: Act, asked: UUID | None) -> UUID:
    """The account of ours that is named, or the usual one."""
    found: UUID | None = await act.tx.value(
        """SELECT id FROM accounting.bank_account WHERE company = $1 AND is_active
           AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END""",
        act.company,
        asked,
    )
    if found is None:
        raise NotFound("BankAccount", asked, field="bankAccount")
    return found


async def open_lines(
    act: Act, *, until: date, pay_on: date, suppliers: Sequence[UUID] | None, credits: bool
) -> list[RunLine]:
    """What is due until a day and in no other run, less what these suppliers credited us."""
    wanted = None if suppliers is None else sorted(set(suppliers))
    rows = await act.tx.rows(OPEN, act.company, until, wanted, pay_on, LINE_LIMIT)
    debts = [row for row in rows if row["kind"] == "PAYABLE"]
    found = [RunLine(row["invoice"], row["supplier"], False, row["open_amount"]) for row in debts]
    left: dict[UUID, Decimal] = {}
    for line in found:
        left[line.supplier] = left.get(line.supplier, ZERO) + line.amount
    for row in rows:
        supplier = row["supplier"]
        part = min(row["open_amount"], left.get(supplier, ZERO))
        if credits and row["kind"] != "PAYABLE" and part > 0:
            left[supplier] -= part
            found.append(RunLine(row["invoice"], supplier, True, part))
    return found


async def given_lines(act: Act, run: UUID, parts: Sequence[InvoicePart], pay_on: date) -> list[RunLine]:
    """The lines somebody chose; refuses what is not open, too much of it, and what another run pays
    already.
    """
    if len(parts) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(parts))
    items = await accounting.locked_payables(act, [each.invoice for each in parts])
    other = await act.tx.row(ELSEWHERE, [each.invoice for each in parts], act.company, run)
    if other:
        raise InPaymentRun(other["number"], other["run"])
    await require_own_currency(act, [each.invoice for each in parts], field="lines")
    found: dict[UUID, RunLine] = {}
    for at, each in enumerate(parts):
        item = items.get(each.invoice)
        if item is None or item.opened_on > pay_on:
            raise NotFound("SupplierInvoice", each.invoice, field=f"lines.{at}.invoice")
        if each.invoice in found:
            raise BadInput(f"lines.{at}.invoice", "TWICE", number=item.number)
        amount = item.open_amount if each.amount is None else each.amount
        accounting.require_coins(f"lines.{at}.amount", amount, act.currency)
        if not 0 < amount <= item.open_amount:
            raise BadInput(f"lines.{at}.amount", "MORE_THAN_THERE_IS", given=amount, left=item.open_amount)
        is_credit = item.kind is accounting.OpenItemKind.SUPPLIER_CREDIT
        found[each.invoice] = RunLine(each.invoice, item.party, is_credit, amount)
    return list(found.values())


def by_supplier(lines: Sequence[RunLine]) -> dict[UUID, list[RunLine]]:
    """The lines of each supplier; refuses one who would have to pay us."""
    found: dict[UUID, list[RunLine]] = {}
    for line in lines:
        found.setdefault(line.supplier, []).append(line)
    for each in found.values():
        owed = sum((line.signed for line in each), ZERO)
        if owed < 0:
            raise BadInput("lines", "CREDITS_EXCEED_INVOICES", left=owed)
    return found


async def write_lines(act: Act, run: UUID, lines: Sequence[RunLine]) -> Decimal:
    """These lines in place of those that were there; answers what they come to."""
    by_supplier(lines)
    await act.tx.run("DELETE FROM payables.payment_run_line WHERE payment_run = $1", run)
    await act.tx.insert(
        tables.PaymentRunLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "payment_run": run,
                "line_no": at,
                "supplier_invoice": line.invoice,
                "supplier": line.supplier,
                "is_credit": line.is_credit,
                "amount": line.amount,
            }
            for at, line in enumerate(lines, 1)
        ],
    )
    return sum((line.signed for line in lines), ZERO)


async def lines_of(act: Act, run: UUID) -> list[RunLine]:
    """The lines as they stand in a run."""
    rows: list[Any] = list(
        await act.tx.rows(
            """SELECT supplier_invoice, supplier, is_credit, amount FROM payables.payment_run_line
               WHERE payment_run = $1 ORDER BY line_no""",
            run,
        )
    )
    return [
        RunLine(row["supplier_invoice"], row["supplier"], row["is_credit"], row["amount"]) for row in rows
    ]
