"""Documents of the books as they are told to others: read once, with both sides and what was delivered."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.einvoicing.refusals import NothingToTell, NotTheOneCorrected
from modules.einvoicing.rules.composing import Charged, ChargedLine, ChargedTax, Side
from modules.einvoicing.rules.model import Profile
from modules.einvoicing.rules.pieces import Period

HEAD = """
    SELECT i.id, i.number, i.kind, i.issued_on, i.due_on, i.currency, i.prices_include_tax, i.customer,
           i.supplied_from, i.supplied_to, i.replaces, i.note,
           o.number AS credited_number, o.issued_on AS credited_on,
           coalesce(i.issuer, accounting.issuer_of(i.company, i.issued_on)) AS issuer,
           coalesce(i.recipient, accounting.recipient_of(i.customer)) ->> 'name' AS recipient
    FROM accounting.invoice i LEFT JOIN accounting.invoice o ON o.id = i.credits
    WHERE i.id = $1 AND i.company = $2
"""
# Deliveries behind an invoice: its own, or those of the closing bill it belongs to.
DELIVERED = """
    SELECT DISTINCT d.number, d."on" FROM kernel.document_link k
    JOIN kernel.document d ON d.id = k.cause AND d.kind IN ('shipment', 'return')
    WHERE k.effect = $1 OR k.effect IN (
        SELECT b.id FROM kernel.document_link x
        JOIN kernel.document b ON b.id = x.cause AND b.kind = 'closing_bill' WHERE x.effect = $1)
    ORDER BY 2, 1
"""
LINES = """
    SELECT l.description, l.quantity, u.code AS unit, u.name_ja AS unit_name, l.unit_price, l.discount,
           l.amount, c.category, l.tax_rate, l.supplied_on
    FROM accounting.invoice_line l JOIN masterdata.tax_code c ON c.id = l.tax_code
    LEFT JOIN masterdata.unit u ON u.id = l.unit
    WHERE l.invoice = $1 ORDER BY l.line_no
"""
TAXES = """
    SELECT c.category, t.rate, t.base, t.tax
    FROM accounting.invoice_tax t JOIN masterdata.tax_code c ON c.id = t.tax_code
    WHERE t.invoice = $1 ORDER BY t.rate DESC, c.code
"""
COMPANY = "SELECT corporate_number FROM masterdata.company WHERE id = $1"
PARTY = """
    SELECT p.name, p.t_number, p.corporate_number, p.phone, p.email, a.postal_code, a.prefecture, a.city,
           a.street, a.building, coalesce(a.country, 'JP') AS country
    FROM masterdata.party asked JOIN masterdata.party p ON p.id = coalesce(asked.merged_into, asked.id)
    LEFT JOIN LATERAL (
        SELECT * FROM masterdata.party_address x WHERE x.party = p.id AND x.is_active
        ORDER BY x.kind = 'BILLING' DESC, x.kind = 'HEAD_OFFICE' DESC, x.is_default DESC LIMIT 1) a ON true
    WHERE asked.id = $1
"""


async def charged_invoice(act: Act, invoice: UUID, corrects: UUID | None) -> tuple[Charged, UUID]:
    """An invoice or credit note of this company, and its customer."""
    head = await act.tx.row(HEAD, invoice, act.company)
    if head is None:
        raise NotFound("Invoice", invoice, field="invoice")
    notes = _notes(await act.tx.rows(DELIVERED, invoice))
    lines = [_line(row, notes) for row in await act.tx.rows(LINES, invoice)]
    taxes = [ChargedTax(**dict(row)) for row in await act.tx.rows(TAXES, invoice)]
    if not taxes:
        raise NothingToTell(head["number"])
    preceding = [(head["credited_number"], head["credited_on"])] if head["credited_number"] else []
    if corrects or head["replaces"]:
        preceding.append(await _corrected(act, head, corrects or head["replaces"]))
    seller = await own_side(act, json.loads(head["issuer"]))
    charged = Charged(
        number=head["number"],
        issued_on=head["issued_on"],
        due_on=head["due_on"],
        currency=head["currency"],
        seller=seller,
        buyer=replace(await side_of(act, head["customer"]), name=head["recipient"]),
        period=_period(head, [*notes, *(each.delivered.starts_on for each in lines if each.delivered)]),
        lines=tuple(lines),
        taxes=tuple(taxes),
        prices_include_tax=head["prices_include_tax"],
        takes_back=head["kind"] == "CREDIT_NOTE",
        preceding=tuple(preceding),
        note=head["note"],
    )
    return (charged if seller.t_number else not_registered(charged)), head["customer"]


def _notes(rows: Sequence[Any]) -> dict[date, str | None]:
    """The delivery note of each day; none for a day that has several, for a line names one."""
    found: dict[date, str | None] = {}
    for row in rows:
        found[row["on"]] = None if row["on"] in found else row["number"]
    return found


def _period(head: Any, days: Sequence[date | None]) -> Period:
    """From the first day anything was supplied to the last, as the standard wants it around its lines."""
    known = [head["supplied_from"] or head["issued_on"], head["supplied_to"] or head["issued_on"]]
    if not head["supplied_from"] and days:
        known = []
    known += [each for each in days if each]
    return Period(starts_on=min(known), ends_on=max(known))


def not_registered(charged: Charged) -> Charged:
    """Who is not registered states no tax: all he asks for is price."""
    taxes = tuple(replace(each, base=each.base + each.tax, tax=Decimal(0)) for each in charged.taxes)
    return replace(charged, taxes=taxes, prices_include_tax=True, profile=Profile.NON_REGISTERED)


async def own_side(act: Act, issuer: dict[str, Any]) -> Side:
    """The company that asks, by the names and the registration number of the day."""
    return Side(
        name=issuer["name"],
        t_number=issuer["t_number"],
        corporate_number=await act.tx.value(COMPANY, act.company),
        postal_code=issuer["postal_code"],
        street=issuer["address"],
        phone=issuer["phone"],
    )


async def side_of(act: Act, party: UUID) -> Side:
    """A party, with the address its invoices go to."""
    row = await act.tx.row(PARTY, party)
    if row is None:
        raise NotFound("Party", party)
    return Side(**dict(row))


def _line(row: Any, notes: dict[date, str | None]) -> ChargedLine:
    on = row["supplied_on"]
    return ChargedLine(
        description=row["description"],
        quantity=row["quantity"],
        unit=row["unit"],
        unit_name=row["unit_name"],
        unit_price=row["unit_price"],
        discount=row["discount"],
        amount=row["amount"],
        category=row["category"],
        rate=row["tax_rate"],
        delivered=Period(starts_on=on, ends_on=on) if on else None,
        delivery_note=notes.get(on) if on else None,
    )


async def _corrected(act: Act, head: Any, corrects: UUID) -> tuple[str, date]:
    """The invoice a new one stands for: of the same customer, and taken back by a credit note."""
    row = await act.tx.row(
        """SELECT i.number, i.issued_on, i.customer, EXISTS (
                  SELECT FROM accounting.invoice c WHERE c.credits = i.id) AS taken_back
           FROM accounting.invoice i WHERE i.id = $1 AND i.company = $2 AND i.kind = 'INVOICE'""",
        corrects,
        act.company,
    )
    if row is None:
        raise NotFound("Invoice", corrects, field="corrects")
    if corrects == head["id"] or row["customer"] != head["customer"] or not row["taken_back"]:
        raise NotTheOneCorrected(row["number"])
    return row["number"], row["issued_on"]
