"""A received document in the words of payables: its lines, its taxes as stated, its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.files import Stored
from erp.kernel.money import Money
from modules import payables
from modules.einvoicing.refusals import NoTaxCodeFor
from modules.einvoicing.states import EInvoiceKind

ZERO = Decimal(0)
LINES = """
    SELECT description, amount, category, tax_rate AS rate FROM einvoicing.e_invoice_line
    WHERE e_invoice = $1 ORDER BY line_no
"""
TAXES = """
    SELECT category, rate, base, tax FROM einvoicing.e_invoice_tax WHERE e_invoice = $1 ORDER BY line_no
"""
# The code a purchase of that class and rate is booked with; one for purchases alone comes first.
CODE = """
    SELECT c.id FROM masterdata.tax_code c
    JOIN masterdata.tax_rate r ON r.tax_code = c.id AND r.is_active AND r.valid_from <= $3
         AND (r.valid_to IS NULL OR r.valid_to >= $3)
    WHERE c.category = $1 AND r.rate = $2 AND c.is_active AND c.direction IN ('PURCHASE', 'BOTH')
    ORDER BY c.direction = 'PURCHASE' DESC, c.code LIMIT 1
"""
Group = tuple[str, Decimal]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says, ready for payables: amounts as they are, turned round for what is given back."""

    lines: list[payables.SupplierInvoiceLineDraft]
    taxes: list[payables.StatedTax]


async def said_by(act: Act, row: Any, account: UUID, on: date) -> Said:
    """Lines and stated taxes; what lowers or raises the whole document is a line for each rate."""
    lines = await act.tx.rows(LINES, row["id"])
    taxes = await act.tx.rows(TAXES, row["id"])
    sign = -1 if row["kind"] == EInvoiceKind.CREDIT.value else 1
    codes = {group: await _code(act, group, on) for group in _groups([*lines, *taxes])}
    drafts = [
        payables.SupplierInvoiceLineDraft(
            account=account,
            amount=Money(sign * line["amount"]),
            tax_code=codes[_group(line)],
            description=line["description"] or None,
        )
        for line in lines
    ]
    for tax in taxes:
        of_lines = sum((line["amount"] for line in lines if _group(line) == _group(tax)), ZERO)
        if of_lines != tax["base"]:
            drafts.append(
                payables.SupplierInvoiceLineDraft(
                    account=account,
                    amount=Money(sign * (tax["base"] - of_lines)),
                    tax_code=codes[_group(tax)],
                    description="書類全体の値引・加算",
                )
            )
    stated = [
        payables.StatedTax(tax_code=codes[_group(tax)], tax=Money(sign * tax["tax"]))
        for tax in taxes
        if row["kind"] != EInvoiceKind.NON_REGISTERED.value
    ]
    return Said(drafts, stated)


async def file_of(act: Act, file: UUID) -> Stored:
    """The file of a document, as payables takes it for evidence."""
    row = await act.tx.row(
        "SELECT id, name, media_type, size, sha256 FROM kernel.stored_file WHERE id = $1", file
    )
    assert row is not None  # it was kept with the document
    return Stored(**dict(row))


def _groups(rows: Sequence[Any]) -> list[Group]:
    return list(dict.fromkeys(_group(row) for row in rows))


def _group(row: Any) -> Group:
    return row["category"] or "", row["rate"] if row["rate"] is not None else ZERO


async def _code(act: Act, group: Group, on: date) -> UUID:
    found: UUID | None = await act.tx.value(CODE, *group, on)
    if found is None:
        raise NoTaxCodeFor(*group, on)
    return found
