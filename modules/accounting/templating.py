"""What an entry made from a template consists of: for posting it, and for looking at it beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.money import ZERO, Money
from modules.accounting.bookkeeping import bookkeeping_terms
from modules.accounting.lines import EntryLine
from modules.accounting.rules.entry_template import AmountKind, TemplateLine, amounts_of, asks_amount
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry
from modules.accounting.settling import require_coins

LATEST = """
    SELECT t.name, t.is_active, v.id AS version, v.description
    FROM accounting.entry_template t
    JOIN accounting.entry_template_version v ON v.template = t.id AND v.version = t.version
    WHERE t.id = $1 AND t.company = $2
"""
LINES = """
    SELECT account, side, amount_kind, value, tax_code, tax_entry, department, party, asks_party, memo
    FROM accounting.entry_template_line WHERE version = $1 ORDER BY line_no
"""


@dataclass(frozen=True, slots=True)
class Made:
    """The words and lines of an entry from a template, before it is posted."""

    version: UUID
    description: str
    lines: list[EntryLine]


async def entry_from_template(
    act: Act,
    template: UUID,
    *,
    on: date,
    amount: Decimal | None,
    party: UUID | None = None,
    department: UUID | None = None,
    description: str | None = None,
    looks: bool = False,
) -> Made:
    """The entry a template makes for an amount on a day; refuses what is missing."""
    head = await act.tx.row(LATEST, template, act.company)
    if head is None:
        raise NotFound("EntryTemplate", template, field="template")
    if not head["is_active"]:
        raise BadInput("template", "NOT_IN_USE")
    rows = await act.tx.rows(LINES, head["version"])
    laws = await laws_of(act, rows, on)
    asked = _asked(act, laws, amount)
    if party is None and not looks and any(row["asks_party"] for row in rows):
        raise BadInput("party", "EMPTY")
    terms = await bookkeeping_terms(act, [], on)
    amounts = amounts_of(laws, asked, terms.rounding, act.currency)
    lines = [
        EntryLine(
            account=row["account"],
            side=Side(row["side"]),
            amount=Money(each),
            party=party if row["asks_party"] else row["party"],
            tax_code=row["tax_code"],
            tax_entry=TaxEntry(row["tax_entry"]),
            department=department or row["department"],
            memo=row["memo"],
        )
        for row, each in zip(rows, amounts, strict=True)
        if each
    ]
    return Made(head["version"], description or head["description"], lines)


async def laws_of(act: Act, rows: Sequence[Any], on: date) -> list[TemplateLine]:
    """The lines as the law of templates takes them, with the rates of the day."""
    codes = {row["tax_code"] for row in rows if row["tax_code"] is not None}
    rates = (await bookkeeping_terms(act, codes, on)).codes if codes else {}
    return [
        TemplateLine(
            side=Side(row["side"]),
            kind=AmountKind(row["amount_kind"]),
            value=row["value"] or ZERO,
            rate=rates[row["tax_code"]].rate if row["tax_code"] in rates else ZERO,
            tax_entry=TaxEntry(row["tax_entry"]),
        )
        for row in rows
    ]


def _asked(act: Act, laws: Sequence[TemplateLine], amount: Decimal | None) -> Decimal:
    if not asks_amount(laws):
        return ZERO
    if amount is None:
        raise BadInput("amount", "EMPTY")
    if amount <= 0:
        raise BadInput("amount", "AMOUNT_NOT_POSITIVE", given=amount)
    require_coins("amount", amount, act.currency)
    return amount
