"""The entry of a supplier's document: what it cost, what counts of the tax, what is kept back, what is
owed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import ZERO
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.payables.deducting import Deduction, mark_of
from modules.payables.rules.deduction import FULL, spread
from modules.payables.states import SupplierInvoiceKind

SUPPLIER = "SELECT name FROM masterdata.party WHERE id = $1"


@dataclass(frozen=True, slots=True)
class Cost:
    """What of a line goes to its account, and the tax that came with it."""

    amount: Decimal
    base: Decimal
    tax: Decimal
    share: Decimal


def costs_of(
    lines: Sequence[dict[str, Any]], deductions: Iterable[Deduction], include_tax: bool, currency: str
) -> dict[UUID, Cost]:
    """The price without the tax that counts; tax that does not is part of the cost, shared by the amounts."""
    costs: dict[UUID, Cost] = {}
    for each in deductions:
        whole, counts = each.tax["tax"], each.amount
        own = [line for line in lines if line["tax_code"] == each.tax["tax_code"]]
        weights = [max(line["amount"], ZERO) for line in own]
        taxes = spread(whole, weights, currency)
        extra = spread(whole - counts, weights, currency)
        share = counts * FULL / whole if whole else ZERO
        if each.covered == each.tax["base"] + whole:
            share = each.share
        for line, tax, more in zip(own, taxes, extra, strict=True):
            base = line["amount"] - tax if include_tax else line["amount"]
            costs[line["id"]] = Cost(base + more, base, tax, share)
    return costs


async def entry_lines(
    act: Act,
    head: dict[str, Any],
    lines: Sequence[dict[str, Any]],
    costs: dict[UUID, Cost],
    deductions: Sequence[Deduction],
    *,
    waits: bool = False,
) -> list[EntryLine]:
    """The whole entry of an invoice; a credit note's is the same with its sides swapped.

    While the tax `waits` for the supplier's yes, it stands apart and counts nowhere.
    """
    accounts, supplier = await accounting.posting_accounts(act), head["supplier"]
    marks = {each.tax["tax_code"]: mark_of(each, head["ledger_only"]) for each in deductions}
    found: list[EntryLine] = []
    for line in lines:
        cost = costs[line["id"]]
        found += _sided(
            line["account"],
            cost.amount,
            act.currency,
            party=supplier,
            tax_code=line["tax_code"],
            department=line["department"],
            memo=_memo(line["description"], marks[line["tax_code"]]),
            tax_rate=line["tax_rate"],
            tax_base=abs(cost.base),
            tax_amount=cost.tax,
            creditable_share=(ZERO if waits else round(cost.share, 6)) if cost.tax else None,
        )
    for each in deductions:
        if each.amount:
            found += _sided(
                accounts[PostingPurpose.INPUT_TAX_WAITING if waits else PostingPurpose.INPUT_TAX],
                each.amount,
                act.currency,
                party=supplier,
                tax_code=None if waits else each.tax["tax_code"],
                memo=marks[each.tax["tax_code"]],
            )
    if head["withheld"]:
        withheld = accounts[PostingPurpose.WITHHELD_TAX]
        found += _sided(withheld, -head["withheld"], act.currency, party=supplier)
    found += _sided(accounts[PostingPurpose.PAYABLE], -head["payable"], act.currency, party=supplier)
    if head["kind"] == SupplierInvoiceKind.CREDIT_NOTE.value:
        return swapped(found)
    return found


def swapped(lines: Iterable[EntryLine]) -> list[EntryLine]:
    """The lines that answer these."""
    return [replace(line, side=line.side.other) for line in lines]


def _sided(account: UUID, amount: Decimal, currency: str, **more: Any) -> list[EntryLine]:
    if not amount:
        return []
    make = debit if amount > 0 else credit
    return [make(account, abs(amount), currency, **more)]


def _memo(description: str, mark: str | None) -> str | None:
    return " ".join(each for each in (description, mark) if each) or None


async def described(act: Act, head: dict[str, Any], deductions: Sequence[Deduction] = ()) -> str:
    """What the entry says: whom, which number, and the mark the law asks for."""
    name = await act.tx.value(SUPPLIER, head["supplier"])
    marks = dict.fromkeys(mark_of(each, head["ledger_only"]) for each in deductions)
    return " ".join(each for each in (head["number"], name, head["supplier_number"], *marks) if each)
